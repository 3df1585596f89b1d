import { expect, it } from "vitest";
import type { Plan } from "../../preload/contract/plan.ts";
import { inputBetween, planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, jobFor } from "./testing/memory-journal.ts";

const properties = {
  displayName: "Ours",
  description: "for administrators",
  policyType: "custom",
  allowedCombinations: ["fido2"],
  combinationConfigurations: [
    {
      "@odata.type": "#microsoft.graph.fido2CombinationConfiguration",
      id: testId("k", 1),
      appliesToCombinations: ["fido2"],
      allowedAAGUIDs: ["de1e552d-db1d-4423-a619-566b625cdc84"],
    },
  ],
};
const strength = testObject("authenticationStrengthPolicy", testId("y", 1), properties);

/** Nothing keeps a strength that was deleted: what it was stands in the journal alone. */
it("a strength that undo deleted comes back whole when that is undone", async () => {
  const graph = new FakeGraph([]);
  const bodies = () =>
    graph.writes.filter(({ method }) => method === "POST").map(({ path, body }) => [path.split("/").at(-1), body]);
  const apply = async (plan: Plan, id: string) => {
    const { job, journal } = await applyTo(graph, plan, { job: jobFor(plan, id) });
    const state = inputBetween([], graph.objects());
    return () =>
      buildUndoPlan({
        id: `${id}u`,
        createdAt: plan.createdAt,
        found: plan.found,
        plan,
        job,
        journal: journal.journal(id),
        state,
      });
  };
  graph.interfere = ({ method, path }) =>
    method === "POST" && path.endsWith("Configurations") ? { status: 201, body: {} } : undefined;
  const first = await apply(planBetween([strength], []), "j1");
  const made = bodies();
  expect(made.map(([place]) => place)).toEqual(["authenticationStrengthPolicies", "combinationConfigurations"]);
  graph.set(graph.objects()[0]?.id ?? "", { combinationConfigurations: properties.combinationConfigurations });
  const second = await apply(first(), "j2");
  await apply(second(), "j3");
  expect(bodies().slice(made.length)).toEqual(made);
});
