import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { outcomesSoFar } from "../apply/apply-run.ts";
import type { Vault } from "../vault/vault.ts";

/** A job whose process ended in the middle of it: as far as its journal says that it came. It can be resumed. */
export function leftRunning(vault: Pick<Vault, "journal">, job: RecoveryJob): RecoveryJob {
  const outcomes = outcomesSoFar(job, vault.journal(job.id));
  return { ...job, state: "interrupted", steps: job.steps.map((step) => outcomes.get(step.id) ?? step) };
}
