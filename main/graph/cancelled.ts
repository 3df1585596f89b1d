import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** What long work ends with when somebody stopped it. */
export function cancelled(): ReinstateError {
  return new ReinstateError("CANCELLED", "The work was stopped. Start it again when you are ready.");
}

interface Stops {
  readonly signal?: AbortSignal | undefined;
  readonly hold?: AbortSignal | undefined;
}

/** Aborts with the first of both, for what has to end with either. */
export function eitherSignal(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);
}

/** Whether a request ended because nothing more may leave: it was not carried out. Cut off on its way, it may have been. */
export function isHeldBack(error: unknown, { signal, hold }: Stops): boolean {
  const isCancelled = error instanceof ReinstateError && error.code === "CANCELLED";
  return isCancelled && hold?.aborted === true && signal?.aborted !== true;
}

/** Throws CANCELLED if `signal` has aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled();
}
