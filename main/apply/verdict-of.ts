import type { StepOutcome, Verdict } from "../../preload/contract/recovery-job.ts";
import { isDone } from "../../preload/contract/recovery-job.ts";

/** complete: every step holds. failed: none does. partial: the rest. */
export function verdictOf(steps: readonly StepOutcome[]): Verdict {
  const done = steps.filter(isDone).length;
  if (done === steps.length) return "complete";
  return done === 0 ? "failed" : "partial";
}
