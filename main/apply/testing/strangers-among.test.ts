import { expect, it } from "vitest";
import { planBetween, testId, testObject } from "../../plan/testing/two-states.ts";
import type { JobRun } from "../apply-run.ts";
import { strangersAmong } from "./strangers-among.ts";

const [anna, ben] = [testId("u", 1), testId("u", 2)];
const user = (id: string, city: string) => testObject("user", id, { displayName: id, city });

it("knows what stands in the plan from what does not", () => {
  const { steps } = planBetween([user(anna, "Kiel")], [user(anna, "Bonn")]);
  const run = { reviewed: new Map(steps.map((step) => [step.id, step])), ids: new Map() } as unknown as JobRun;
  const patch = (path: string, body: { readonly [name: string]: string }) => ({
    write: { method: "PATCH", path, body } as const,
    runs: [run],
  });
  expect(strangersAmong([patch(`/users/${anna}`, { city: "Kiel" })])).toEqual([]);
  const strange = [
    patch(`/users/${ben}`, { city: "Kiel" }),
    patch(`/users/${anna}`, { city: "Rome" }),
    patch(`/users/${anna}`, { city: "Kiel", jobTitle: "Chief" }),
    { write: { method: "DELETE", path: `/users/${anna}` } as const, runs: [run] },
  ];
  expect(strangersAmong(strange)).toEqual(strange.map(({ write: { method, path } }) => ({ method, path })));
});
