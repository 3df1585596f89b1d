import type { Doing } from "../../preload/contract/history.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

/** What was done with the vault, out of its snapshots. */
export function fakeDoings(snapshots: readonly SnapshotRecord[]): readonly Doing[] {
  return snapshots.toReversed().map(({ number, endedAt, complete, origin }) => ({
    kind: origin.kind,
    at: endedAt,
    by: origin.by,
    verdict: complete ? "complete" : "partial",
    sentence: `Snapshot ${number}: 1,234 objects.`,
    snapshot: number,
  }));
}
