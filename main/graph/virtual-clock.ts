import { cancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";

export interface VirtualClock extends Clock {
  /** Moves time on and releases the waits that end by then, in order. */
  advance(milliseconds: number): void;
  /** Waits that have not ended. */
  readonly waiting: number;
}

interface Waiter {
  readonly at: number;
  readonly release: () => void;
}

/**
 * Time that passes only when it is told to or, if `automatic`, as soon as nothing but waiting is left to do: the
 * event loop has turned twice with no promise settled in between, so time moves to the end of the earliest wait.
 */
export function createVirtualClock(options: { start?: number; automatic?: boolean } = {}): VirtualClock {
  const { start = Date.UTC(2026, 10, 2), automatic = true } = options;
  let time = start;
  let pumping = false;
  const waiters = new Set<Waiter>();

  function moveTo(moment: number): void {
    time = Math.max(time, moment);
    const due = [...waiters].filter((waiter) => waiter.at <= time).sort((one, other) => one.at - other.at);
    for (const waiter of due) waiter.release();
  }

  function pump(): void {
    pumping = true;
    setImmediate(() =>
      setImmediate(() => {
        pumping = false;
        if (waiters.size > 0) moveTo(Math.min(...[...waiters].map((waiter) => waiter.at)));
        if (waiters.size > 0) pump();
      }),
    );
  }

  function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    return new Promise((resolve, reject) => {
      const end = () => {
        waiters.delete(waiter);
        signal?.removeEventListener("abort", abort);
      };
      const abort = () => {
        end();
        reject(cancelled());
      };
      const waiter: Waiter = {
        at: time + Math.max(0, milliseconds),
        release: () => {
          end();
          resolve();
        },
      };
      waiters.add(waiter);
      signal?.addEventListener("abort", abort, { once: true });
      if (automatic && !pumping) pump();
    });
  }

  return {
    now: () => time,
    wait,
    advance: (milliseconds) => moveTo(time + milliseconds),
    get waiting() {
      return waiters.size;
    },
  };
}
