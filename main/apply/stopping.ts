/** How whoever began a run ends it before its time. Both are clean: what is on its way is answered, nothing new leaves. */
export interface Stopping {
  /** Aborted: it is called off. */
  readonly signal?: AbortSignal;
  /** Aborted: it holds, to be gone on with or called off later. */
  readonly pause?: AbortSignal;
}

/** Aborts with the first of both, for what only has to stop. */
export function stopSignal({ signal, pause }: Stopping): { readonly signal?: AbortSignal } {
  const signals = [signal, pause].filter((each) => each !== undefined);
  return signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
}

/** Whoever calls it off while it comes to hold wants no pause any more. */
export function stoppedAs({ signal, pause }: Stopping): "cancelled" | "paused" {
  return pause?.aborted === true && signal?.aborted !== true ? "paused" : "cancelled";
}
