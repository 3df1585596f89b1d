import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { Stopping } from "../../apply/stopping.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { resumeJob, runPlan } from "../recover.ts";
import type { ChangedTenant } from "./changed-tenant.ts";
import { fairWeather } from "./unsteady-network.ts";

/** Whether somebody whose job was cut off takes it up again. */
export type Patience = "goes on" | "gives up";

/** Cut off so often, a job still has to come to its end. */
const mostResumes = 12;

/** Runs a plan to its end through bad weather, interruptions and kills; at last in fair weather. */
export async function carryOut(tenant: ChangedTenant, plan: Plan, random: { random: number }, patience: Patience) {
  const below = (limit: number) => drawBelow(random, limit);
  const { network } = tenant;
  const never = Number.POSITIVE_INFINITY;
  network.weather = {
    faultOneIn: below(5) === 0 ? never : 4 + below(30),
    dropOneIn: below(2) === 0 ? never : 3 + below(20),
    lagMs: below(2) === 0 ? 0 : 40_000,
  };
  const hash = plan.hash;
  let [resumed, killed] = [0, 0];
  const run = (work: (stopping: Stopping) => Promise<RecoveryJob>) =>
    cutOff(tenant, random, work, async () => {
      killed += 1;
      await tenant.startAnew();
    }).then(
      (job) =>
        job ??
        tenant
          .session()
          .vault.jobs()
          .find(({ planId }) => planId === plan.id),
    );
  let job = await run((stopping) => runPlan(tenant.session(), plan, hash, stopping));
  while (patience === "goes on" && job?.state !== "ended" && resumed < mostResumes) {
    const begun = job;
    resumed += 1;
    job = await run((stopping) =>
      begun === undefined
        ? runPlan(tenant.session(), plan, hash, stopping)
        : resumeJob(tenant.session(), begun.id, stopping),
    );
  }
  network.weather = fairWeather;
  tenant.demo.faults.lagMs = 0;
  job ??= await runPlan(tenant.session(), plan, hash);
  if (patience === "goes on" && job.state !== "ended") job = await resumeJob(tenant.session(), job.id);
  return { job, resumed, killed };
}

/** At some moment, or not at all. Undefined: the work has no result. */
async function cutOff(
  tenant: ChangedTenant,
  random: { random: number },
  work: (stopping: Stopping) => Promise<RecoveryJob>,
  onKilled: () => Promise<void>,
): Promise<RecoveryJob | undefined> {
  const abort = new AbortController();
  const how = drawBelow(random, 4);
  const moment = drawBelow(random, 2) === 0 ? "before" : "done";
  if (how === 1) tenant.network.after(1 + drawBelow(random, 40), moment, () => abort.abort());
  if (how > 1) tenant.network.after(1 + drawBelow(random, 40), moment, () => tenant.kill());
  try {
    // One half of those who stop it mean to go on.
    return await work(moment === "before" ? { pause: abort.signal } : { signal: abort.signal });
  } catch (error) {
    if (tenant.isKilled()) await onKilled();
    else if (!(error instanceof ReinstateError)) throw error;
    return undefined;
  } finally {
    tenant.network.after(Number.POSITIVE_INFINITY, "done", () => {});
  }
}
