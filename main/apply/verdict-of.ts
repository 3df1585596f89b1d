import type { StepOutcome, Verdict } from "../../preload/contract/recovery-job.ts";

/** True if the tenant holds what the step promised. */
export function isDone({ outcome }: Pick<StepOutcome, "outcome">): boolean {
  return outcome === "applied" || outcome === "already";
}

/** complete: every step holds. failed: none does. partial: the rest. */
export function verdictOf(steps: readonly StepOutcome[]): Verdict {
  const done = steps.filter(isDone).length;
  if (done === steps.length) return "complete";
  return done === 0 ? "failed" : "partial";
}
