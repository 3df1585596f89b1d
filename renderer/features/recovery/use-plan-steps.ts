import type { PlanStep } from "../../../preload/contract/plan.ts";
import type { ObjectNames, PlanSummary } from "../../../preload/contract/views.ts";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { PageStore } from "../../bridge/page-store.ts";
import { usePages } from "../../bridge/use-pages.ts";
import { idsInStep } from "./ids-in-step.ts";

/** A step with the names of the ids that it mentions, as far as the plan's snapshots know them. */
export interface NamedStep {
  readonly step: PlanStep;
  readonly names: ObjectNames;
}

/** The most ids that the contract takes at once. */
const idsAtOnce = 5000;

/** The steps of a plan, in pages. */
export function usePlanSteps(planId: string): PageStore<NamedStep> {
  const client = useClient();
  let described: Promise<PlanSummary> | undefined;
  return usePages(planId, async (offset, limit) => {
    const { total, steps } = await client.call("plan.steps", { planId, offset, limit });
    described ??= client.call("plan.describe", { planId });
    const names = await namesFor(client, await described, steps);
    return { total, items: steps.map((step) => ({ step, names })) };
  });
}

/** What is there now is called as it is now; what is gone, as it was in the snapshot that is put back. */
async function namesFor(client: Client, plan: PlanSummary, steps: readonly PlanStep[]): Promise<ObjectNames> {
  const ids = [...new Set(steps.flatMap((step) => [...idsInStep(step)]))].slice(0, idsAtOnce);
  if (ids.length === 0) return {};
  const found = await client.call("object.names", { snapshot: plan.found.snapshotNumber, ids });
  const missing = ids.filter((id) => found[id] === undefined);
  if (missing.length === 0) return found;
  return { ...found, ...(await client.call("object.names", { snapshot: plan.target.snapshotNumber, ids: missing })) };
}
