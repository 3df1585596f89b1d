import { describe, expect, it } from "vitest";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo, jobFor } from "../apply/testing/memory-journal.ts";
import { parsePlan } from "./freeze-plan.ts";
import { buildSwitchOnPlan, madeAsReportOnly } from "./switch-on-plan.ts";
import { inputBetween, planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, on, off] = [testId("u", 1), testId("p", 1), testId("p", 2)];
const person = testObject("user", anna, { displayName: "Anna", userPrincipalName: "anna@contoso.example" });
const policy = (id: string, state: string) =>
  testObject("conditionalAccessPolicy", id, {
    displayName: `Block ${state}`,
    state,
    conditions: {
      users: { includeUsers: ["All"], excludeUsers: [], excludeGroups: [] },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
    },
    grantControls: { operator: "OR", builtInControls: ["block"] },
  });

/** Two policies were deleted for good; a job made both again. */
async function madeAgain() {
  const plan = planBetween([person, policy(on, "enabled"), policy(off, "disabled")], [person]);
  const graph = new FakeGraph([person]);
  const { job } = await applyTo(graph, plan);
  const [made] = madeAsReportOnly(plan, job);
  const switchOn = () => {
    const { lookup, allFound, tenantId } = inputBetween([], graph.objects());
    const state = { lookup, allFound, tenantId, signedInObjectId: anna };
    return buildSwitchOnPlan({ id: "on", createdAt: plan.createdAt, found: plan.found, plan, job, state });
  };
  return { plan, graph, job, made, switchOn };
}

const stateOf = (graph: FakeGraph, id: string | undefined) =>
  graph.objects().find((object) => object.id === id)?.properties.state;

describe("policies that were made again as report-only", () => {
  it("are those that were on in the snapshot, by their new ids", async () => {
    const { plan, job, graph, made } = await madeAgain();
    expect(madeAsReportOnly(plan, job)).toEqual([{ ...made, name: "Block enabled" }]);
    expect(made?.id).not.toBe(on);
    expect(stateOf(graph, made?.id)).toBe("enabledForReportingButNotEnforced");
    expect(madeAsReportOnly(plan, jobFor(plan))).toEqual([]);
  });

  it("are switched on by a plan of their own, which warns of whom they lock out and says why", async () => {
    const { graph, job, made, switchOn } = await madeAgain();
    const plan = switchOn();
    expect(plan).toMatchObject({ switchesOn: job.id, impossible: [] });
    expect(plan.steps.map(({ object, attributes }) => [object.id, attributes])).toEqual([
      [made?.id, [{ path: "state", before: "enabledForReportingButNotEnforced", after: "enabled" }]],
    ]);
    expect(plan.warnings.filter(({ severity }) => severity === "stop").map(({ code }) => code)).toContain("blocks-you");
    expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
    const before = graph.objects();
    const applied = await applyTo(graph, plan, { job: jobFor(plan, "j2") });
    expect(applied.job.verdict).toBe("complete");
    expect(stateOf(graph, made?.id)).toBe("enabled");
    const others = (objects: typeof before) => objects.filter(({ id }) => id !== made?.id);
    expect(others(graph.objects())).toEqual(others(before));
    expect(switchOn()).toMatchObject({ steps: [], impossible: [] });
  });

  it("stay as they are, with a line, where somebody switched them off or deleted them since", async () => {
    const { graph, made, switchOn } = await madeAgain();
    graph.set(made?.id ?? "", { state: "disabled" });
    expect(switchOn()).toMatchObject({
      steps: [],
      impossible: [{ reason: expect.stringContaining("switched it off") }],
    });
    await graph.write("DELETE", `/identity/conditionalAccess/policies/${made?.id}`);
    expect(switchOn()).toMatchObject({ steps: [], impossible: [{ reason: expect.stringContaining("deleted since") }] });
  });
});
