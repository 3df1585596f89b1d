import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Vault } from "../vault/vault.ts";

/**
 * PLAN_ALTERED where the vault holds another plan under the same id. A hash holds for whoever seals a changed plan anew; what was
 * made and shown here is in the vault.
 */
export function mustBeAsMade(vault: Pick<Vault, "plan">, { id, hash }: Plan): void {
  const made = vault.plan(id);
  if (made === undefined || made.hash === hash) return;
  throw new ReinstateError(
    "PLAN_ALTERED",
    "This plan was changed after it was made: the vault holds another one under its id. Nothing was written. Make the plan again.",
  );
}

/**
 * PLAN_CARRIED_OUT for a plan that has a job already. Nothing else would stop its makings from being made a second time: a new job
 * knows neither the ids that the first one gave nor its journal, and what it made does not lie under the old id.
 */
export function mustBeWithoutJob(vault: Pick<Vault, "jobs">, plan: Pick<Plan, "id">): void {
  const job = vault.jobs().find(({ planId }) => planId === plan.id);
  if (job === undefined) return;
  throw new ReinstateError("PLAN_CARRIED_OUT", job.state === "ended" ? endedWords(job) : unfinishedWords(job));
}

function endedWords({ id, verdict, startedAt }: RecoveryJob): string {
  return `This plan was carried out on ${startedAt.slice(0, 10)} as job ${id} (${verdict}). Nothing was written now. What it did is in the history, and in \`reinstate record ${id}\`; take it back with \`reinstate undo ${id}\`. For what is still to do, make a new plan.`;
}

function unfinishedWords({ id, state }: RecoveryJob): string {
  return `This plan was begun as job ${id}, which is ${state}. Nothing was written now. Go on with that job from the history, or with \`reinstate jobs --resume ${id}\`.`;
}
