import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { asFarAsItCame, leftRunning } from "../flows/left-running.ts";
import type { Vault } from "../vault/vault.ts";

/** The plans that are being carried out by this engine, so that a page that was reloaded meanwhile finds them again. */
export class RunningRecoveries {
  readonly #running = new Map<string, { readonly run: Promise<RecoveryJob>; readonly pause: AbortController }>();

  /** One run of a plan at a time: two would do the same things. */
  async during(planId: string, carryOut: (pause: AbortSignal) => Promise<RecoveryJob>): Promise<RecoveryJob> {
    if (this.#running.has(planId))
      throw new ReinstateError("USAGE_INVALID", "This plan is being carried out just now. Wait until that has ended.");
    const pause = new AbortController();
    // Not at once: from its first line on it can be paused and followed.
    const run = Promise.resolve()
      .then(() => carryOut(pause.signal))
      .finally(() => this.#running.delete(planId));
    this.#running.set(planId, { run, pause });
    return run;
  }

  /** What runs of the plan comes to hold after what is on its way; false if nothing does. */
  pause(planId: string): boolean {
    const running = this.#running.get(planId);
    running?.pause.abort();
    return running !== undefined;
  }

  /** The newest job of the plan when nothing of it runs any more, however the run ended; null if there is none. */
  async follow(vault: Vault, planId: string): Promise<RecoveryJob | null> {
    await this.#running.get(planId)?.run.catch(() => undefined);
    return this.jobs(vault).find((job) => job.planId === planId) ?? null;
  }

  /** The vault's jobs, newest first. What says that it runs and does not was left by a process that ended. */
  jobs(vault: Vault): readonly RecoveryJob[] {
    return vault.jobs().map((job) => (this.#running.has(job.planId) ? job : leftBehind(vault, job)));
  }
}

function leftBehind(vault: Vault, job: RecoveryJob): RecoveryJob {
  return job.state === "running" ? leftRunning(vault, job) : asFarAsItCame(vault, job);
}
