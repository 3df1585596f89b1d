import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatDay } from "../../ui/time.ts";
import { countOf } from "../../ui/words.ts";
import { calendarDays, calendarOf, daysAfter, midnightOf } from "./calendar-days.ts";
import { dayWords } from "./day-words.ts";

/** A day with its snapshots, or days in a row that have none. */
export interface ListEntry {
  /** The day, or the sentence that says which days have no snapshot. */
  readonly day: string;
  readonly records: readonly SnapshotRecord[];
  readonly gap: boolean;
}

/** The snapshots under their local days, the latest first, with the days in between that have none. */
export function listEntries(records: readonly SnapshotRecord[], now: number): readonly ListEntry[] {
  const calendar = calendarOf(records);
  const days = calendar.days.toReversed();
  const entries = days.map((day): ListEntry => {
    const group = calendar.byDay.get(day) ?? [];
    return { day: formatDay(new Date(day).toISOString(), now), records: group.toReversed(), gap: false };
  });
  const today = midnightOf(now);
  const after = (index: number) => days[index - 1] ?? Math.max(today, days[0] ?? today);
  return entries.flatMap((entry, index) => [...gapBetween(days[index] ?? today, after(index)), entry]);

  function gapBetween(first: number, next: number): readonly ListEntry[] {
    const length = daysBetween(first, next) - 1;
    if (length < 1) return [];
    const [from, to] = [daysAfter(first, 1), daysAfter(next, -1)];
    const [sample] = calendarDays(calendar, from, 1, now);
    const when = length === 1 ? `on ${dayWords.short(from)}` : `from ${dayWords.short(from)} to ${dayWords.short(to)}`;
    const words =
      sample?.state === "thinned"
        ? `No snapshot is kept any more ${when}: the retention policy has thinned them out`
        : `No snapshot ${when}${length === 1 ? "" : `, ${countOf(length, "day", "days")}`}`;
    return [{ day: words, records: [], gap: true }];
  }
}

/** Days may be an hour shorter or longer. */
function daysBetween(first: number, next: number): number {
  return Math.round((next - first) / 86_400_000);
}
