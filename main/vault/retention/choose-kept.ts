import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { KeepReason, RetentionPolicy } from "../../../preload/contract/retention.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { dayOf, monthOf, type SnapshotDays, weekOf } from "./snapshot-days.ts";

export interface RetentionChoice {
  readonly kept: ReadonlyMap<number, readonly KeepReason[]>;
  readonly removed: readonly number[];
}

export interface RetentionState {
  /** Those that are still there, oldest first. */
  readonly records: readonly SnapshotRecord[];
  readonly policy: RetentionPolicy;
  readonly floorDays: number;
  readonly days: SnapshotDays;
  /** Numbers that recovery jobs go back to. */
  readonly recovered: ReadonlySet<number>;
  /** ISO 8601 UTC. */
  readonly now: string;
}

const periods = [
  ["daily", dayOf],
  ["weekly", weekOf],
  ["monthly", monthOf],
] as const;

/** Which snapshots stay, and why. In doubt one stays: periods are counted by those that hold snapshots, not by the clock. */
export function chooseKept(state: RetentionState): RetentionChoice {
  const { records, policy, floorDays, days, recovered, now } = state;
  const reasons = new Map<number, KeepReason[]>();
  const keep = (number: number, reason: KeepReason) => {
    const known = reasons.get(number) ?? [];
    if (!known.includes(reason)) reasons.set(number, [...known, reason]);
  };
  for (const number of newestOf(records)) keep(number, "newest");
  for (const { number, endedAt, origin } of records) {
    if (origin.kind === "import") keep(number, "import");
    else if (!days.havePassed(floorDays, { after: number, at: endedAt }, now)) keep(number, "floor");
    if (recovered.has(number)) keep(number, "recovery");
  }
  const own = records.filter(({ origin }) => origin.kind !== "import");
  for (const [name, periodOf] of periods) {
    for (const number of bestPerPeriod(own, periodOf, policy[name])) keep(number, name);
  }
  const removed = records.map(({ number }) => number).filter((number) => !reasons.has(number));
  return { kept: reasons, removed };
}

/** The last snapshot, and for each type the last one that has it complete: captures and comparisons go on from them. */
function newestOf(records: readonly SnapshotRecord[]): ReadonlySet<number> {
  const newest = new Map<ObjectType | "any", number>();
  for (const { number, types } of records) {
    newest.set("any", number);
    for (const [type, proof] of Object.entries(types)) if (proof.complete) newest.set(type as ObjectType, number);
  }
  return new Set(newest.values());
}

/** One for each of the last `count` periods that have any. */
function bestPerPeriod(
  records: readonly SnapshotRecord[],
  periodOf: (time: string) => number,
  count: number,
): readonly number[] {
  const best = new Map<number, SnapshotRecord>();
  for (const record of records.toReversed()) {
    const period = periodOf(record.endedAt);
    const other = best.get(period);
    if (other === undefined || rank(record) > rank(other)) best.set(period, record);
  }
  return [...best.values()].slice(0, count).map(({ number }) => number);
}

/** A complete one before a partial one; what was scheduled or asked for before what a report took for itself. */
function rank({ complete, origin }: SnapshotRecord): number {
  return (complete ? 2 : 0) + (origin.kind === "capture" ? 1 : 0);
}
