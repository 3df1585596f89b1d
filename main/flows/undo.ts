import type { Plan } from "../../preload/contract/plan.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { backUp } from "./backup.ts";
import { jobAndPlan } from "./recover.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** job → a plan that reverses what it applied, made against the tenant as it is now. */
export async function makeUndoPlan(session: TenantSession, jobId: string, control: WorkControl = {}): Promise<Plan> {
  const { vault } = session;
  const { job, plan } = jobAndPlan(session, jobId);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  // What the job started from may have been thinned out meanwhile; the plan itself needs the journal only.
  const isKept = vault.snapshots().some(({ number }) => number === plan.found.snapshotNumber);
  const before = isKept ? plan.found.snapshotNumber : found.number;
  const signedInObjectId = (await session.signIn.account())?.objectId ?? null;
  const undo = buildUndoPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    found: { snapshotNumber: found.number, snapshotId: found.id, endedAt: found.endedAt },
    plan,
    job,
    journal: vault.journal(jobId),
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
