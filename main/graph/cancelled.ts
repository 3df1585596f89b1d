import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** What long work ends with when somebody stopped it. */
export function cancelled(): ReinstateError {
  return new ReinstateError("CANCELLED", "The work was stopped. Start it again when you are ready.");
}

/** Throws CANCELLED if `signal` has aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}
