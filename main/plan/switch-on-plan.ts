import type { ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { ImpossiblePart, Plan, PlanBasis } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import { createExistenceCheck } from "./existence.ts";
import { freezePlan } from "./freeze-plan.ts";
import { idMapOf } from "./id-map.ts";
import { orderSteps } from "./order-steps.ts";
import { reportOnly } from "./policies-made-again.ts";
import type { StepDraft } from "./step-draft.ts";
import { updateDrafts } from "./update-drafts.ts";
import { findWarnings, type WarningContext } from "./warnings.ts";

export interface SwitchOnInput {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** The state of the tenant now. */
  readonly found: PlanBasis;
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly state: WarningContext["input"];
}

const type = "conditionalAccessPolicy";

/** The policies that the job made again as report-only and left so, and that were on in the snapshot, by their new ids. */
export function madeAsReportOnly(plan: Plan, job: RecoveryJob): readonly ObjectReference[] {
  const ids = idMapOf(plan, job.steps);
  const on = switchedOnByJob(plan, job);
  return plan.steps.flatMap(({ action, object, promised }) => {
    const id = ids.get(object.id.toLowerCase());
    const wasOn = action === "create" && object.type === type && promised.state === "enabled";
    return wasOn && id !== undefined && !on.has(id) ? [{ ...object, id }] : [];
  });
}

/** What the job itself switched on of the policies that it made again, by their new ids. */
export function switchedOnByJob(plan: Plan, job: RecoveryJob): ReadonlySet<string> {
  const ids = idMapOf(plan, job.steps);
  const done = new Set(job.steps.filter(isDone).map(({ id }) => id));
  return new Set(
    plan.steps.flatMap(({ id, type: of, action, object, promised }) => {
      const isOn = of === type && action === "update" && promised.state === "enabled" && done.has(id);
      return isOn ? (ids.get(object.id.toLowerCase()) ?? []) : [];
    }),
  );
}

/**
 * The plan that switches on what a job made again as report-only: each policy gets the state back that it had in the
 * snapshot, with the warnings of any plan about whom that would lock out. What is on already needs no step; what
 * somebody switched off or deleted since is a line.
 */
export function buildSwitchOnPlan({ id, createdAt, found, plan, job, state }: SwitchOnInput): Plan {
  const policies = madeAsReportOnly(plan, job);
  const parts = policies.map((policy) => switchOn(policy, state));
  const steps = orderSteps(parts.flatMap(({ drafts }) => drafts));
  const impossible = parts.flatMap((part) => part.impossible);
  return freezePlan({
    format: "reinstate-plan-1",
    id,
    tenantId: plan.tenantId,
    tenantName: plan.tenantName,
    createdAt,
    purpose: "recover",
    switchesOn: job.id,
    target: plan.target,
    found,
    filter: { types: [type], ids: policies.map((policy) => policy.id), attributes: ["state"] },
    removeAdded: false,
    steps,
    warnings: findWarnings({ steps, impossible, input: state }),
    impossible,
    permissions: [...new Set(steps.flatMap(({ permissions }) => permissions))].sort(),
  });
}

function switchOn(
  policy: ObjectReference,
  input: WarningContext["input"],
): { readonly drafts: readonly StepDraft[]; readonly impossible: readonly ImpossiblePart[] } {
  const now = input.lookup.after(type, policy.id);
  if (now === undefined || isSoftDeleted(now)) return { drafts: [], impossible: [gone(policy)] };
  if (now.properties.state === "enabled") return { drafts: [], impossible: [] };
  if (now.properties.state !== reportOnly) return { drafts: [], impossible: [switchedOff(policy)] };
  const attribute = { path: "state", before: "enabled", after: reportOnly };
  const target = { ...now.properties, state: "enabled" };
  return updateDrafts(now, target, [attribute], createExistenceCheck(input, new Set()));
}

function gone(object: ObjectReference): ImpossiblePart {
  return {
    object,
    path: "state",
    reason: "The job made it again, and it has been deleted since.",
    manual: "Make a new plan from the snapshot if it is still wanted.",
  };
}

function switchedOff(object: ObjectReference): ImpossiblePart {
  return {
    object,
    path: "state",
    reason: "The job made it again as report-only, and somebody has switched it off since.",
    manual: "Ask who switched it off and why; switch it on by hand if it is still wanted.",
  };
}
