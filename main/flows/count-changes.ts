import type { ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { RangeChanges, TypeChanges } from "../../preload/contract/timeline.ts";
import type { ChangeCounts, UnknownType } from "../../preload/contract/views.ts";
import { noChanges } from "../compare/summarize-report.ts";
import type { Vault } from "../vault/vault.ts";
import { differencesBetween } from "./differences-between.ts";
import { reasonWhyUnknown } from "./report.ts";

/** By the numbers of both snapshots and the type. Snapshots never change: what was counted once holds. */
const counted = new WeakMap<Vault, Map<string, ChangeCounts>>();
const batchSize = 200;

/**
 * How many objects changed between two snapshots, by type and kind, as the report of the two would show it. Only what
 * differs in the trees is read. A type that a snapshot does not hold completely is compared over it: with the last one
 * before that does, so that nothing is lost and nothing counts as removed. `turn` lets others have a turn in between.
 */
export async function countChanges(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  turn: () => Promise<void>,
): Promise<RangeChanges> {
  const earlier = vault
    .snapshots()
    .filter(({ endedAt }) => Date.parse(endedAt) <= Date.parse(from.endedAt))
    .toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt));
  const counts: TypeChanges[] = [];
  const unknown: UnknownType[] = [];
  for (const type of objectTypes.filter((each) => to.types[each] !== undefined || from.types[each] !== undefined)) {
    const reasons = reasonWhyUnknown(to, type);
    const base = earlier.find((record) => record.types[type]?.complete === true);
    if (reasons.length > 0) unknown.push({ type, reason: reasons.join(" ") });
    else if (base === undefined) unknown.push({ type, reason: "No snapshot before holds all of it." });
    else counts.push({ type, since: base.number, kinds: await countOnce(vault, base, to, type, turn) });
  }
  return { from: from.number, to: to.number, counts, unknown };
}

async function countOnce(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  type: ObjectType,
  turn: () => Promise<void>,
): Promise<ChangeCounts> {
  const known = counted.get(vault) ?? new Map<string, ChangeCounts>();
  counted.set(vault, known);
  const key = `${from.number} ${to.number} ${type}`;
  const kinds = known.get(key) ?? (await count(vault, from, to, type, turn));
  known.set(key, kinds);
  return kinds;
}

async function count(
  vault: Vault,
  from: SnapshotRecord,
  to: SnapshotRecord,
  type: ObjectType,
  turn: () => Promise<void>,
): Promise<ChangeCounts> {
  const kinds: Record<ChangeKind, number> = noChanges();
  let done = 0;
  await turn();
  for (const difference of differencesBetween(vault, from, to, [type])) {
    if (difference !== undefined) kinds[difference.kind] += 1;
    done += 1;
    if (done % batchSize === 0) await turn();
  }
  return kinds;
}
