import type { Plan } from "../../preload/contract/plan.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { backUp } from "./backup.ts";
import { jobAndPlan } from "./recover.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** job → a plan that reverses what it applied, made against the tenant as it is now. */
export async function makeUndoPlan(session: TenantSession, jobId: string, control: WorkControl = {}): Promise<Plan> {
  const { job, plan } = jobAndPlan(session, jobId);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  const undo = buildUndoPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    found: { snapshotNumber: found.number, snapshotId: found.id, endedAt: found.endedAt },
    plan,
    job,
    journal: session.vault.journal(jobId),
  });
  session.vault.savePlan(undo);
  return undo;
}
