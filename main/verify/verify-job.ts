import type { WorkProgress } from "../../preload/contract/events.ts";
import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { createBatchCollector } from "../apply/batch-collector.ts";
import type { Reading } from "../apply/read-found.ts";
import { placeOf } from "../apply/seen-before-deletion.ts";
import type { Stopping } from "../apply/stopping.ts";
import { stoppedAs, stopSignal } from "../apply/stopping.ts";
import { verdictOf } from "../apply/verdict-of.ts";
import type { Clock } from "../graph/clock.ts";
import type { Graph } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { idMapOf } from "../plan/id-map.ts";
import type { IdMap } from "../plan/replace-ids.ts";
import { checkStep, type StepState } from "./check-step.ts";

export interface VerifySettings extends Stopping {
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly graph: Graph;
  readonly clock: Clock;
  /** Steps that an undo took back, with that job's id. */
  readonly takenBack?: ReadonlyMap<string, string>;
  /** How long to read back before saying that something is not readable as promised. */
  readonly budgetMs: number;
  readonly onProgress?: (progress: WorkProgress) => void;
  /** Hears of each step once it is known how it reads back. */
  readonly onConclusion?: (outcome: StepOutcome) => void;
}

/** So many reads in a row have to agree: replicas answer in turn, and one that lags proves nothing. */
const readsInARow = 3;
const betweenReadsMs = 5000;
/** After this long a value that is not as promised is no replication lag any more. */
const replicationMs = 15 * 60_000;
const readTogether = 240;

/** Why a step counts as failed although Graph took it; verifying again may show that it was only slow. */
const notReadable = "Microsoft Graph took the write, but it is not readable as promised. Verify the job again later.";
const changedAgain = "It was put back, but it is different again: somebody changed it since. Look at a new report.";

/**
 * Reads every applied step back until several reads in a row agree or the budget ends, and gives the verdict anew. Stopping
 * keeps what was found out by then; a job that has no verdict yet (it was never read back) stays without one.
 */
export async function verifyJob(settings: VerifySettings): Promise<RecoveryJob> {
  const { plan, job } = settings;
  const outcomes = new Map(job.steps.map((step) => [step.id, step]));
  const gone = deletedBy(plan, outcomes);
  const updates = Map.groupBy(
    plan.steps.filter(({ action }) => action === "update"),
    placeOf,
  );
  const watched = plan.steps.flatMap((step) => {
    const outcome = outcomes.get(step.id);
    const isBuried = step.action !== "delete" && gone.has(placeOf(step));
    if (outcome === undefined || !isChecked(outcome) || isBuried) return [];
    const rewritten = updates.get(placeOf(step))?.flatMap(({ promised }) => Object.keys(promised));
    return [new Watched(step, outcome, new Set(rewritten), settings.takenBack?.get(step.id))];
  });
  const isWhole = await watch(watched, outcomes, settings);
  const steps = plan.steps.map(({ id }): StepOutcome => outcomes.get(id) ?? { id, outcome: "pending" });
  if (!isWhole && job.verdict === null) return { ...job, steps, state: stoppedAs(settings), endedAt: null };
  return { ...job, steps, verdict: job.state === "ended" ? verdictOf(steps) : null };
}

/** What was put back into an object that the plan deleted then was read back just before (seeBeforeDeletion), and cannot be any more. */
function deletedBy({ steps }: Plan, outcomes: ReadonlyMap<string, StepOutcome>): ReadonlySet<string> {
  const deletions = steps.filter(({ id, action }) => {
    const outcome = outcomes.get(id);
    return action === "delete" && outcome !== undefined && isDone(outcome);
  });
  return new Set(deletions.map(placeOf));
}

function isChecked({ outcome, reason }: StepOutcome): boolean {
  return ["applied", "already", "reverted"].includes(outcome) || (outcome === "failed" && reason === notReadable);
}

/** What the reads of one step have shown so far. */
class Watched {
  readonly step: PlanStep;
  readonly outcome: StepOutcome;
  /** Units of its object that the plan's updates write. */
  readonly rewritten: ReadonlySet<string>;
  /** The job that took it back. */
  readonly takenBackBy: string | undefined;
  /** Reads in a row that agreed, or that did not. */
  #hits = 0;
  #misses = 0;
  #held = false;
  #last: StepState = "before";

  constructor(step: PlanStep, outcome: StepOutcome, rewritten: ReadonlySet<string>, takenBackBy: string | undefined) {
    this.step = step;
    this.outcome = outcome;
    this.rewritten = rewritten;
    this.takenBackBy = takenBackBy;
  }

  record(state: StepState): void {
    const holds = state === "holds";
    this.#hits = holds ? this.#hits + 1 : 0;
    this.#misses = holds ? 0 : this.#misses + 1;
    this.#held ||= holds;
    this.#last = state;
  }

  /** Undefined while it has to be read again. */
  conclusion(isLate: boolean, isLast: boolean): StepOutcome | undefined {
    const { reason: _, takenBackBy: __, ...outcome } = this.outcome;
    if (this.#hits >= readsInARow || (isLast && this.#hits > 0)) {
      return { ...outcome, outcome: outcome.outcome === "already" ? "already" : "applied" };
    }
    const isFinal = isLast || this.#misses >= readsInARow;
    const { takenBackBy } = this;
    if (isFinal && takenBackBy !== undefined) {
      return { ...outcome, outcome: "reverted", takenBackBy, reason: `Job ${takenBackBy} took it back.` };
    }
    // What no verification has ever seen hold was not changed again, however late it is.
    const isPast = isLate && this.outcome.outcome !== "failed";
    if (isFinal && (this.#held || isPast || this.#last === "other")) {
      return { ...outcome, outcome: "reverted", reason: changedAgain };
    }
    return isLast ? { ...outcome, outcome: "failed", reason: notReadable } : undefined;
  }
}

/** False: stopped before all was known. */
async function watch(...about: Parameters<typeof watchAll>): Promise<boolean> {
  try {
    await watchAll(...about);
    return true;
  } catch (error) {
    if (error instanceof ReinstateError && error.code === "CANCELLED") return false;
    throw error;
  }
}

async function watchAll(
  watched: readonly Watched[],
  outcomes: Map<string, StepOutcome>,
  settings: VerifySettings,
): Promise<void> {
  const { clock, budgetMs, job, graph, plan } = settings;
  const started = clock.now();
  const isLate = job.endedAt !== null && started - Date.parse(job.endedAt) > replicationMs;
  const options = stopSignal(settings);
  const reading = { graph, collector: createBatchCollector(graph, options), options };
  const ids = idMapOf(plan, job.steps);
  for (let open = watched; open.length > 0; ) {
    const isLast = clock.now() - started >= budgetMs;
    await readAll(open, ids, reading);
    open = open.filter((one) => {
      const conclusion = one.conclusion(isLate, isLast);
      if (conclusion !== undefined) {
        outcomes.set(one.step.id, conclusion);
        settings.onConclusion?.(conclusion);
      }
      return conclusion === undefined;
    });
    tell(watched.length - open.length, watched.length, settings);
    if (open.length > 0) await clock.wait(betweenReadsMs, options.signal);
  }
}

async function readAll(open: readonly Watched[], ids: IdMap, reading: Reading): Promise<void> {
  for (let start = 0; start < open.length; start += readTogether) {
    const some = open.slice(start, start + readTogether);
    await Promise.all(some.map(async (one) => one.record(await stateOf(one, ids, reading))));
  }
}

/** What Graph does not let be read cannot be proven; the other steps can. */
async function stateOf({ step, rewritten }: Watched, ids: IdMap, reading: Reading): Promise<StepState> {
  try {
    return await checkStep(step, ids, reading, rewritten);
  } catch (error) {
    if (error instanceof GraphRefusal && !error.retryable && error.status !== 401) return "before";
    throw error;
  }
}

function tell(done: number, total: number, { onProgress }: VerifySettings): void {
  onProgress?.({ work: "verify", message: "Reading back", done, total, perSecond: null, secondsLeft: null });
}
