import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { Vault } from "../../vault/vault.ts";

/** The job of that id, of the start of an id, or the `latest`. */
export function findJob(vault: Vault, text: string): RecoveryJob {
  const jobs = vault.jobs();
  const found = text === "latest" ? jobs.slice(0, 1) : jobs.filter((job) => job.id.startsWith(text));
  const [job, another] = found;
  if (job === undefined)
    throw new ReinstateError("USAGE_NOT_FOUND", `There is no job ${text} in this vault. See \`reinstate jobs\`.`);
  if (another !== undefined)
    throw new ReinstateError("USAGE_INVALID", `More than one job begins with ${text}. Write more of its id.`);
  return job;
}
