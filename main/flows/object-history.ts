import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, nameOf } from "../../preload/contract/directory-object.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ObjectHistory } from "../../preload/contract/views.ts";
import { warnOfReaders } from "../compare/warn-of-readers.ts";
import type { Vault } from "../vault/vault.ts";
import { changeOf } from "./compare-object.ts";
import { giveWay } from "./give-way.ts";
import { idsInChange } from "./ids-in-change.ts";
import { namesOf } from "./names-of.ts";
import { reasonWhyUnknown } from "./report.ts";

/** A snapshot that knows the object, or knows that it is not there: then without a hash. */
interface Sight {
  readonly record: SnapshotRecord;
  readonly hash: string | undefined;
}

type Entry = ObjectHistory["entries"][number];

/**
 * What became of one object, oldest first, from each snapshot to the next one that knows of it. Only its hashes in the
 * trees are looked at; the object is read where they differ. A snapshot that does not hold the whole type is passed
 * over, so that what happened meanwhile shows at the next one. USAGE_NOT_FOUND if no snapshot holds the object.
 */
export async function objectHistory(
  vault: Vault,
  type: ObjectType,
  id: string,
  signal?: AbortSignal,
): Promise<ObjectHistory> {
  const records = vault.snapshots().toSorted((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
  const sights: readonly Sight[] = records.map((record) => ({ record, hash: vault.hashOf(record.number, type, id) }));
  const first = sights.find(({ hash }) => hash !== undefined)?.record;
  const latest = sights.findLast(({ hash }) => hash !== undefined)?.record;
  const object = latest && vault.object(latest.number, type, id);
  if (first === undefined || object === undefined) throw nowhere(type, id);
  const entries: Entry[] = [];
  for await (const pair of differentPairs(vault, sights, type, id, signal)) {
    const entry = entryOf(vault, pair, type, id);
    if (entry !== undefined) entries.push(entry);
  }
  const unknown = records.flatMap((record) =>
    reasonWhyUnknown(record, type).map((reason) => ({ snapshot: record.number, reason })),
  );
  return { type, id: object.id, name: nameOf(object), first: sideOf(first), entries, unknown };
}

interface SightPair {
  readonly before: Sight;
  readonly after: Sight;
}

async function* differentPairs(
  vault: Vault,
  sights: readonly Sight[],
  type: ObjectType,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SightPair> {
  let before: Sight | undefined;
  for (const after of sights) {
    await giveWay(signal);
    const proof = after.record.types[type];
    if (proof?.complete !== true || (after.hash === undefined && proof.hidden?.includes(id) === true)) continue;
    if (before !== undefined && before.hash !== after.hash) {
      if (mayBeInTheBin(vault, before, after, type, id)) continue;
      yield { before, after };
    }
    before = after;
  }
}

/** Nobody knows whether it is gone: it was in the recycle bin, and the bin was not read. */
function mayBeInTheBin(vault: Vault, before: Sight, after: Sight, type: ObjectType, id: string): boolean {
  if (after.hash !== undefined || after.record.types[type]?.deletedItemsRead === true) return false;
  const object = vault.object(before.record.number, type, id);
  return object !== undefined && isSoftDeleted(object);
}

function entryOf(vault: Vault, pair: SightPair, type: ObjectType, id: string): Entry | undefined {
  const [from, to] = [pair.before.record, pair.after.record];
  const change = changeOf(vault, from, to, type, id);
  if (change === undefined) return undefined;
  const names = namesOf(vault, [to.number, from.number], idsInChange(change));
  return { from: sideOf(from), to: sideOf(to), change, names, warnings: warnOfReaders(from, to) };
}

function sideOf({ number, endedAt }: SnapshotRecord): ObjectHistory["first"] {
  return { snapshot: number, endedAt };
}

function nowhere(type: ObjectType, id: string): ReinstateError {
  const message = `No snapshot in this vault holds a ${type} with the id ${id}. Look for it with \`reinstate find\`.`;
  return new ReinstateError("USAGE_NOT_FOUND", message);
}
