import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import type { HistorySide, ObjectHistory } from "../../../preload/contract/views.ts";

export type HistoryEntry = ObjectHistory["entries"][number];

/** What stands in an object's history. */
export type HistoryItem =
  | { readonly kind: "change"; readonly entry: HistoryEntry }
  /** Snapshots that do not hold the whole type; `after` and `before` are the nearest that do, null at the ends. */
  | {
      readonly kind: "gap";
      readonly after: HistorySide | null;
      readonly before: HistorySide | null;
      readonly reasons: readonly string[];
    }
  /** Snapshots that know of it and saw no change; `gone`: it was not there in any of them. */
  | { readonly kind: "same"; readonly first: HistorySide; readonly last: HistorySide; readonly gone: boolean }
  | { readonly kind: "first"; readonly side: HistorySide };

/** An object's history, the latest first, with what is not known in its place. `records` are all kept snapshots. */
export function historyItems(history: ObjectHistory, records: readonly SnapshotRecord[]): readonly HistoryItem[] {
  const byTime = records.toSorted((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
  const reasons = new Map(history.unknown.map(({ snapshot, reason }) => [snapshot, reason]));
  const entries = new Map(history.entries.map((entry) => [entry.to.snapshot, entry]));
  const items: HistoryItem[] = [];
  let known: HistorySide | null = null;
  let gone = history.entries[0]?.change.kind === "added";
  let begun = false;
  for (const { number, endedAt } of byTime) {
    const side = { snapshot: number, endedAt };
    const reason = reasons.get(number);
    if (reason !== undefined) {
      addToGap(items, known, reason);
      continue;
    }
    closeGap(items, side);
    const entry = entries.get(number);
    if (entry !== undefined) {
      gone = entry.change.kind === "removed";
      items.push({ kind: "change", entry });
    } else if (begun) stretch(items, side, gone);
    if (number === history.first.snapshot) {
      begun = true;
      if (entry === undefined) items.push({ kind: "first", side });
    }
    known = side;
  }
  return items.reverse();
}

function addToGap(items: HistoryItem[], after: HistorySide | null, reason: string): void {
  const last = items.at(-1);
  if (last?.kind === "gap" && last.before === null)
    items.splice(-1, 1, { ...last, reasons: [...last.reasons, reason] });
  else items.push({ kind: "gap", after, before: null, reasons: [reason] });
}

function closeGap(items: HistoryItem[], before: HistorySide): void {
  const last = items.at(-1);
  if (last?.kind === "gap" && last.before === null) items.splice(-1, 1, { ...last, before });
}

function stretch(items: HistoryItem[], side: HistorySide, gone: boolean): void {
  const last = items.at(-1);
  if (last?.kind === "same") items.splice(-1, 1, { ...last, last: side });
  else items.push({ kind: "same", first: side, last: side, gone });
}
