import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { FakeGraph, type FakeRequest } from "./testing/fake-graph.ts";
import { applyTo, MemoryJournal } from "./testing/memory-journal.ts";

const [anna, ben, cara, staff] = [testId("u", 1), testId("u", 2), testId("u", 3), testId("g", 1)];

const user = (id: string, manager: readonly string[] = [], more: JsonObject = {}) =>
  testObject("user", id, { displayName: id, userPrincipalName: `${id}@contoso.example`, ...more }, { manager });
const group = (members: readonly string[]) =>
  testObject("group", staff, { displayName: "staff", groupTypes: [], securityEnabled: true }, { members, owners: [] });
const binned = { deletedDateTime: "2026-11-01T10:00:00Z" };

/** Carries the first matching write out and loses its answer. */
function losesFirst(matches: (request: FakeRequest) => boolean) {
  let left = 1;
  return (request: FakeRequest) => (matches(request) && left-- > 0 ? ("lost" as const) : undefined);
}

const linksOf = (graph: FakeGraph, id: string) => graph.objects().find((object) => object.id === id)?.links;

describe("a write whose answer was lost", () => {
  it("is looked at, not sent again, where it brought somebody out of the recycle bin", async () => {
    const graph = new FakeGraph([user(anna, [], binned)]);
    graph.interfere = losesFirst(({ path }) => path.endsWith("/restore"));
    const { job } = await applyTo(graph, planBetween([user(anna)], [user(anna, [], binned)]));
    expect(job).toMatchObject({ verdict: "complete", steps: [{ outcome: "applied" }] });
    expect(graph.writes.map(({ path }) => path)).toEqual([`/directory/deletedItems/${anna}/restore`]);
  });

  it("is the job's own where its process was killed, too, and a second one sends nothing", async () => {
    const plan = planBetween([user(anna)], [user(anna, [], binned)]);
    const graph = new FakeGraph([user(anna, [], binned)]);
    const journal = new MemoryJournal();
    graph.interfere = ({ method }) => (method === "GET" ? undefined : "killed");
    await expect(applyTo(graph, plan, { journal })).rejects.toThrow("killed");
    graph.interfere = () => undefined;
    const reopened = new MemoryJournal();
    reopened.entries.push(...journal.entries.filter(({ kind }) => kind === "intent"));
    const { job } = await applyTo(graph, plan, { journal: reopened });
    expect(job.steps).toEqual([{ id: "s1", outcome: "applied" }]);
    expect(graph.writes).toHaveLength(1);
  });

  it("adds nobody twice to a group", async () => {
    const everybody = [user(anna), user(ben), user(cara)];
    const plan = planBetween([...everybody, group([anna, ben, cara])], [...everybody, group([])]);
    const graph = new FakeGraph([...everybody, group([])]);
    graph.interfere = losesFirst(({ method }) => method === "PATCH");
    expect((await applyTo(graph, plan)).job.verdict).toBe("complete");
    expect([linksOf(graph, staff)?.members, graph.writes.length]).toEqual([[anna, ben, cara], 1]);
  });

  it("makes nothing twice that shows in a list as late as replication is waited for", async () => {
    const graph = new FakeGraph([]);
    const clock = createVirtualClock();
    let lostAt: number | undefined;
    graph.interfere = ({ method, path }) => {
      if (method === "POST" && path === "/groups" && lostAt === undefined) {
        lostAt = clock.now();
        return "lost";
      }
      const isTooEarly = lostAt !== undefined && clock.now() < lostAt + 100_000;
      return isTooEarly && path.startsWith("/groups?") ? { status: 200, body: { value: [] } } : undefined;
    };
    const { job } = await applyTo(graph, planBetween([group([])], []), { clock });
    expect(job).toMatchObject({ steps: [{ outcome: "applied", newId: expect.any(String) }] });
    expect(graph.objects()).toHaveLength(1);
  });

  it("gives a manager once", async () => {
    const others = [user(ben), user(cara)];
    const plan = planBetween([user(anna, [ben]), ...others], [user(anna, [cara]), ...others]);
    const graph = new FakeGraph([user(anna, [cara]), ...others]);
    graph.interfere = losesFirst(({ method }) => method === "PUT");
    expect((await applyTo(graph, plan)).job.verdict).toBe("complete");
    expect([linksOf(graph, anna)?.manager, graph.writes.length]).toEqual([[ben], 1]);
  });
});

describe("a step about links", () => {
  const everybody = [user(anna), user(ben), user(cara)];

  it("takes out who came and puts back who went, and leaves everybody else", async () => {
    const plan = planBetween([...everybody, group([anna])], [...everybody, group([ben])]);
    const graph = new FakeGraph([...everybody, group([ben, cara])]);
    expect((await applyTo(graph, plan)).job.verdict).toBe("complete");
    expect([...(linksOf(graph, staff)?.members ?? [])].sort()).toEqual([anna, cara]);
  });

  it("writes only what is left to do where somebody was quicker", async () => {
    const plan = planBetween([...everybody, group([anna, ben])], [...everybody, group([])]);
    const graph = new FakeGraph([...everybody, group([anna])]);
    expect((await applyTo(graph, plan)).job.verdict).toBe("complete");
    expect(graph.writes.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST /groups/${staff}/members/$ref`]);
  });

  it("takes a manager away where there was none, and leaves one whom somebody gave since the review", async () => {
    const plan = planBetween([user(anna), user(ben), user(cara)], [user(anna, [ben]), user(ben), user(cara)]);
    const asReviewed = new FakeGraph([user(anna, [ben]), user(ben), user(cara)]);
    expect((await applyTo(asReviewed, plan)).job.verdict).toBe("complete");
    expect(linksOf(asReviewed, anna)?.manager).toEqual([]);
    const changed = new FakeGraph([user(anna, [cara]), user(ben), user(cara)]);
    const { job } = await applyTo(changed, planBetween([user(anna, [ben])], [user(anna)]));
    expect(job.steps).toMatchObject([{ outcome: "skipped", reason: expect.stringContaining("manager") }]);
    expect([linksOf(changed, anna)?.manager, changed.writes]).toEqual([[cara], []]);
  });
});
