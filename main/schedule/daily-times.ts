import { Cron } from "croner";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ScheduleMemory } from "./schedule-memory.ts";

const dayMs = 24 * 3_600_000;
/** A day on which summer time ends has 25 hours. */
export const longestDayMs = 25 * 3_600_000;

export interface DailyTimes {
  /** The first time after this one, in milliseconds. */
  after(moment: number): number;
  /** The last one at or before `moment` that is not before `first`, and how many there are from `first` on. */
  until(first: number, moment: number): { readonly last: number; readonly count: number };
}

/** The times of the daily snapshot by the clock on the wall, summer time and all. `timezone`: the computer's if absent. */
export function dailyTimes({ settings, offset }: Pick<ScheduleMemory, "settings" | "offset">, timezone?: string) {
  const pattern = `${offset % 60} ${Math.floor(offset / 60)} ${settings.hour} * * *`;
  const cron = new Cron(pattern, timezone === undefined ? {} : { timezone });
  const after = (moment: number): number => {
    const next = cron.nextRun(new Date(moment));
    if (next === null)
      throw new ReinstateError("USAGE_INVALID", "This computer's clock is not set. Set it, then try again.");
    return next.getTime();
  };
  const until = (first: number, moment: number) => {
    let last = first;
    // A jump of the clock may span centuries: only its end is walked.
    for (let next = after(Math.max(first, moment - 2 * longestDayMs)); next <= moment; next = after(next)) last = next;
    return { last, count: Math.round((last - first) / dayMs) + 1 };
  };
  return { after, until } satisfies DailyTimes;
}
