import {
  applyPatch,
  type Bucket,
  type BucketHead,
  type BucketPatch,
  bucketCount,
  bucketHash,
  bucketOf,
  emptyBucket,
  hasHash,
  type NewBucket,
  writeBucket,
} from "./bucket.ts";
import { enlarged } from "./enlarged.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { SealedMembers } from "./sealed-members.ts";
import type { Hash } from "./sha256.ts";
import type { TreeStore, TypeTree } from "./tree-store.ts";

export interface SealedTree {
  readonly tree: TypeTree;
  readonly count: number;
  readonly hashes: readonly (readonly [number: number, hash: Hash])[];
  readonly added: readonly NewBucket[];
}

interface Added {
  /** To be packed as this member; undefined if the base holds it as it is. */
  readonly member: number | undefined;
  /** The base's entry under this id; 0: none. */
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
  /** Index + 1 in its base bucket, by number; 0: not there, or the bucket was not read. */
  #baseIndexes = new Uint32Array(0);
  readonly #members = new SealedMembers();
  readonly #removed: (Set<number> | undefined)[] = new Array(bucketCount);

  constructor(store: TreeStore, ids: IdDictionary, baseTree: TypeTree | undefined, isCarried: boolean) {
    this.#store = store;
    this.#ids = ids;
    this.#baseTree = baseTree;
    this.#isCarried = isCarried;
  }

  /** Takes an object; the last of the same id counts. */
  add(id: string, number: number, hash: Hash): Added {
    const bucket = bucketOf(id);
    const base = this.#baseBucket(bucket);
    const index = this.#baseIndex(number);
    const instead = index < 0 ? 0 : (base.entries[index] as number);
    const isKept = index >= 0 && hasHash(base, index, hash);
    this.#removed[bucket]?.delete(number);
    const isFirst = !this.#members.has(number);
    const member = this.#members.add({ number, bucket, entry: isKept ? instead : 0, hash, isKept });
    return { member: isKept ? undefined : member, instead, isFirst };
  }

  /** Where the member has been packed. */
  setEntry(member: number, entry: number): void {
    this.#members.setEntry(member, entry);
  }

  remove(id: string, number: number): void {
    const bucket = bucketOf(id);
    this.#members.remove(number);
    const removed = this.#removed[bucket] ?? new Set();
    removed.add(number);
    this.#removed[bucket] = removed;
  }

  /** New rows get numbers from `nextRow` on. */
  finish(nextRow: number): SealedTree {
    const tree = new Uint32Array(bucketCount);
    const hashes: [number, Hash][] = [];
    const added: NewBucket[] = [];
    const { starts, indexes } = this.#members.byBucket();
    if (this.#isCarried && this.#baseTree !== undefined) this.#store.readHeads(this.#baseTree);
    let count = 0;
    for (let at = 0; at < bucketCount; at += 1) {
      const members = indexes.subarray(starts[at], starts[at + 1]);
      const bucket = this.#finishBucket(at, members, nextRow + added.length);
      if (bucket === undefined) continue;
      tree[at] = bucket.row;
      count += bucket.count;
      hashes.push([at, bucket.hash]);
      if (bucket.added !== undefined) added.push(bucket.added);
    }
    return { tree, count, hashes, added };
  }

  #finishBucket(at: number, members: Uint32Array, nextRow: number) {
    const row = this.#baseTree?.[at] ?? 0;
    if (this.#isCarried && members.length === 0 && this.#removed[at] === undefined) return this.#carry(row);
    const base = this.#baseBucket(at);
    const changed = members.filter((index) => !this.#members.isKeptAt(index));
    const removed = base.ids.filter((number) => this.#isGone(number, at));
    if (changed.length === 0 && removed.length === 0) return this.#carry(row, base);
    const patch = { removed, upserts: this.#bucketOf(changed) };
    const bucket = row === 0 ? patch.upserts : applyPatch(base, patch, this.#ids);
    if (bucket.ids.length === 0) return undefined;
    const hash = bucketHash(bucket, this.#ids);
    const added = { number: nextRow, hash, count: bucket.ids.length, ...this.#stored(row, bucket, patch) };
    return { row: nextRow, count: bucket.ids.length, hash, added };
  }

  #isGone(number: number, at: number): boolean {
    return this.#isCarried ? this.#removed[at]?.has(number) === true : !this.#members.has(number);
  }

  /** Sorted by id. */
  #bucketOf(members: Uint32Array): Bucket {
    const sorted = members.slice().sort((one, other) => this.#ids.compare(this.#numberAt(one), this.#numberAt(other)));
    return {
      ids: sorted.map((index) => this.#members.numberAt(index)),
      entries: sorted.map((index) => this.#members.entryAt(index)),
      hashes: Array.from(sorted, (index) => this.#members.hashAt(index)).join(""),
    };
  }

  #numberAt(member: number): number {
    return this.#members.numberAt(member);
  }

  #carry(row: number, head?: BucketHead) {
    if (row === 0) return undefined;
    const { hash, count } = head ?? this.#store.head(row);
    return { row, hash, count, added: undefined };
  }

  /** A patch where that is much smaller than the whole. */
  #stored(row: number, bucket: Bucket, { removed, upserts }: BucketPatch) {
    const depth = row === 0 ? 0 : this.#store.bucket(row).depth + 1;
    if (row === 0 || depth > deepestPatch || (upserts.ids.length + removed.length) * 2 > bucket.ids.length) {
      return { base: null, depth: 0, content: writeBucket(bucket) };
    }
    return { base: row, depth, content: writeBucket(upserts, removed) };
  }

  #baseIndex(number: number): number {
    return (this.#baseIndexes[number] ?? 0) - 1;
  }

  #baseBucket(at: number): BaseBucket {
    const known = this.#baseBuckets[at];
    if (known !== undefined) return known;
    const row = this.#baseTree?.[at] ?? 0;
    const bucket = row === 0 ? noBucket : this.#store.bucket(row);
    this.#baseBuckets[at] = bucket;
    if (this.#baseIndexes.length < this.#ids.count) this.#baseIndexes = enlarged(this.#baseIndexes, this.#ids.count);
    for (let index = 0; index < bucket.ids.length; index += 1)
      this.#baseIndexes[bucket.ids[index] as number] = index + 1;
    return bucket;
  }
}
