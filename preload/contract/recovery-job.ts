export const stepOutcomes = ["applied", "already", "skipped", "failed", "pending", "reverted"] as const;

/**
 * applied: written and read back as promised. already: the tenant held the promised value before we wrote.
 * skipped: the target had changed since the review. failed: refused or not readable as promised.
 * pending: not begun (cancelled or interrupted). reverted: written, then changed again by somebody, or taken back by an undo.
 */
export type StepOutcomeKind = (typeof stepOutcomes)[number];

export interface StepOutcome {
  readonly id: string;
  readonly outcome: StepOutcomeKind;
  /** A sentence that says why and what to do; absent for applied. */
  readonly reason?: string;
  /** The object's id after the step where it differs from the plan's (created anew). */
  readonly newId?: string;
  /** The same for the client id of an application that was made again. */
  readonly newAppId?: string;
  /** With reverted: the undo of ours that took it back. */
  readonly takenBackBy?: string;
}

/** Of a step that was begun, and found as promised when the job went on without an answer to it. */
export const unheardWords =
  "It is as promised, but the job was stopped before it heard an answer: nobody can tell whether it or somebody else wrote that.";

/** True if the tenant holds what the step promised. */
export function isDone({ outcome }: Pick<StepOutcome, "outcome">): boolean {
  return outcome === "applied" || outcome === "already";
}

export type Verdict = "complete" | "partial" | "failed";

export const jobStates = ["running", "paused", "interrupted", "cancelled", "ended"] as const;

/**
 * paused, cancelled: stopped by the person, who means to go on or not. interrupted: stopped by something else. All of these can be
 * resumed. ended: it has a verdict.
 */
export type JobState = (typeof jobStates)[number];

/** A plan that is being or has been applied. */
export interface RecoveryJob {
  readonly id: string;
  readonly planId: string;
  readonly planHash: string;
  readonly purpose: "recover" | "undo";
  readonly undoes?: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly by: string;
  readonly state: JobState;
  /** What was proven when it ended, whatever became of it later. Null until it ended. */
  readonly verdict: Verdict | null;
  /** What the last reading back after that found; `steps` are as it found them. Absent: there was none. */
  readonly checked?: { readonly at: string; readonly verdict: Verdict };
  readonly steps: readonly StepOutcome[];
}

/** What the journal keeps for each step, in order: intent, then the outcome, or withdrawn where it was stopped before anything left. Enough to resume and to undo. */
export interface JournalEntry {
  readonly jobId: string;
  readonly sequence: number;
  readonly at: string;
  readonly stepId: string;
  readonly kind: "intent" | "withdrawn" | "request" | "outcome" | "verified";
  /** For intent: the object as it was found just before the write, so that undo needs nothing else. */
  readonly found?: string;
  readonly outcome?: StepOutcome;
  /** For request: method and path (never bodies or tokens) and the status that came back. */
  readonly request?: { readonly method: string; readonly path: string; readonly status: number };
}
