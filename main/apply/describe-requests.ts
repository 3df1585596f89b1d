import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { WriteRequest } from "../catalogue/object-type-definition.ts";
import { wordsForNewIds } from "../plan/replace-ids.ts";
import { requestsOf } from "../plan/step-requests.ts";
import { resolveStep } from "./resolve-step.ts";

export interface DescribedStep {
  readonly step: PlanStep;
  readonly requests: readonly WriteRequest[];
}

/**
 * Every request that carrying out the plan would send, if the tenant is as it was found. Ids that only exist once
 * something has been made again are words in braces; so are the cloud's address and passwords.
 */
export function describeRequests(plan: Plan): readonly DescribedStep[] {
  const requestsFor = requestDescriber(plan);
  return plan.steps.map((step) => ({ step, requests: requestsFor(step) }));
}

/** The same for one step at a time. */
export function requestDescriber(plan: Plan): (step: PlanStep) => readonly WriteRequest[] {
  const created = plan.steps.filter(({ action }) => action === "create");
  const ids = wordsForNewIds(
    created.map(({ type, object, promised }) => ({ type, id: object.id, properties: promised })),
  );
  return (step) => requestsOf(resolveStep(step, ids));
}
