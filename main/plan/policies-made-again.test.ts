import { expect, it } from "vitest";
import type { PlanAnswer } from "../../preload/contract/plan.ts";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo } from "../apply/testing/memory-journal.ts";
import { readAnswers } from "./answers.ts";
import { parsePlan } from "./freeze-plan.ts";
import { madeAsReportOnly } from "./switch-on-plan.ts";
import { planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, ben, spared] = [testId("u", 1), testId("u", 2), testId("g", 1)];
const people = [anna, ben].map((id) => testObject("user", id, { displayName: `user ${id.at(-1)}` }));
const group = (members: readonly string[]) => testObject("group", spared, { displayName: "Spared" }, { members });
const policy = testObject("conditionalAccessPolicy", testId("p", 1), {
  displayName: "Block",
  state: "enabled",
  conditions: {
    users: { includeUsers: ["All"], excludeUsers: [], excludeGroups: [spared] },
    applications: { includeApplications: ["All"] },
    clientAppTypes: ["all"],
  },
  grantControls: { operator: "OR", builtInControls: ["block"] },
});

/** A policy was deleted for good, and somebody was taken out of the group that it spares. */
function planWith(...answers: readonly PlanAnswer[]) {
  const now = [...people, group([])];
  const plan = planBetween([...people, group([anna]), policy], now, { answers, signedInObjectId: ben });
  return { plan, now, codes: plan.warnings.map(({ code }) => code) };
}

it("a policy that was on comes back as report-only unless somebody decided otherwise, and stops nobody by that", () => {
  for (const { plan, codes } of [planWith(), planWith({ about: "policies", answer: "report-only" })]) {
    expect(plan.steps.map(({ type, action }) => `${action} ${type}`)).toEqual([
      "link group",
      "create conditionalAccessPolicy",
    ]);
    expect(plan.madeAgainPolicies).toMatchObject({ policies: [{ name: "Block" }], answer: "report-only" });
    expect(codes).toContain("report-only");
    expect(codes.filter((code) => code.startsWith("blocks"))).toEqual([]);
  }
});

it("is switched on by a step of its own as decided, after those whom it spares are back, with the warnings of what is on", async () => {
  const { plan, now, codes } = planWith({ about: "policies", answer: "switch-on" });
  expect(plan.steps.map(({ type, action, dependsOn }) => `${action} ${type} ${dependsOn}`)).toEqual([
    "link group ",
    "create conditionalAccessPolicy ",
    "update conditionalAccessPolicy s2,s1",
  ]);
  expect(codes).toEqual(expect.arrayContaining(["switched-on-at-once", "blocks-you"]));
  expect(codes).not.toContain("report-only");
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  const graph = new FakeGraph(now);
  const { job } = await applyTo(graph, plan);
  expect(job.verdict).toBe("complete");
  const made = graph.objects().find(({ type }) => type === "conditionalAccessPolicy");
  expect(made?.properties.state).toBe("enabled");
  expect(madeAsReportOnly(plan, job)).toEqual([]);
});

it("answers that are not about policies, and policies that are answered otherwise, are refused", () => {
  expect(() => readAnswers([{ about: "policies", answer: "keep" }])).toThrow(/policies=switch-on/u);
  expect(() => readAnswers([{ about: "references", answer: "switch-on" }])).toThrow(/policies=switch-on/u);
});

it("says so where a new plan switches on what an earlier job made again as report-only", () => {
  const again = { ...policy, id: testId("p", 2) };
  const found = { ...again, properties: { ...policy.properties, state: "enabledForReportingButNotEnforced" } };
  const object = { type: policy.type, id: again.id, name: "Block" };
  const madeBefore = [{ oldId: policy.id, object, job: "j1", on: "2026-11-02T00:00:00Z" }];
  const codesOf = (more: Parameters<typeof planBetween>[2]) =>
    planBetween([...people, again], [...people, found], more).warnings.map(({ code }) => code);
  expect(codesOf({ madeBefore })).toContain("switched-on-at-once");
  expect(codesOf({})).not.toContain("switched-on-at-once");
});
