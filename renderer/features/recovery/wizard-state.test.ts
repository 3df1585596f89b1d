import { expect, it } from "vitest";
import type { Choice } from "./wizard-state.ts";
import { acknowledgedCodes, choiceOf, draftOf, unreadWarnings, warningKey } from "./wizard-state.ts";

const choice: Choice = {
  from: 3,
  to: 5,
  filter: { types: ["user"], name: "Anna", actor: "mallory@contoso.com", exceptAttributes: ["mobilePhone"] },
  removeAdded: false,
  leftOut: [],
};

it("keeps a draft without any name out of the tenant, and says that it did", () => {
  const draft = draftOf("tenant-1", { stage: "choose", choice });
  expect(JSON.stringify(draft)).not.toMatch(/Anna|mallory/u);
  expect(choiceOf(draft?.choice ?? null)).toEqual({
    ...choice,
    filter: { types: ["user"], exceptAttributes: ["mobilePhone"] },
    leftOut: ["name", "actor"],
  });
});

it("does not forget over two reloads what the first one left out", () => {
  const once = choiceOf(draftOf("tenant-1", { stage: "choose", choice })?.choice ?? null);
  if (once === null) throw new Error("the draft lost its choice");
  const twice = choiceOf(draftOf("tenant-1", { stage: "choose", choice: once })?.choice ?? null);
  expect(twice?.leftOut).toEqual(["name", "actor"]);
});

it("keeps nothing of a wizard that has not begun", () => {
  expect(draftOf("tenant-1", { stage: "none" })).toBeNull();
});

it("acknowledges a code only when each of its warnings was read", () => {
  const warning = (message: string) => ({ code: "locks-out", severity: "stop" as const, message, objects: [] });
  const [first, second] = [warning("This policy hits you."), warning("This one hits the last break-glass account.")];
  const plan = { warnings: [first, second] };
  const one = new Set([warningKey(first)]);
  expect(unreadWarnings(plan, one)).toEqual([second]);
  expect(acknowledgedCodes(plan, one)).toEqual([]);
  expect(acknowledgedCodes(plan, new Set([...one, warningKey(second)]))).toEqual(["locks-out"]);
});
