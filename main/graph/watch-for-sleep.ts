const betweenLooksMs = 2000;
/** Longer than this thread is ever busy with one thing. */
const longestBusyMs = 30_000;

export interface SleepWatch {
  /** Aborts when the computer has slept since: timers stand still meanwhile, and the other end has gone. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Looks at the wall clock, which a sleep makes jump. */
export function watchForSleep(): SleepWatch {
  const slept = new AbortController();
  let seenAt = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - seenAt > longestBusyMs) slept.abort();
    seenAt = now;
  }, betweenLooksMs);
  timer.unref();
  return { signal: slept.signal, stop: () => clearInterval(timer) };
}
