import type { WorkProgress } from "../../preload/contract/events.ts";
import { giveWay } from "./give-way.ts";
import type { WorkControl } from "./tenant-session.ts";

/** Runs work that the vault does in steps to its end: tells of each, and gives way to others in between. CANCELLED. */
export async function runSteps<Result>(
  steps: Iterator<Pick<WorkProgress, "done" | "total">, Result>,
  told: Pick<WorkProgress, "work" | "message">,
  { signal, onProgress }: WorkControl = {},
): Promise<Result> {
  try {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      onProgress?.({ ...told, ...step.value, perSecond: null, secondsLeft: null });
      await giveWay(signal);
    }
  } finally {
    // Stopped in between, it still lets go of what it holds.
    steps.return?.();
  }
}
