import { type DailyTimes, longestDayMs } from "./daily-times.ts";
import { passDue } from "./pass-due.ts";
import type { ScheduleMemory } from "./schedule-memory.ts";

const minute = 60_000;
/** Whatever the clocks say: this long lies between two attempts, in time that this process was awake. */
const leastRestMs = 5 * minute;
/** After the first, second ... failure. The last one goes on. */
const retryAfterMs = [5, 15, 45, 120, 240, 360].map((minutes) => minutes * minute);
/** As much again may be added by chance. */
const retrySpread = 0.2;
export const longestRetryMs = 360 * minute * (1 + retrySpread);

export const clockSetBack = "This computer's clock was set back.";

export interface Moment {
  /** Of the clock on the wall, in milliseconds. It may jump. */
  readonly now: number;
  /** Since the last attempt in this process, by a clock that never jumps; Infinity: there was none. */
  readonly restedMs: number;
  /** When the last whole capture began, by schedule or by hand. */
  readonly lastCaptureAt: number | undefined;
  /** How far the clock on the wall had come before, since something is due. */
  readonly seenUntil?: number | undefined;
}

export interface Decision {
  readonly memory: ScheduleMemory;
  readonly isDue: boolean;
}

/** What is due now, and what the schedule remembers from here on: the same object where nothing changed (pure). */
export function decide(before: ScheduleMemory, times: DailyTimes, moment: Moment): Decision {
  const memory = settle(before, times, moment);
  const { now, restedMs } = moment;
  const isDue = isPast(memory.nextAt, now) && (memory.retryAt === null || isPast(memory.retryAt, now));
  return { memory, isDue: isDue && restedMs >= leastRestMs };
}

function settle(memory: ScheduleMemory, times: DailyTimes, moment: Moment): ScheduleMemory {
  const { now, lastCaptureAt } = moment;
  if (!memory.settings.daily) {
    return memory.nextAt === null && memory.retryAt === null
      ? memory
      : { ...memory, nextAt: null, retryAt: null, failures: 0 };
  }
  if (memory.nextAt === null) return { ...memory, nextAt: textOf(times.after(now)), retryAt: null };
  const due = Date.parse(memory.nextAt);
  // The clock was set back: nobody waits years for it to come there again.
  if (due > now + longestDayMs) return setBack(memory, times, moment);
  if (lastCaptureAt !== undefined && lastCaptureAt >= due && lastCaptureAt <= now) {
    return passDue(memory, times, { now, takenAt: lastCaptureAt });
  }
  if (memory.retryAt === null || Date.parse(memory.retryAt) <= now + longestRetryMs) return memory;
  return { ...memory, retryAt: textOf(now + minute) };
}

/** Whether those that were waited for had come is not known any more: they are told as left out. */
function setBack(memory: ScheduleMemory, times: DailyTimes, { now, seenUntil = 0 }: Moment): ScheduleMemory {
  const due = Date.parse(memory.nextAt ?? "");
  const passing = { now: Math.max(due, seenUntil), takenAt: undefined, hindrance: clockSetBack };
  return { ...passDue(memory, times, passing), nextAt: textOf(times.after(now)) };
}

/** Written down before an attempt begins: one that takes the whole program down with it is not begun again at once. */
export function beginAttempt(memory: ScheduleMemory, now: number, random: number): ScheduleMemory {
  const wait = retryAfterMs[Math.min(memory.failures, retryAfterMs.length - 1)] ?? longestRetryMs;
  return { ...memory, retryAt: textOf(now + wait * (1 + random * retrySpread)) };
}

/** After an attempt that failed, by when and with a sentence. It is tried again at the time that was set when it began. */
export function failAttempt(memory: ScheduleMemory, now: number, problem: string, random: number): ScheduleMemory {
  const next = beginAttempt(memory, now, random);
  return { ...next, failures: memory.failures + 1, last: { at: textOf(now), outcome: "failed", problem } };
}

function isPast(text: string | null, now: number): boolean {
  return text !== null && Date.parse(text) <= now;
}

export function textOf(moment: number): string {
  return new Date(moment).toISOString();
}
