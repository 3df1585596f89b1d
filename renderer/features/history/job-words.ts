import type { RecoveryJob, StepOutcomeKind } from "../../../preload/contract/recovery-job.ts";
import { stepOutcomes } from "../../../preload/contract/recovery-job.ts";
import { count, countOf, outcomeWords } from "../../ui/words.ts";

export type OutcomeCounts = Readonly<Record<StepOutcomeKind, number>>;

export function countOutcomes(job: RecoveryJob): OutcomeCounts {
  const counts: Record<StepOutcomeKind, number> = {
    applied: 0,
    already: 0,
    skipped: 0,
    failed: 0,
    pending: 0,
    reverted: 0,
  };
  for (const { outcome } of job.steps) counts[outcome] += 1;
  return counts;
}

/** "Complete", "Partial", "Failed", "Paused", "Cancelled", "Interrupted" or "Running". */
export function jobState(job: RecoveryJob): string {
  if (job.verdict === "complete") return "Complete";
  if (job.verdict === "partial") return "Partial";
  if (job.verdict === "failed") return "Failed";
  return job.state === "running" || job.state === "ended" ? "Running" : stoppedWords[job.state];
}

const stoppedWords = { paused: "Paused", cancelled: "Cancelled", interrupted: "Interrupted" } as const;

export function jobTitle(job: RecoveryJob): string {
  return job.purpose === "undo" ? `Undo: ${jobState(job).toLowerCase()}` : `Recovery: ${jobState(job).toLowerCase()}`;
}

/**
 * "12 of 14 steps hold; 1 skipped, 1 failed." Only what was read back holds: of a job without a verdict, "12 of 14 steps are done so far;
 * 2 not begun. What was written is not proven yet."
 */
export function jobSentence(job: RecoveryJob): string {
  const counts = countOutcomes(job);
  const done = counts.applied + counts.already;
  const isProven = job.verdict !== null;
  const others = stepOutcomes
    .filter((outcome) => outcome !== "applied" && outcome !== "already" && counts[outcome] > 0)
    .map((outcome) => `${count(counts[outcome])} ${outcomeWord(outcome, job).toLowerCase()}`);
  if (isProven && others.length === 0 && done === 1) return "Its one step holds; it was read back.";
  if (isProven && others.length === 0) return `All ${count(done)} steps hold; each was read back.`;
  const some = `${count(done)} of ${countOf(job.steps.length, "step", "steps")}`;
  const rest = others.length === 0 ? "" : `; ${others.join(", ")}`;
  const unproven = isProven || counts.applied === 0 ? "" : " What was written is not proven yet.";
  return `${some} ${isProven ? "hold" : "are done so far"}${rest}.${unproven}`;
}

/** What an undo of ours took back is not what somebody else changed. */
function outcomeWord(outcome: StepOutcomeKind, { steps }: RecoveryJob): string {
  const isOurs = steps.every((step) => step.outcome !== "reverted" || step.takenBackBy !== undefined);
  return outcome === "reverted" && isOurs ? "taken back" : outcomeWords[outcome];
}

/** "12 of 40 steps are done; 28 are left." The rest is said where it is no success. */
export function pausedSentence(job: RecoveryJob): string {
  const { applied, already, pending, ...others } = countOutcomes(job);
  const total = job.steps.length;
  if (pending === 0) return "Every step was carried out; what was written has still to be read back.";
  const failing = [others.skipped, others.failed, others.reverted].reduce((sum, each) => sum + each, 0);
  const left = `${count(pending)} ${pending === 1 ? "is" : "are"} left`;
  const notDone = failing === 0 ? "" : `; ${count(failing)} could not be carried out`;
  return `${count(applied + already)} of ${countOf(total, "step", "steps")} are done${notDone}; ${left}.`;
}

/** True if the job can go on where it stopped. */
export function canResume(job: RecoveryJob): boolean {
  return job.state in stoppedWords;
}
