import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";

/** One local day of the calendar. */
export interface CalendarDay {
  /** Milliseconds: the local midnight it begins with, and the one it ends with. */
  readonly start: number;
  readonly end: number;
  readonly state: DayState;
  /** Its snapshots, oldest first. */
  readonly records: readonly SnapshotRecord[];
  /** The snapshot that stands for the day: the last one that is complete, or else the last one. */
  readonly to: SnapshotRecord | undefined;
  /** The one that stands for the last day before that has any: what differs from it counts for this day. */
  readonly from: SnapshotRecord | undefined;
}

/**
 * missing: there is no snapshot. thinned: there is none any more. waiting: it is today, and none was taken yet. outside:
 * before the first snapshot, or still to come.
 */
export type DayState = "complete" | "partial" | "missing" | "thinned" | "waiting" | "outside";

/** The snapshots by local day, prepared once for whatever days are looked at. */
export interface Calendar {
  readonly firstDay: number;
  readonly byDay: ReadonlyMap<number, readonly SnapshotRecord[]>;
  /** Midnights of the days that have any, oldest first. */
  readonly days: readonly number[];
}

/** The local midnight before a time. */
export function midnightOf(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** Another local day's midnight: a day may have 23 or 25 hours. */
export function daysAfter(midnight: number, days: number): number {
  const date = new Date(midnight);
  return date.setDate(date.getDate() + days);
}

export function calendarOf(records: readonly SnapshotRecord[]): Calendar {
  const oldestFirst = records.toSorted((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
  const byDay = Map.groupBy(oldestFirst, ({ endedAt }) => midnightOf(Date.parse(endedAt)));
  const days = [...byDay.keys()];
  return { byDay, days, firstDay: days[0] ?? Number.POSITIVE_INFINITY };
}

/** `count` days, the last of which begins at `lastMidnight`. */
export function calendarDays(
  calendar: Calendar,
  lastMidnight: number,
  count: number,
  now: number,
): readonly CalendarDay[] {
  return Array.from({ length: count }, (_, index) => dayAt(calendar, daysAfter(lastMidnight, index + 1 - count), now));
}

function dayAt(calendar: Calendar, start: number, now: number): CalendarDay {
  const { byDay, days } = calendar;
  const records = byDay.get(start) ?? [];
  const before = days.findLast((day) => day < start);
  const from = before === undefined ? undefined : standsFor(byDay.get(before) ?? []);
  return {
    start,
    end: daysAfter(start, 1),
    records,
    to: standsFor(records),
    from,
    state: stateOf(calendar, start, records, now),
  };
}

function standsFor(records: readonly SnapshotRecord[]): SnapshotRecord | undefined {
  return records.findLast(({ complete }) => complete) ?? records.at(-1);
}

function stateOf(
  { byDay, days, firstDay }: Calendar,
  start: number,
  records: readonly SnapshotRecord[],
  now: number,
): DayState {
  if (records.length > 0) return records.some(({ complete }) => complete) ? "complete" : "partial";
  const today = midnightOf(now);
  if (start < firstDay || start > today) return "outside";
  if (start === today) return "waiting";
  const before = days.findLast((day) => day < start);
  const after = days.find((day) => day > start);
  const last = before === undefined ? undefined : byDay.get(before)?.at(-1)?.number;
  const next = after === undefined ? undefined : byDay.get(after)?.[0]?.number;
  // Numbers are given without gaps: where one is left out, a snapshot was thinned out.
  return last !== undefined && next !== undefined && next > last + 1 ? "thinned" : "missing";
}
