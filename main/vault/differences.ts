import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { type Bucket, bucketCount, emptyBucket, findInBucket, hasHash, hashAt } from "./bucket.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { PackReader } from "./pack-reader.ts";
import { previousOf } from "./stored-object.ts";
import type { TreeStore, TypeTree } from "./tree-store.ts";
import type { ObjectPair } from "./vault.ts";

/** An object that differs: its id and its entry on either side, 0 where it is not there. */
interface Difference {
  readonly id: number;
  readonly before: number;
  readonly after: number;
}

/** The objects of one type whose hashes differ. Buckets that two snapshots share are not read. */
export function differencesOf(trees: TreeStore, from: TypeTree | undefined, to: TypeTree | undefined): Difference[] {
  const found: Difference[] = [];
  for (let at = 0; at < bucketCount; at += 1) {
    const [before, after] = [from?.[at] ?? 0, to?.[at] ?? 0];
    if (before !== after) compareBuckets(bucketOr(trees, before), bucketOr(trees, after), found);
  }
  return found;
}

function bucketOr(trees: TreeStore, row: number): Bucket {
  return row === 0 ? emptyBucket : trees.bucket(row);
}

function compareBuckets(before: Bucket, after: Bucket, found: Difference[]): void {
  let next = 0;
  for (let index = 0; index < after.ids.length; index += 1) {
    const id = after.ids[index] as number;
    // Both are in the same order: mostly it is the next one.
    const earlier = before.ids[next] === id ? next : findInBucket(before, id);
    if (earlier >= 0) next = earlier + 1;
    if (earlier >= 0 && hasHash(before, earlier, hashAt(after, index))) continue;
    found.push({
      id,
      before: earlier < 0 ? 0 : (before.entries[earlier] as number),
      after: after.entries[index] as number,
    });
  }
  next = 0;
  for (let index = 0; index < before.ids.length; index += 1) {
    const id = before.ids[index] as number;
    if (after.ids[next] === id) next += 1;
    else if (findInBucket(after, id) < 0) found.push({ id, before: before.entries[index] as number, after: 0 });
  }
}

interface Waiting {
  readonly difference: Difference;
  readonly after: DirectoryObject;
}

/** Objects whose other side lies elsewhere, before that is read. */
const waitingObjects = 2048;

/**
 * Decodes both sides, the newer one in the order of the packs. Where the older one does not stand just before it, the
 * pair waits until there are enough to read the old packs in order too. `together`: how the two are read where they stand so.
 */
export function* readPairs(
  type: ObjectType,
  differences: Difference[],
  packs: PackReader,
  reader: ObjectReader,
  together: "pair" | "differing",
): Generator<ObjectPair> {
  let waiting: Waiting[] = [];
  differences.sort((first, second) => (first.after || first.before) - (second.after || second.before));
  for (const difference of differences) {
    const { id, before, after } = difference;
    if (after === 0) {
      const object = reader.object(type, id, before);
      yield { type, id: object.id, before: object };
      continue;
    }
    const pack = packs.pack(after);
    const entry = pack.entry(after);
    if (before !== 0 && previousOf(entry) === before && after > pack.first) {
      yield reader[together](type, id, pack.entry(after - 1), entry);
      continue;
    }
    const object = reader.read(type, id, entry);
    if (before === 0) yield { type, id: object.id, after: object };
    else waiting.push({ difference, after: object });
    if (waiting.length < waitingObjects) continue;
    yield* readWaiting(type, waiting, reader);
    waiting = [];
  }
  yield* readWaiting(type, waiting, reader);
}

function* readWaiting(type: ObjectType, waiting: Waiting[], reader: ObjectReader): Generator<ObjectPair> {
  waiting.sort((first, second) => first.difference.before - second.difference.before);
  for (const { difference, after } of waiting) {
    yield { type, id: after.id, before: reader.object(type, difference.id, difference.before), after };
  }
}
