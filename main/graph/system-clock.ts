import { setTimeout as timeout } from "node:timers/promises";
import { cancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";

/** Timers stand still while the computer sleeps: the wall clock is looked at this often. */
const longestStepMs = 5000;

/** The machine's own time. What is waited for while the computer sleeps is over soon after it has woken up. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    try {
      const end = Date.now() + milliseconds;
      let left = Math.max(0, milliseconds);
      do {
        const step = Math.min(left, longestStepMs);
        await timeout(step, undefined, signal === undefined ? {} : { signal });
        // A clock that was set back must not make it longer.
        left = Math.min(left - step, end - Date.now());
      } while (left > 0);
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      throw error;
    }
  },
};
