/** Time as the stages see it, so that tests and the demo need not wait. Milliseconds everywhere. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Rejects with CANCELLED as soon as `signal` aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
