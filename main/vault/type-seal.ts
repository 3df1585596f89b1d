import {
  type Bucket,
  type BucketHead,
  type BucketMember,
  bucketCount,
  bucketFrom,
  bucketHash,
  bucketOf,
  emptyBucket,
  findInBucket,
  hasHash,
  hashAt,
  membersOf,
  type NewBucket,
  writeBucket,
} from "./bucket.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import type { Hash } from "./sha256.ts";
import type { TreeStore, TypeTree } from "./tree-store.ts";

/** An object of the snapshot that is being sealed; its entry's number follows when it has been packed. */
export interface SealedMember extends BucketMember {
  entry: number;
}

export interface SealedTree {
  readonly tree: TypeTree;
  readonly count: number;
  readonly hashes: readonly (readonly [number: number, hash: Hash])[];
  readonly added: readonly NewBucket[];
}

interface Added {
  readonly member: SealedMember;
  readonly instead: number;
  /** Not added before under this id. */
  readonly isFirst: boolean;
}

type BaseBucket = Bucket & BucketHead;

const noBucket: BaseBucket = { ...emptyBucket, hash: "", depth: 0, count: 0 };

/** Patches over patches that are read at most to come by a bucket. */
const deepestPatch = 8;

/** One type of the snapshot that is being sealed, over the same type of an earlier one. */
export class TypeSeal {
  readonly #store: TreeStore;
  readonly #ids: IdDictionary;
  readonly #baseTree: TypeTree | undefined;
  /** True for delta rounds: what is not named stays. */
  readonly #isCarried: boolean;
  readonly #baseBuckets: (BaseBucket | undefined)[] = new Array(bucketCount);
  readonly #members: (Map<number, SealedMember> | undefined)[] = new Array(bucketCount);
  readonly #removed: (Set<number> | undefined)[] = new Array(bucketCount);

  constructor(store: TreeStore, ids: IdDictionary, baseTree: TypeTree | undefined, isCarried: boolean) {
    this.#store = store;
    this.#ids = ids;
    this.#baseTree = baseTree;
    this.#isCarried = isCarried;
  }

  /** Takes an object; the last of the same id counts. Returns the entry that holds it already, or `instead` of what. */
  add(id: string, number: number, hash: Hash): Added {
    const at = bucketOf(id);
    const base = this.#baseBucket(at);
    const index = findInBucket(base, number);
    const instead = index < 0 ? 0 : (base.entries[index] as number);
    const isSame = index >= 0 && hasHash(base, index, hash);
    const member: SealedMember = { id: number, hash, entry: isSame ? instead : 0 };
    this.#removed[at]?.delete(number);
    let members = this.#members[at];
    if (members === undefined) {
      members = new Map();
      this.#members[at] = members;
    }
    const isFirst = !members.has(number);
    members.set(number, member);
    return { member, instead, isFirst };
  }

  remove(id: string, number: number): void {
    const at = bucketOf(id);
    this.#members[at]?.delete(number);
    const removed = this.#removed[at] ?? new Set();
    removed.add(number);
    this.#removed[at] = removed;
  }

  /** New rows get numbers from `nextRow` on. */
  finish(nextRow: number): SealedTree {
    const tree = new Uint32Array(bucketCount);
    const hashes: [number, Hash][] = [];
    const added: NewBucket[] = [];
    let count = 0;
    for (let at = 0; at < bucketCount; at += 1) {
      const bucket = this.#finishBucket(at, nextRow + added.length);
      if (bucket === undefined) continue;
      tree[at] = bucket.row;
      count += bucket.count;
      hashes.push([at, bucket.hash]);
      if (bucket.added !== undefined) added.push(bucket.added);
    }
    return { tree, count, hashes, added };
  }

  #finishBucket(at: number, nextRow: number) {
    const [members, removed] = [this.#members[at], this.#removed[at]];
    const row = this.#baseTree?.[at] ?? 0;
    if (this.#isCarried && members === undefined && removed === undefined) return this.#carry(row);
    const base = this.#baseBucket(at);
    const next = this.#isCarried ? overlay(base, members, removed) : members;
    if (next === undefined || next.size === 0) return undefined;
    const { upserts, gone } = compare(base, next);
    if (upserts.length === 0 && gone.length === 0) return this.#carry(row, base);
    const bucket = bucketFrom(next.values(), this.#ids);
    const hash = bucketHash(bucket, this.#ids);
    const added = { number: nextRow, hash, count: next.size, ...this.#stored(row, bucket, upserts, gone) };
    return { row: nextRow, count: next.size, hash, added };
  }

  #carry(row: number, head?: BucketHead) {
    if (row === 0) return undefined;
    const { hash, count } = head ?? this.#store.head(row);
    return { row, hash, count, added: undefined };
  }

  /** A patch where that is much smaller than the whole. */
  #stored(row: number, bucket: Bucket, upserts: readonly BucketMember[], gone: readonly number[]) {
    const depth = row === 0 ? 0 : this.#store.bucket(row).depth + 1;
    if (row === 0 || depth > deepestPatch || (upserts.length + gone.length) * 2 > bucket.ids.length) {
      return { base: null, depth: 0, content: writeBucket(bucket) };
    }
    return { base: row, depth, content: writeBucket(bucketFrom(upserts, this.#ids), gone) };
  }

  #baseBucket(at: number): BaseBucket {
    const known = this.#baseBuckets[at];
    if (known !== undefined) return known;
    const row = this.#baseTree?.[at] ?? 0;
    const bucket = row === 0 ? noBucket : this.#store.bucket(row);
    this.#baseBuckets[at] = bucket;
    return bucket;
  }
}

function overlay(
  base: Bucket,
  members: ReadonlyMap<number, BucketMember> | undefined,
  removed: ReadonlySet<number> | undefined,
): Map<number, BucketMember> {
  const next = membersOf(base);
  for (const id of removed ?? []) next.delete(id);
  for (const [id, member] of members ?? []) next.set(id, member);
  return next;
}

function compare(base: Bucket, next: ReadonlyMap<number, BucketMember>) {
  const gone: number[] = [];
  const upserts: BucketMember[] = [];
  let kept = 0;
  for (let index = 0; index < base.ids.length; index += 1) {
    const member = next.get(base.ids[index] as number);
    if (member === undefined) gone.push(base.ids[index] as number);
    else if (member.entry === base.entries[index] && member.hash === hashAt(base, index)) kept += 1;
    else upserts.push(member);
  }
  if (kept + upserts.length < next.size) {
    for (const member of next.values()) if (findInBucket(base, member.id) < 0) upserts.push(member);
  }
  return { upserts, gone };
}
