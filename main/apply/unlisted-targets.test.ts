import { expect, it } from "vitest";
import { inputBetween, planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, jobFor } from "./testing/memory-journal.ts";

const [anna, planted, group] = [testId("u", 1), testId("s", 1), testId("g", 1)];
const others = [
  testObject("user", anna, { displayName: "Anna" }),
  testObject("servicePrincipal", planted, { displayName: "Planted", appId: testId("c", 1) }),
];
const admins = (...members: readonly string[]) =>
  testObject("group", group, { displayName: "Admins", groupTypes: [] }, { members, owners: [] });
const membersIn = (graph: FakeGraph) => graph.objects().find(({ id }) => id === group)?.links.members;

it("an enterprise application that somebody put into a group is taken out, although Graph's list leaves it out", async () => {
  const [before, after] = [
    [...others, admins(anna)],
    [...others, admins(anna, planted)],
  ];
  const plan = planBetween(before, after);
  const graph = new FakeGraph(after);
  graph.leavesOutApplications = true;
  const { job, journal } = await applyTo(graph, plan);
  expect(job.steps).toMatchObject([{ outcome: "applied" }]);
  expect(membersIn(graph)).toEqual([anna]);

  const state = inputBetween(after, graph.objects());
  const undo = buildUndoPlan({ ...plan, id: "u1", plan, job, journal: journal.journal(job.id), state });
  const undone = await applyTo(graph, undo, { job: jobFor(undo, "u1") });
  expect(undone.job).toMatchObject({ verdict: "complete", steps: [{ outcome: "applied" }] });
  expect(membersIn(graph)).toEqual([planted, anna].sort());
});

it("only enterprise applications are asked for by themselves", async () => {
  const after = [...others, admins()];
  const plan = planBetween([...others, admins(anna, planted)], after);
  expect(plan.steps).toMatchObject([{ unlisted: [planted] }]);
  const graph = new FakeGraph(after);
  await applyTo(graph, plan);
  expect(graph.seen.filter(({ path }) => path.includes("memberOf")).every(({ path }) => path.includes(planted))).toBe(
    true,
  );
});
