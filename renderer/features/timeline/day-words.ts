import { changeKinds } from "../../../preload/contract/change.ts";
import type { NotedKind } from "../../../preload/contract/timeline.ts";
import type { ChangeCounts } from "../../../preload/contract/views.ts";
import { count, countOf, kindWords } from "../../ui/words.ts";
import type { CalendarDay } from "./calendar-days.ts";

const longDay = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const month = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "narrow" });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 0 });

export const dayWords = {
  /** "Sunday, 22 November 2026". */
  long: (start: number) => longDay.format(start),
  /** "22 November 2026". */
  short: (start: number) => shortDay.format(start),
  month: (start: number) => month.format(start),
  /** "S". */
  weekday: (start: number) => weekday.format(start),
};

export const notedWords: Readonly<
  Record<NotedKind, { readonly row: string; readonly one: string; readonly many: string }>
> = {
  policy: { row: "Policies", one: "policy change", many: "policy changes" },
  authenticationMethod: {
    row: "Authentication methods",
    one: "authentication method change",
    many: "authentication method changes",
  },
  role: { row: "Roles", one: "role change", many: "role changes" },
  credential: { row: "Credentials", one: "credential change", many: "credential changes" },
};

/** A number in three or four letters: "999", "12K". */
export function shortCount(value: number): string {
  return value < 1000 ? String(value) : compact.format(value);
}

/** "5,422 (5K)": what stands in the cell is in its words too, for people who speak to the window. */
function spoken(value: number): string {
  return value < 1000 ? count(value) : `${count(value)} (${shortCount(value)})`;
}

/** "1 change", "5,422 (5K) changes". */
export function spokenOf(value: number, one: string, many: string): string {
  return `${spoken(value)} ${value === 1 ? one : many}`;
}

export function totalOf(kinds: ChangeCounts): number {
  return changeKinds.reduce((sum, kind) => sum + kinds[kind], 0);
}

/** "28 modified, 2 added". */
export function kindsOf(kinds: ChangeCounts): string {
  const present = changeKinds.filter((kind) => kinds[kind] > 0).toSorted((one, other) => kinds[other] - kinds[one]);
  return present.map((kind) => `${count(kinds[kind])} ${kindWords[kind].toLowerCase()}`).join(", ");
}

/** What a person wants to know of a day's snapshots, in a sentence. */
export function stateWords({ state, records }: CalendarDay): string {
  switch (state) {
    case "complete": {
      const partial = records.filter(({ complete }) => !complete).length;
      const rest = partial === 0 ? "complete" : `${count(partial)} of them partial`;
      return `${countOf(records.length, "snapshot", "snapshots")}, ${rest}.`;
    }
    case "partial":
      return `${countOf(records.length, "snapshot", "snapshots")}, partial: not all of the tenant could be read.`;
    case "missing":
      return "There is no snapshot of this day. What happened on it counts on the next day that has one.";
    case "thinned":
      return "No snapshot is kept any more: the retention policy has thinned them out.";
    case "waiting":
      return "No snapshot was taken yet.";
    case "outside":
      return "Outside of the time that snapshots tell of.";
  }
}
