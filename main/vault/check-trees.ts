import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { type Bucket, bucketCount, bucketHash, bucketOf, hashAt } from "./bucket.ts";
import { inPlace, Problem } from "./check-problem.ts";
import { ExpectedObjects } from "./expected-objects.ts";
import { merkleRoot, typeHash } from "./merkle-root.ts";
import type { Hash } from "./sha256.ts";
import type { CheckProgress } from "./vault.ts";
import { metaValue } from "./vault-meta.ts";
import type { VaultParts } from "./vault-parts.ts";

interface ProvenBucket {
  readonly type: ObjectType;
  readonly at: number;
  readonly hash: Hash;
  readonly count: number;
}

interface TreeCheck {
  readonly parts: VaultParts;
  readonly proven: Map<number, ProvenBucket>;
  readonly expected: ExpectedObjects;
}

/** Every bucket against its hash, every tree against the root and the counts of its record. */
export function* checkTrees(parts: VaultParts, total: number): Generator<CheckProgress, ExpectedObjects> {
  const check: TreeCheck = { parts, proven: new Map(), expected: new ExpectedObjects(total) };
  let trees = 0;
  for (const record of parts.chain.kept) {
    const roots = new Map<ObjectType, Hash>();
    for (const type of typesOf(parts, record)) {
      const { hashes, count } = checkTree(check, record, type);
      if (count !== record.counts[type]) {
        throw new Problem(
          `Snapshot ${record.number}, type ${type}: the record counts ${record.counts[type]} objects, the tree ${count}.`,
        );
      }
      if (count > 0) roots.set(type, typeHash(type, hashes));
      trees += 1;
      yield { done: 0, total };
    }
    if (merkleRoot(roots) !== record.root)
      throw new Problem(`Snapshot ${record.number}: the tree does not give the root of the record.`);
  }
  checkSurplus(check, trees);
  return check.expected;
}

function typesOf({ database }: VaultParts, record: SnapshotRecord): readonly ObjectType[] {
  const sql = "SELECT type FROM tree WHERE snapshot = ? ORDER BY type";
  const rows = inPlace(`the tree of snapshot ${record.number}`, () =>
    database.all<{ type: ObjectType }>(sql, record.number),
  );
  const types = rows.map(({ type }) => type);
  for (const [type, count] of Object.entries(record.counts)) {
    if (count > 0 && !types.includes(type as ObjectType)) {
      throw new Problem(`Snapshot ${record.number}, type ${type}: the tree is missing.`);
    }
  }
  return types;
}

function checkTree(check: TreeCheck, record: SnapshotRecord, type: ObjectType) {
  const place = `Snapshot ${record.number}, type ${type}`;
  const tree = inPlace(`${place}, its tree`, () => check.parts.trees.tree(record.number, type));
  const hashes: [number, Hash][] = [];
  let count = 0;
  for (let at = 0; at < bucketCount; at += 1) {
    const row = tree?.[at] ?? 0;
    if (row === 0) continue;
    const bucket = check.proven.get(row) ?? proveBucket(check, `${place}, bucket ${at}`, { row, type, at });
    if (bucket.type !== type || bucket.at !== at)
      throw new Problem(`${place}: bucket ${at} is one of another place in the tree.`);
    hashes.push([at, bucket.hash]);
    count += bucket.count;
  }
  return { hashes, count };
}

function proveBucket(
  { parts, proven, expected }: TreeCheck,
  place: string,
  { row, type, at }: { row: number; type: ObjectType; at: number },
): ProvenBucket {
  const bucket = inPlace(place, () => parts.trees.bucket(row));
  const hash = inPlace(place, () => bucketHash(bucket, parts.ids));
  if (hash !== bucket.hash || bucket.count !== bucket.ids.length) {
    throw new Problem(`${place}: the list of objects is not what its hash was made from.`);
  }
  const { base } = bucket;
  const depth = base === null ? 0 : inPlace(place, () => parts.trees.head(base).depth + 1);
  if (bucket.depth !== depth) throw new Problem(`${place}: it is not as deep as the patches below it.`);
  checkOrder(parts, place, bucket, at);
  for (let index = 0; index < bucket.ids.length; index += 1) {
    const entry = bucket.entries[index] as number;
    const object = { type, id: bucket.ids[index] as number, hash: hashAt(bucket, index) };
    if (!expected.add(entry, object)) {
      throw new Problem(`${place}: the object ${parts.ids.idOf(object.id)} is said to be where it cannot be.`);
    }
  }
  const result = { type, at, hash, count: bucket.ids.length };
  proven.set(row, result);
  return result;
}

/** Each id once, in order, in the bucket that it belongs to: otherwise a search could miss what the tree holds. */
function checkOrder({ ids }: VaultParts, place: string, bucket: Bucket, at: number): void {
  let last: string | undefined;
  for (const number of bucket.ids) {
    const id = ids.idOf(number);
    if (bucketOf(id) !== at || (last !== undefined && id <= last))
      throw new Problem(`${place}: the object ${id} is out of place.`);
    last = id;
  }
}

/** No tree and no bucket that nothing reaches; after a removal they may wait for the sweep. */
function checkSurplus({ parts: { database, chain, trees: store }, proven }: TreeCheck, trees: number): void {
  const count = inPlace("the table tree", () => database.get<{ n: number }>("SELECT count(*) AS n FROM tree")?.n);
  if (count !== trees) throw new Problem("There are trees of snapshots that do not exist.");
  const reached = new Uint8Array(chain.state.nextBucket);
  for (const row of proven.keys()) reached[row] = 1;
  const rows = inPlace("the table bucket", () => {
    store.markBases(reached);
    return store.rows();
  });
  const isSwept = metaValue(database, "unswept") === undefined;
  const surplus = rows.find((row) => row >= reached.length || (isSwept && reached[row] !== 1));
  if (surplus !== undefined) throw new Problem(`Bucket ${surplus} belongs to no snapshot.`);
}
