import type { ObjectReference } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { buildSwitchOnPlan, madeAsReportOnly } from "../plan/switch-on-plan.ts";
import type { Vault } from "../vault/vault.ts";
import { backUp } from "./backup.ts";
import { basisOf, jobAndPlan } from "./recover.ts";
import type { TenantSession, WorkControl } from "./tenant-session.ts";
import { nowOf } from "./tenant-session.ts";

/** The policies that a job made again as report-only although they were on in the snapshot. */
export function reportOnlyPolicies(vault: Vault, jobId: string): readonly ObjectReference[] {
  const { job, plan } = jobAndPlan({ vault }, jobId);
  return madeAsReportOnly(plan, job);
}

/** job → a plan that switches on what it made again as report-only, made against the tenant as it is now. */
export async function makeSwitchOnPlan(
  session: TenantSession,
  jobId: string,
  control: WorkControl = {},
): Promise<Plan> {
  const { vault } = session;
  const { job, plan } = jobAndPlan(session, jobId);
  const found = await backUp(session, { ...control, kind: "checkpoint" });
  const signedInObjectId = (await session.signIn.account())?.objectId ?? null;
  const made = buildSwitchOnPlan({
    id: session.newId(),
    createdAt: nowOf(session),
    found: basisOf(found),
    plan,
    job,
    state: {
      tenantId: plan.tenantId,
      ...(signedInObjectId === null ? {} : { signedInObjectId }),
      lookup: {
        before: (type, id) => vault.object(found.number, type, id),
        after: (type, id) => vault.object(found.number, type, id),
      },
      allFound: (type) => vault.objects(found.number, type),
    },
  });
  vault.savePlan(made);
  return made;
}
