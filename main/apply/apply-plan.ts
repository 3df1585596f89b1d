import type { WorkProgress } from "../../preload/contract/events.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import type { RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { assertUnaltered } from "../plan/freeze-plan.ts";
import type { ApplyRun, JobRun, RunSettings, ShownRun } from "./apply-run.ts";
import { openRun, runOfWave, shownRuns } from "./apply-run.ts";
import { carryOutStep } from "./carry-out-step.ts";
import { overlapWaves } from "./overlap-waves.ts";
import type { Flight } from "./pace.ts";
import type { Stopping } from "./stopping.ts";
import { stoppedAs, stopSignal } from "./stopping.ts";
import { verdictOf } from "./verdict-of.ts";
import type { Wave } from "./waves.ts";
import { wavesOf } from "./waves.ts";

export interface ApplySettings extends RunSettings, Stopping {
  /** Whose tenant the vault and the sign-in are. */
  readonly tenantId: string;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/**
 * Carries out a frozen plan, or goes on with a job that was paused, cancelled or interrupted. Every step is journalled before and
 * after; a failure stops only the steps that depend on it. Ends as complete, partial or failed, or, where it could not
 * get to the end, as paused, cancelled or interrupted with the rest pending. An ended job is saved by whoever reads it back: until
 * then it counts as running, so that nobody takes a verdict for proven that is not. Throws PLAN_OTHER_TENANT and
 * PLAN_ALTERED before anything is written.
 */
export async function applyPlan(settings: ApplySettings): Promise<RecoveryJob> {
  assertMayRun(settings);
  const { job, vaultJournal } = settings;
  const run = openRun({ ...settings, ...stopSignal(settings) });
  vaultJournal.saveJob({ ...job, state: "running", endedAt: null, verdict: null });
  const ending = await shown(run, () => carryOutAll(run, settings));
  const ended = finish(run, ending);
  if (ended.state !== "ended") vaultJournal.saveJob(ended);
  return ended;
}

async function shown<Result>(run: JobRun, work: () => Promise<Result>): Promise<Result> {
  shownRuns.publish({ run, isOver: false } satisfies ShownRun);
  try {
    return await work();
  } finally {
    shownRuns.publish({ run, isOver: true } satisfies ShownRun);
  }
}

function assertMayRun({ plan, job, tenantId }: ApplySettings): void {
  if (plan.tenantId !== tenantId) {
    throw new ReinstateError(
      "PLAN_OTHER_TENANT",
      `This plan is for the tenant "${plan.tenantName}", not for the one that you are signed in to. Nothing was written.`,
    );
  }
  assertUnaltered(plan);
  if (job.planHash === plan.hash) return;
  throw new ReinstateError(
    "PLAN_ALTERED",
    "This job belongs to another plan. Nothing was written. Make the plan again.",
  );
}

type Ending =
  | { readonly state: "ended" }
  | { readonly state: "paused" | "cancelled" | "interrupted"; readonly reason: string };

async function carryOutAll(run: JobRun, settings: ApplySettings): Promise<Ending> {
  const open = run.plan.steps.filter(({ id }) => !run.outcomes.has(id));
  const tell = progressOf(run, settings);
  const carryOut = async (wave: Wave, flight: Flight) => {
    const error = await carryOutWave(wave, runOfWave(run, flight));
    tell();
    return error;
  };
  const error = await overlapWaves(wavesOf(open), carryOut, run.signal);
  if (error instanceof ReinstateError) return endingAfter(error, settings);
  if (error !== undefined) throw error;
  return open.every(({ id }) => run.outcomes.has(id))
    ? { state: "ended" }
    : { state: stoppedAs(settings), reason: "Not begun: the job was stopped." };
}

function endingAfter(error: ReinstateError, stopping: Stopping): Ending {
  if (error.code === "CANCELLED") return { state: stoppedAs(stopping), reason: "Not finished: the job was stopped." };
  return { state: "interrupted", reason: `Not finished: ${error.message}` };
}

/** Every step of the wave gets to its end, so that what was written is known; then the first error counts. */
async function carryOutWave(wave: Wave, run: ApplyRun): Promise<unknown> {
  const settled = await Promise.allSettled(
    wave.map(async (step) => run.conclude(step, blockedBy(step, run) ?? (await carryOutStep(step, run)))),
  );
  run.flush();
  const errors = settled.filter((result) => result.status === "rejected").map(({ reason }) => reason as unknown);
  // A bug must not hide behind a cancelled request.
  return errors.find((error) => !(error instanceof ReinstateError)) ?? errors[0];
}

function blockedBy(step: PlanStep, { outcomes, plan }: JobRun): StepOutcome | undefined {
  const missing = step.dependsOn.find((id) => !isDone(outcomes.get(id) ?? { outcome: "pending" }));
  if (missing === undefined) return undefined;
  const name = plan.steps.find(({ id }) => id === missing)?.object.name ?? missing;
  const reason = `It needs step ${missing} ("${name}"), which was not carried out. Nothing was written.`;
  return { id: step.id, outcome: "skipped", reason };
}

function finish({ plan, job, outcomes, clock }: JobRun, ending: Ending): RecoveryJob {
  const reason = ending.state === "ended" ? {} : { reason: ending.reason };
  const steps = plan.steps.map(({ id }): StepOutcome => outcomes.get(id) ?? { id, outcome: "pending", ...reason });
  const isEnded = ending.state === "ended";
  return {
    ...job,
    state: ending.state,
    steps,
    endedAt: isEnded ? new Date(clock.now()).toISOString() : null,
    verdict: isEnded ? verdictOf(steps) : null,
  };
}

function progressOf({ plan, outcomes, clock }: JobRun, { onProgress }: ApplySettings): () => void {
  const [started, before] = [clock.now(), outcomes.size];
  return () => {
    const seconds = (clock.now() - started) / 1000;
    const perSecond = seconds > 0 ? (outcomes.size - before) / seconds : null;
    const left = plan.steps.length - outcomes.size;
    onProgress?.({
      work: "apply",
      message: "Putting back",
      done: outcomes.size,
      total: plan.steps.length,
      perSecond,
      secondsLeft: perSecond === null || perSecond === 0 ? null : left / perSecond,
    });
  };
}
