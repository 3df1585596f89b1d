import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { isDone } from "../apply/verdict-of.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import type { Vault } from "../vault/vault.ts";
import { backUp } from "./backup.ts";
import { madeUnheard } from "./made-unheard.ts";
import { jobAndPlan } from "./recover.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** job → a plan that reverses what it applied, made against the tenant as it is now. */
export async function makeUndoPlan(session: TenantSession, jobId: string, control: WorkControl = {}): Promise<Plan> {
  const { vault } = session;
  const { job: saved, plan } = jobAndPlan(session, jobId);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  // What the job started from may have been thinned out meanwhile; the plan itself needs the journal only.
  const isKept = vault.snapshots().some(({ number }) => number === plan.found.snapshotNumber);
  const before = isKept ? plan.found.snapshotNumber : found.number;
  const signedInObjectId = (await session.signIn.account())?.objectId ?? null;
  const journal = vault.journal(jobId);
  const { job, unsure } = madeUnheard(vault, found.number, { plan, job: saved, journal });
  const undo = buildUndoPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    found: { snapshotNumber: found.number, snapshotId: found.id, endedAt: found.endedAt },
    plan,
    job,
    journal,
    unsure,
    switchedOn: switchedOnSince(vault, jobId, found.number),
    state: {
      tenantId: plan.tenantId,
      ...(signedInObjectId === null ? {} : { signedInObjectId }),
      lookup: {
        before: (type, id) => vault.object(before, type, id),
        after: (type, id) => vault.object(found.number, type, id),
      },
      allFound: (type) => vault.objects(found.number, type),
    },
  });
  vault.savePlan(undo);
  return undo;
}

/** What later jobs switched on of what this one had made as report-only, and what is on still. */
function switchedOnSince(vault: Vault, jobId: string, now: number): ReadonlySet<string> {
  const later = vault.jobs().filter(({ planId }) => vault.plan(planId)?.switchesOn === jobId);
  const steps = later.flatMap((job) => {
    const plan = vault.plan(job.planId);
    return plan?.steps.filter(({ id }) => job.steps.some((step) => step.id === id && isDone(step))) ?? [];
  });
  const isOn = ({ type, object }: PlanStep) => vault.object(now, type, object.id)?.properties.state === "enabled";
  return new Set(steps.filter(isOn).map(({ object }) => object.id));
}
