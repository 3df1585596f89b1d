import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";

const dayMs = 86_400_000;

/** A moment in the life of a vault: its clock's time, and the number of the last snapshot by then. */
export interface VaultMoment {
  readonly after: number;
  readonly at: string;
}

export interface SnapshotDays {
  /** Whether so many days went by between the moment and now: by the clock, and as days with snapshots of their own. */
  havePassed(days: number, since: VaultMoment, now: string): boolean;
}

/**
 * Ages by two measures at once. A clock that is put forward by years adds no days with snapshots; one that is put back makes
 * everything young. Imports do not count: their times are another vault's. `records`: the chain from number 1 on.
 */
export function snapshotDays(records: readonly SnapshotRecord[]): SnapshotDays {
  const daysAfter = new Array<number>(records.length + 1).fill(0);
  const seen = new Set<number>();
  for (let number = records.length; number > 0; number -= 1) {
    const record = records[number - 1];
    if (record !== undefined && record.origin.kind !== "import") seen.add(dayOf(record.endedAt));
    daysAfter[number - 1] = seen.size;
  }
  return {
    havePassed: (days, { after, at }, now) =>
      Date.parse(now) - Date.parse(at) >= days * dayMs && (daysAfter[after] ?? 0) >= days,
  };
}

/** Days since 1970, UTC. */
export function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / dayMs);
}

/** Weeks that begin on Monday, UTC: 1970 began on a Thursday. */
export function weekOf(time: string): number {
  return Math.floor((dayOf(time) + 3) / 7);
}

export function monthOf(time: string): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
