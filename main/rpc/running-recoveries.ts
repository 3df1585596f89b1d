import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { leftRunning } from "../flows/left-running.ts";
import type { Vault } from "../vault/vault.ts";

/** The plans that are being carried out by this engine, so that a page that was reloaded meanwhile finds them again. */
export class RunningRecoveries {
  readonly #running = new Map<string, Promise<RecoveryJob>>();

  /** One run of a plan at a time: two would do the same things. */
  async during(planId: string, run: () => Promise<RecoveryJob>): Promise<RecoveryJob> {
    if (this.#running.has(planId))
      throw new ReinstateError("USAGE_INVALID", "This plan is being carried out just now. Wait until that has ended.");
    const running = run().finally(() => this.#running.delete(planId));
    this.#running.set(planId, running);
    return running;
  }

  /** The newest job of the plan when nothing of it runs any more, however the run ended; null if there is none. */
  async follow(vault: Vault, planId: string): Promise<RecoveryJob | null> {
    await this.#running.get(planId)?.catch(() => undefined);
    return this.jobs(vault).find((job) => job.planId === planId) ?? null;
  }

  /** The vault's jobs, newest first. What says that it runs and does not was left by a process that ended. */
  jobs(vault: Vault): readonly RecoveryJob[] {
    return vault
      .jobs()
      .map((job) => (job.state === "running" && !this.#running.has(job.planId) ? leftRunning(vault, job) : job));
  }
}
