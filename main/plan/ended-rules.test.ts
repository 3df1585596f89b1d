import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo, jobFor } from "../apply/testing/memory-journal.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";
import { buildUndoPlan } from "./undo-plan.ts";

const [anna, ben, group] = [testId("u", 1), testId("u", 2), testId("g", 1)];
const people = [anna, ben].map((id) => testObject("user", id, { displayName: `user ${id.at(-1)}` }));
const basis = { displayName: "Excluded", mailEnabled: false, securityEnabled: true, mailNickname: "e" };
const byHand = (members: readonly string[]) =>
  testObject("group", group, { ...basis, groupTypes: [], membershipRule: null }, { members, owners: [] });
const byRule = (more: JsonObject = {}) =>
  testObject(
    "group",
    group,
    { ...basis, groupTypes: ["DynamicMembership"], membershipRule: 'user.city -eq "Kiel"', ...more },
    { owners: [] },
  );

describe("a group that was given a rule since", () => {
  const [before, after] = [
    [...people, byHand([anna])],
    [...people, byRule()],
  ];

  it("gets its members back after the rule is gone, with a stop that says what stays", () => {
    const { steps, impossible, warnings } = planBetween(before, after);
    expect(steps.map(({ action, links }) => [action, ...links])).toEqual([
      ["update"],
      ["link", { link: "members", add: [anna], remove: [] }],
    ]);
    // A rule that Graph does not let go takes in whom it takes in.
    expect(steps.map(({ dependsOn }) => dependsOn)).toEqual([[], ["s1"]]);
    expect(impossible).toMatchObject([{ path: "members", reason: expect.stringContaining("stay") }]);
    expect(warnings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["stop rule-ends"]);
  });

  it.each(["groupTypes", "membershipRule"])("loses type and rule together where only %s was chosen", async (chosen) => {
    const plan = planBetween(before, after, { filter: { attributes: [chosen] } });
    expect(plan.steps.map(({ attributes }) => attributes.map(({ path }) => path).sort())).toEqual([
      ["groupTypes", "membershipRule"],
    ]);
    expect(plan.warnings.map(({ code }) => code)).toContain("only-together");
    const { journal } = await applyTo(new FakeGraph(after), plan);
    const undo = buildUndoPlan({
      ...plan,
      id: "u1",
      plan,
      job: jobFor(plan),
      journal: journal.journal(jobFor(plan).id),
    });
    expect(undo.steps.map(({ promised }) => promised)).toMatchObject([
      { groupTypes: ["DynamicMembership"], membershipRule: 'user.city -eq "Kiel"' },
    ]);
  });

  it("gets none back where only the rule was chosen, and members that the plan brings back itself", () => {
    const filter = { attributes: ["groupTypes", "membershipRule"] };
    expect(planBetween(before, after, { filter }).steps.map(({ action }) => action)).toEqual(["update"]);
    const { steps } = planBetween(before, [byRule(), ...people.slice(1)]);
    expect(steps.flatMap(({ links }) => links)).toMatchObject([{ link: "members", add: [anna] }]);
  });
});

it("a group that gets its rule back says so, and has whom people put in again when that is undone", async () => {
  const [before, after] = [
    [...people, byRule()],
    [...people, byHand([ben])],
  ];
  const plan = planBetween(before, after);
  expect(plan.warnings.map(({ code, severity }) => `${severity} ${code}`)).toContain("stop rule-begins");
  const graph = new FakeGraph(after);
  const { job, journal } = await applyTo(graph, plan);
  // The rule takes in nobody.
  const ruled = new FakeGraph([...people, byRule({ membershipRule: "none" })]);
  ruled.set(group, { membershipRule: 'user.city -eq "Kiel"' });
  const undo = buildUndoPlan({ ...plan, id: "u1", plan, job, journal: journal.journal(job.id) });
  expect(undo.steps.map(({ action, dependsOn }) => [action, ...dependsOn])).toEqual([["update"], ["link", "s1"]]);
  const undone = await applyTo(ruled, undo, { job: jobFor(undo, "u1") });
  expect(undone.job.verdict).toBe("complete");
  expect(ruled.objects().find(({ id }) => id === group)).toMatchObject({ links: { members: [ben] } });
});
