import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { NamedJobRecord } from "../exchange/job-record-as.ts";
import { idMapOf } from "../plan/id-map.ts";
import { withIdsForWords } from "../plan/replace-ids.ts";
import type { Vault } from "../vault/vault.ts";
import { planReading } from "./plan-reading.ts";
import { jobAndPlan } from "./recover.ts";

/** All that the vault keeps of a job, for good; USAGE_NOT_FOUND if it holds no such job. */
export function jobRecord(vault: Vault, jobId: string): NamedJobRecord {
  const { job, plan } = jobAndPlan({ vault }, jobId);
  const { names } = planReading(vault, plan);
  return { job, plan: withMadeIds(plan, job), journal: vault.journal(job.id), names };
}

/** With the ids that Graph gave in the place of the words that stood for them in the review. */
function withMadeIds(plan: Plan, job: RecoveryJob): Plan {
  const ids = idMapOf(plan, job.steps);
  if (ids.size === 0) return plan;
  const steps = plan.steps.map((step) => ({
    ...step,
    attributes: step.attributes.map((one) =>
      "after" in one ? { ...one, after: withIdsForWords(one.after ?? null, ids) } : one,
    ),
  }));
  return { ...plan, steps };
}
