import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { NotedEvent, RangeChanges } from "../../../preload/contract/timeline.ts";
import { notedKinds } from "../../../preload/contract/timeline.ts";
import type { SnapshotRange } from "../../navigation/route.ts";
import { countOf, typeWords } from "../../ui/words.ts";
import type { CalendarDay } from "./calendar-days.ts";
import { dayWords, kindsOf, notedWords, shortCount, spokenOf, stateWords, totalOf } from "./day-words.ts";

/** How a cell looks. Each look has a sign or a pattern of its own besides its colour. */
export type CellLook = CalendarDay["state"] | "count" | "mark" | "unknown" | "counting" | "empty";

export interface CalendarCell {
  readonly look: CellLook;
  /** What stands in it: a number, or nothing. */
  readonly text: string;
  /** The whole of it in words, for the title and for screen readers. */
  readonly words: string;
  /** Share of the highest bar, where the row has bars. */
  readonly height?: number;
  /** The report that it opens; where there is none, it opens the day. */
  readonly report?: SnapshotRange & { readonly types?: readonly ObjectType[] };
}

export interface CalendarRow {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly CalendarCell[];
  /** The row that is drawn as bars. */
  readonly bars?: true;
}

/** What is known of a day besides its snapshots. */
export interface CountedDay {
  readonly day: CalendarDay;
  /** Undefined while it is being counted, or where there is nothing to count. */
  readonly changes: RangeChanges | undefined;
  readonly events: readonly NotedEvent[];
}

/** The rows of the calendar: snapshots, changes as a whole and by type, and what the audit log holds of note. */
export function calendarRows(days: readonly CountedDay[]): readonly CalendarRow[] {
  return [
    { key: "snapshots", label: "Snapshots", cells: days.map(({ day }) => snapshotCell(day)) },
    ...eventRows(days),
    { key: "all", label: "Changes", cells: allCells(days), bars: true },
    ...changedTypes(days).map((type) => ({
      key: type,
      label: typeWords[type].short,
      cells: days.map((counted) => typeCell(counted, type)),
    })),
  ];
}

/** Types of which nothing changed, and nothing is unknown, on any of the days, have no row. */
function changedTypes(days: readonly CountedDay[]): readonly ObjectType[] {
  const changed = new Set<ObjectType>();
  for (const { changes } of days) {
    for (const { type, kinds } of changes?.counts ?? []) if (totalOf(kinds) > 0) changed.add(type);
    for (const { type } of changes?.unknown ?? []) changed.add(type);
  }
  return objectTypes.filter((type) => changed.has(type));
}

function snapshotCell(day: CalendarDay): CalendarCell {
  const text = day.records.length > 1 ? shortCount(day.records.length) : "";
  return { look: day.state, text, words: `${dayWords.long(day.start)}: ${stateWords(day)}` };
}

function eventRows(days: readonly CountedDay[]): readonly CalendarRow[] {
  const present = notedKinds.filter((kind) => days.some(({ events }) => events.some((event) => event.kind === kind)));
  return present.map((kind) => ({
    key: kind,
    label: notedWords[kind].row,
    cells: days.map(({ day, events }) => {
      const own = events.filter((event) => event.kind === kind);
      const { one, many } = notedWords[kind];
      const actors = [...new Set(own.map(({ actor }) => actor))];
      const by = actors.length > 3 ? `${actors.slice(0, 3).join(", ")} and others` : actors.join(", ");
      const said = own.length === 0 ? `no ${one}` : `${spokenOf(own.length, one, many)} by ${by}`;
      const words = `${dayWords.long(day.start)}: ${said}.`;
      return { look: own.length === 0 ? "empty" : "mark", text: own.length === 0 ? "" : shortCount(own.length), words };
    }),
  }));
}

function allCells(days: readonly CountedDay[]): readonly CalendarCell[] {
  const totals = days.map(({ changes }) => changes?.counts.reduce((sum, { kinds }) => sum + totalOf(kinds), 0));
  const most = Math.max(1, ...totals.map((total) => total ?? 0));
  return days.map(({ day, changes }, index) => {
    const total = totals[index];
    if (total === undefined || changes === undefined) return waitingCell(day);
    const unsure =
      changes.unknown.length === 0 ? "" : ` ${countOf(changes.unknown.length, "type is", "types are")} unknown.`;
    const words = `${dayWords.long(day.start)}: ${spokenOf(total, "change", "changes")} since snapshot ${changes.from}.${unsure}`;
    if (total === 0) return { look: changes.unknown.length === 0 ? "empty" : "unknown", text: "", words };
    // A day with ten thousand changes must not make one with a hundred invisible.
    const height = Math.sqrt(total / most);
    const report = { from: changes.from, to: changes.to };
    return { look: "count", text: shortCount(total), words, height, report };
  });
}

function typeCell({ day, changes }: CountedDay, type: ObjectType): CalendarCell {
  if (changes === undefined) return waitingCell(day);
  const start = `${dayWords.long(day.start)}: ${typeWords[type].many}`;
  const unknown = changes.unknown.find((each) => each.type === type);
  if (unknown !== undefined) return { look: "unknown", text: "?", words: `${start} unknown. ${unknown.reason}` };
  const found = changes.counts.find((each) => each.type === type);
  const total = found === undefined ? 0 : totalOf(found.kinds);
  if (found === undefined || total === 0) return { look: "empty", text: "", words: `${start} unchanged.` };
  const words = `${start}: ${spokenOf(total, "changed", "changed")} since snapshot ${found.since}: ${kindsOf(found.kinds)}.`;
  return {
    look: "count",
    text: shortCount(total),
    words,
    report: { from: found.since, to: changes.to, types: [type] },
  };
}

/** Being counted; or nothing to count: no snapshot, or none before it. */
function waitingCell(day: CalendarDay): CalendarCell {
  const start = dayWords.long(day.start);
  if (day.to === undefined) return { look: "empty", text: "", words: `${start}: ${stateWords(day)}` };
  if (day.from === undefined)
    return { look: "empty", text: "", words: `${start}: the first snapshot, with none before it to compare with.` };
  return { look: "counting", text: "", words: `${start}: being counted.` };
}
