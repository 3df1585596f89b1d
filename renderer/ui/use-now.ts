import { useSyncExternalStore } from "react";

const everyMs = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** One clock for all the times on the screen: a long list must not start one for each row. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** While nobody looked, the clock stood still; whoever looks first sets it. */
function current(): number {
  if (timer === undefined && Date.now() - now >= everyMs) now = Date.now();
  return now;
}

/** The time in milliseconds, anew every half minute, so that "3 minutes ago" does not grow old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}
