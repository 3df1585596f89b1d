import type { NamedJobRecord } from "../exchange/job-record-as.ts";
import type { Vault } from "../vault/vault.ts";
import { planReading } from "./plan-reading.ts";
import { jobAndPlan } from "./recover.ts";

/** All that the vault keeps of a job, for good; USAGE_NOT_FOUND if it holds no such job. */
export function jobRecord(vault: Vault, jobId: string): NamedJobRecord {
  const { job, plan } = jobAndPlan({ vault }, jobId);
  return { job, plan, journal: vault.journal(job.id), names: planReading(vault, plan).names };
}
