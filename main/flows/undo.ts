import type { Plan } from "../../preload/contract/plan.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import { switchedOnByJob } from "../plan/switch-on-plan.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import type { Vault } from "../vault/vault.ts";
import { backUp } from "./backup.ts";
import { leftRunning } from "./left-running.ts";
import { madeUnheard } from "./made-unheard.ts";
import { jobAndPlan, unreadTypes } from "./recover.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** job → a plan that reverses what it applied, made against the tenant as it is now. */
export async function makeUndoPlan(session: TenantSession, jobId: string, control: WorkControl = {}): Promise<Plan> {
  const { vault } = session;
  const { job: saved, plan } = jobAndPlan(session, jobId);
  const known = saved.state === "ended" ? saved : leftRunning(vault, saved);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  // What the job started from may have been thinned out meanwhile; the plan itself needs the journal only.
  const isKept = vault.snapshots().some(({ number }) => number === plan.found.snapshotNumber);
  const before = isKept ? plan.found.snapshotNumber : found.number;
  const signedInObjectId = (await session.signIn.account())?.objectId ?? null;
  const journal = vault.journal(jobId);
  const { job, unsure } = madeUnheard(vault, found.number, { plan, job: known, journal });
  const undo = buildUndoPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    found: { snapshotNumber: found.number, snapshotId: found.id, endedAt: found.endedAt },
    plan,
    job,
    journal,
    unsure,
    switchedOn: new Set(
      [...switchedOnSince(vault, jobId), ...switchedOnByJob(plan, job)].filter(isOn(vault, found.number)),
    ),
    state: {
      tenantId: plan.tenantId,
      unreadNow: unreadTypes(found),
      mostDeletions: vault.mostDeletions(),
      ownClientId: session.cloud.clientId,
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

/** What later jobs switched on of what this one had made as report-only. */
function switchedOnSince(vault: Vault, jobId: string): readonly string[] {
  const later = vault.jobs().filter(({ planId }) => vault.plan(planId)?.switchesOn === jobId);
  return later.flatMap((job) => {
    const steps = vault
      .plan(job.planId)
      ?.steps.filter(({ id }) => job.steps.some((step) => step.id === id && isDone(step)));
    return steps?.map(({ object }) => object.id) ?? [];
  });
}

/** Whether a policy is on still. */
function isOn(vault: Vault, now: number): (id: string) => boolean {
  return (id) => vault.object(now, "conditionalAccessPolicy", id)?.properties.state === "enabled";
}
