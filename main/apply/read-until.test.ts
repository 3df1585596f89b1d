import { expect, it } from "vitest";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo } from "./testing/memory-journal.ts";

const anna = testId("u", 1);
const user = (city: string, more = {}) => testObject("user", anna, { displayName: "Anna", city, ...more });

/** Anna comes back to Kiel, and so many reads after that show nobody yet. */
async function broughtBack(lagging: number) {
  const inBin = user("Bonn", { deletedDateTime: "2026-11-01T10:00:00Z" });
  const graph = new FakeGraph([inBin]);
  let left = lagging;
  graph.interfere = ({ method, path }) => {
    const isRead = method === "GET" && path.startsWith(`/users/${anna}`);
    if (!isRead || graph.carriedOut.length === 0 || left === 0) return undefined;
    left -= 1;
    return { status: 404 };
  };
  const clock = createVirtualClock();
  const start = clock.now();
  const { job } = await applyTo(graph, planBetween([user("Kiel")], [inBin]), { clock });
  return { outcomes: job.steps.map(({ outcome }) => outcome), seconds: (clock.now() - start) / 1000 };
}

it("waits as long as reads do not show what it brought back (C13)", async () => {
  expect(await broughtBack(3)).toEqual({ outcomes: ["applied", "applied"], seconds: 6 });
  expect(await broughtBack(60)).toEqual({ outcomes: ["applied", "applied"], seconds: 120 });
});

it("waits two minutes and no longer", async () => {
  expect(await broughtBack(Number.POSITIVE_INFINITY)).toEqual({ outcomes: ["applied", "skipped"], seconds: 120 });
});
