import { setImmediate } from "node:timers/promises";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** Lets everybody else in this thread have a turn, then goes on unless the work was cancelled (CANCELLED). */
export async function giveWay(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted === true) throw new ReinstateError("CANCELLED", "Stopped as you asked. Nothing was lost.");
}
