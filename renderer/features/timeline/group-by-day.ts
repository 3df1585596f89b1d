import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { formatDay } from "../../ui/time.ts";

export interface DayGroup {
  readonly day: string;
  readonly records: readonly SnapshotRecord[];
}

/** The snapshots under their local days, the latest first. */
export function groupByDay(records: readonly SnapshotRecord[], now: number): readonly DayGroup[] {
  const latestFirst = records.toSorted((first, second) => second.number - first.number);
  const groups = Map.groupBy(latestFirst, (record) => formatDay(record.endedAt, now));
  return [...groups].map(([day, group]) => ({ day, records: group }));
}
