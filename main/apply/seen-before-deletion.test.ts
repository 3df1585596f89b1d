import { expect, it } from "vitest";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { verifyJob } from "../verify/verify-job.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, jobFor } from "./testing/memory-journal.ts";

const anna = testId("u", 1);
const user = (city: string, more = {}) => testObject("user", anna, { displayName: "Anna", city, ...more });
const inBin = user("Bonn", { deletedDateTime: "2026-11-01T10:00:00Z" });

/** Anna came back and to Kiel; taking that back takes her to Bonn again, and then into the recycle bin. */
async function undone(drops: boolean) {
  const plan = planBetween([user("Kiel")], [inBin]);
  const graph = new FakeGraph([inBin]);
  const { job, journal } = await applyTo(graph, plan);
  expect(job.steps.map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
  const found = { snapshotNumber: 2, snapshotId: "b".repeat(64), endedAt: "2026-11-03T00:00:00Z" };
  const createdAt = found.endedAt;
  const undo = buildUndoPlan({ id: "u1", createdAt, found, plan, job, journal: journal.journal("j1") });
  expect(undo.steps.map(({ action }) => action)).toEqual(["update", "delete"]);
  graph.interfere = ({ method }) => (drops && method === "PATCH" ? { status: 204 } : undefined);
  const taken = await applyTo(graph, undo, { job: jobFor(undo, "u1") });
  const clock = createVirtualClock();
  const verified = await verifyJob({ plan: undo, job: taken.job, graph, clock, budgetMs: 60_000 });
  return { verified, now: graph.objects()[0]?.properties };
}

it("reads back what it wrote into an object before it deletes that", async () => {
  const { verified, now } = await undone(false);
  expect([verified.verdict, now]).toEqual(["complete", inBin.properties]);
});

it("says so where Graph silently dropped it, and deletes the object all the same", async () => {
  const { verified, now } = await undone(true);
  expect(verified).toMatchObject({ verdict: "partial", steps: [{ outcome: "failed" }, { outcome: "applied" }] });
  expect(verified.steps[0]?.reason).toContain("no read showed it before the plan deleted the object");
  expect(now).toMatchObject({ city: "Kiel", deletedDateTime: expect.any(String) });
});
