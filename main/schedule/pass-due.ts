import type { Absence } from "../../preload/contract/schedule.ts";
import type { DailyTimes } from "./daily-times.ts";
import type { ScheduleMemory } from "./schedule-memory.ts";

/** So many absences are remembered. */
const longestList = 50;
export const notRunning = "Reinstate was not running, the computer slept, or its clock was changed.";

interface Passing {
  readonly now: number;
  /** When the capture began that the due one was waiting for; undefined: it will not come any more. */
  readonly takenAt: number | undefined;
  /** Why nothing was taken meanwhile, where it is known. */
  readonly hindrance?: string | undefined;
}

/**
 * The times that have passed are done with: the last one has its snapshot, if a little late, and what was due before
 * that is an absence with its reason.
 */
export function passDue(
  memory: ScheduleMemory,
  times: DailyTimes,
  { now, takenAt, hindrance }: Passing,
): ScheduleMemory {
  const first = Date.parse(memory.nextAt ?? "");
  const { last, count } = times.until(first, takenAt ?? now);
  const missed = takenAt === undefined ? count : count - 1;
  const lastMissed = takenAt === undefined ? last : times.until(first, last - 1).last;
  const reason = (memory.failures > 0 ? memory.last?.problem : undefined) ?? hindrance ?? notRunning;
  const absence: Absence = { from: iso(first), to: iso(lastMissed), count: missed, reason };
  return {
    ...memory,
    nextAt: iso(times.after(takenAt ?? now)),
    retryAt: null,
    failures: 0,
    absences: missed === 0 ? memory.absences : [absence, ...memory.absences].slice(0, longestList),
  };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
