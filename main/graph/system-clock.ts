import { setTimeout as timeout } from "node:timers/promises";
import { cancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    try {
      await timeout(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      throw error;
    }
  },
};
