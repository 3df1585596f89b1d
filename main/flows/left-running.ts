import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { outcomesSoFar } from "../apply/apply-run.ts";
import type { Vault } from "../vault/vault.ts";

/** A job whose process ended in the middle of it: as far as its journal says that it came. It can be resumed. */
export function leftRunning(vault: Pick<Vault, "journal">, job: RecoveryJob): RecoveryJob {
  return { ...asFarAsItCame(vault, job), state: "interrupted" };
}

/** A job that has not ended has its steps from when it last stopped cleanly: what it did after that is in its journal alone. */
export function asFarAsItCame(vault: Pick<Vault, "journal">, job: RecoveryJob): RecoveryJob {
  if (job.state === "ended") return job;
  const journal = vault.journal(job.id);
  const outcomes = outcomesSoFar(job, journal);
  // It may have been read back in between.
  for (const { kind, outcome } of journal) if (kind === "verified" && outcome) outcomes.set(outcome.id, outcome);
  return { ...job, steps: job.steps.map((step) => outcomes.get(step.id) ?? step) };
}
