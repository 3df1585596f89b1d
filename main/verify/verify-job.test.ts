import { describe, expect, it } from "vitest";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo } from "../apply/testing/memory-journal.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { verifyJob } from "./verify-job.ts";

const anna = testId("u", 1);
const user = (city: string) => testObject("user", anna, { displayName: "Anna", city });
const plan = planBetween([user("Kiel")], [user("Bonn")]);
const stale = { status: 200, body: { id: anna, city: "Bonn" } };

async function applied() {
  const graph = new FakeGraph([user("Bonn")]);
  const { job } = await applyTo(graph, plan);
  const clock = createVirtualClock({ start: Date.parse(job.endedAt ?? "") });
  return { graph, job, clock, settings: { plan, job, graph, clock, budgetMs: 60_000 } };
}

describe("reading back", () => {
  it("believes several reads in a row, not one replica", async () => {
    const { graph, settings } = await applied();
    let reads = 0;
    graph.interfere = () => {
      reads += 1;
      return reads % 2 === 0 && reads < 6 ? stale : undefined;
    };
    expect((await verifyJob(settings)).verdict).toBe("complete");
    expect(reads).toBe(7);
  });

  it("ends with its budget and says that the write is not readable, and takes that back when it is", async () => {
    const { graph, settings, clock } = await applied();
    const started = clock.now();
    graph.interfere = () => stale;
    const job = await verifyJob(settings);
    expect(job).toMatchObject({ verdict: "failed", steps: [{ outcome: "failed" }] });
    expect(job.steps[0]?.reason).toContain("not readable");
    expect(clock.now() - started).toBeLessThanOrEqual(65_000);
    graph.interfere = () => undefined;
    expect((await verifyJob({ ...settings, job })).steps).toEqual([{ id: "s1", outcome: "applied" }]);
  });

  it("tells a value that was set back again from a slow replica by the time that has gone by", async () => {
    const { graph, settings, clock } = await applied();
    clock.advance(60 * 60_000);
    graph.set(anna, { city: "Bonn" });
    const job = await verifyJob(settings);
    expect(job).toMatchObject({ verdict: "failed", steps: [{ outcome: "reverted" }] });
  });

  it("keeps what it knows when it is stopped", async () => {
    const { graph, settings } = await applied();
    const stop = new AbortController();
    graph.interfere = () => {
      stop.abort();
      return stale;
    };
    const job = await verifyJob({ ...settings, signal: stop.signal });
    expect(job.steps).toEqual([{ id: "s1", outcome: "applied" }]);
  });

  it("gives no verdict to a job that was stopped before it was read back for the first time", async () => {
    const { graph, settings, job } = await applied();
    const stop = new AbortController();
    graph.interfere = () => {
      stop.abort();
      return stale;
    };
    const first = { ...settings, job: { ...job, verdict: null } };
    const stopped = { verdict: null, endedAt: null };
    expect(await verifyJob({ ...first, signal: stop.signal })).toMatchObject({ ...stopped, state: "cancelled" });
    expect(await verifyJob({ ...first, pause: stop.signal })).toMatchObject({ ...stopped, state: "paused" });
  });

  it("sees an object gone that was deleted, and says so of one that Graph only said it deleted", async () => {
    const added = planBetween([], [user("Bonn")], { removeAdded: true });
    for (const isDone of [true, false]) {
      const graph = new FakeGraph([user("Bonn")]);
      graph.interfere = ({ method }) => (method === "DELETE" && !isDone ? { status: 204 } : undefined);
      const { job } = await applyTo(graph, added);
      expect(job.steps).toMatchObject([{ outcome: "applied" }]);
      const clock = createVirtualClock({ start: Date.parse(job.endedAt ?? "") });
      const { verdict, steps } = await verifyJob({ plan: added, job, graph, clock, budgetMs: 60_000 });
      expect([verdict, steps[0]?.outcome]).toEqual(isDone ? ["complete", "applied"] : ["failed", "failed"]);
    }
  });

  it("does not give up on the others where one object may not be read", async () => {
    const { graph, settings } = await applied();
    graph.interfere = () => ({ status: 403, body: { error: { code: "Authorization_RequestDenied", message: "" } } });
    expect((await verifyJob(settings)).steps).toMatchObject([{ outcome: "failed" }]);
  });

  it("calls what Graph silently left out of a new object not applied, not changed by somebody, later too", async () => {
    const again = planBetween([user("Kiel")], []);
    const graph = new FakeGraph([]);
    const { job } = await applyTo(graph, again);
    // Before the first reading back: nobody has ever seen it with its city.
    graph.set(graph.objects()[0]?.id ?? "", { city: null });
    const clock = createVirtualClock({ start: Date.parse(job.endedAt ?? "") });
    const settings = { plan: again, job, graph, clock, budgetMs: 60_000 };
    const verified = await verifyJob(settings);
    expect(verified).toMatchObject({ verdict: "failed", steps: [{ outcome: "failed" }] });
    expect(verified.steps[0]?.reason).toContain("not readable");
    clock.advance(60 * 60_000);
    expect((await verifyJob({ ...settings, job: verified })).steps).toEqual(verified.steps);
  });

  it("says so when somebody gave a new object another value", async () => {
    const again = planBetween([user("Kiel")], []);
    const graph = new FakeGraph([]);
    const { job } = await applyTo(graph, again);
    graph.set(graph.objects()[0]?.id ?? "", { city: "Bonn" });
    const clock = createVirtualClock({ start: Date.parse(job.endedAt ?? "") });
    const { steps } = await verifyJob({ plan: again, job, graph, clock, budgetMs: 60_000 });
    expect(steps).toMatchObject([{ outcome: "reverted" }]);
  });
});
