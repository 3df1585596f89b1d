import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { applyPatch, type Bucket, type BucketHead, bucketCount, type NewBucket, readBucket } from "./bucket.ts";
import type { VaultDatabase } from "./database.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import type { Hash } from "./sha256.ts";
import { alteredError } from "./vault-error.ts";
import { compress, decompress } from "./zstd.ts";

export interface StoredBucket extends Bucket, BucketHead {
  /** The row that this one is a patch over; null: it is whole. */
  readonly base: number | null;
}

interface HeadRow {
  readonly hash: Uint8Array;
  readonly depth: number;
  readonly count: number;
}

interface BucketRow extends HeadRow {
  readonly base: number | null;
  readonly content: Buffer;
}

/** Which row holds each bucket of a type in a snapshot; 0: the bucket is empty. */
export type TypeTree = Uint32Array;

const treeBytes = bucketCount * 4;
/** Members of buckets that stay decoded. */
const keptMembers = 160_000;
const keptTrees = 32;
/** All rows of some snapshots of many types. */
const keptHeads = 40_000;

/** The Merkle trees of all snapshots: buckets are rows that snapshots share. */
export class TreeStore {
  readonly #database: VaultDatabase;
  readonly #ids: IdDictionary;
  readonly #trees = new Map<string, TypeTree>();
  readonly #buckets = new Map<number, StoredBucket>();
  /** A row never changes. */
  readonly #heads = new Map<number, BucketHead>();
  #members = 0;

  constructor(database: VaultDatabase, ids: IdDictionary) {
    this.#database = database;
    this.#ids = ids;
  }

  /** Undefined if the snapshot holds nothing of the type. */
  tree(snapshot: number, type: ObjectType): TypeTree | undefined {
    const key = `${snapshot} ${type}`;
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const sql = "SELECT buckets FROM tree WHERE snapshot = ? AND type = ?";
    const row = this.#database.get<{ buckets: Uint8Array }>(sql, snapshot, type);
    if (row === undefined) return undefined;
    const bytes = decompress(row.buckets, treeBytes);
    const tree = new Uint32Array(bucketCount);
    for (let index = 0; index < bucketCount; index += 1) tree[index] = bytes.readUInt32LE(index * 4);
    if (this.#trees.size >= keptTrees) this.#trees.clear();
    this.#trees.set(key, tree);
    return tree;
  }

  bucket(row: number): StoredBucket {
    const known = this.#buckets.get(row);
    if (known !== undefined) return known;
    const bucket = this.#read(row);
    this.#buckets.set(row, bucket);
    this.#members += bucket.count;
    this.#forgetOldest();
    return bucket;
  }

  /** Without reading what is in it. */
  head(row: number): BucketHead {
    const known = this.#buckets.get(row) ?? this.#heads.get(row);
    if (known !== undefined) return known;
    const stored = this.#database.get<HeadRow>("SELECT hash, depth, count FROM bucket WHERE number = ?", row);
    if (stored === undefined) throw alteredError(`row ${row} of the table bucket is missing`);
    return this.#keepHead(row, stored);
  }

  /** So that `head` finds those of a whole tree: one statement for all takes a fifth of the time of one for each. */
  readHeads(tree: TypeTree): void {
    const rows = tree.filter((row) => row !== 0 && !this.#buckets.has(row) && !this.#heads.has(row));
    const sql =
      "SELECT number, hash, depth, count FROM bucket WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number";
    for (const { number, ...stored } of this.#database.all<HeadRow & { number: number }>(sql, `[${rows.join()}]`))
      this.#keepHead(number, stored);
  }

  #keepHead(row: number, { hash, depth, count }: HeadRow): BucketHead {
    if (this.#heads.size >= keptHeads) this.#heads.clear();
    const head = { hash: textOf(hash), depth, count };
    this.#heads.set(row, head);
    return head;
  }

  #read(row: number): StoredBucket {
    const sql = "SELECT hash, depth, count, base, content FROM bucket WHERE number = ?";
    const stored = this.#database.get<BucketRow>(sql, row);
    if (stored === undefined) throw alteredError(`row ${row} of the table bucket is missing`);
    const { hash, depth, count, base, content } = stored;
    const patch = readBucket(content);
    const bucket = base === null ? patch.upserts : applyPatch(this.bucket(base), patch, this.#ids);
    return { ...bucket, hash: textOf(hash), depth, count, base };
  }

  /** Numbers of all rows, ascending. */
  rows(): readonly number[] {
    return this.#database
      .all<{ number: number }>("SELECT number FROM bucket ORDER BY number")
      .map(({ number }) => number);
  }

  /** Marks (1) the rows that marked rows are patches over. */
  markBases(marks: Uint8Array): void {
    const sql = "SELECT number, base FROM bucket WHERE base IS NOT NULL ORDER BY number DESC";
    // A base is older than its patches, so that one way down is enough.
    for (const { number, base } of this.#database.iterate<{ number: number; base: number }>(sql)) {
      if (marks[number] === 1) marks[base] = 1;
    }
  }

  /** Not all of them: a tenant of 100,000 people has as many members in a day's snapshot as can stay, and the next one asks for them. */
  #forgetOldest(): void {
    for (const [row, { count }] of this.#buckets) {
      if (this.#members <= keptMembers) return;
      this.#buckets.delete(row);
      this.#members -= count;
    }
  }

  /** Inside the transaction that seals. */
  storeBuckets(buckets: readonly NewBucket[]): void {
    const insert = "INSERT INTO bucket (number, hash, base, depth, count, content) VALUES (?, ?, ?, ?, ?, ?)";
    for (const { number, hash, base, depth, count, content } of buckets) {
      this.#database.run(insert, number, Buffer.from(hash, "latin1"), base, depth, count, content);
    }
  }

  storeTree(snapshot: number, type: ObjectType, tree: TypeTree): void {
    const bytes = Buffer.allocUnsafe(treeBytes);
    for (let index = 0; index < bucketCount; index += 1) bytes.writeUInt32LE(tree[index] as number, index * 4);
    this.#database.run("INSERT INTO tree (snapshot, type, buckets) VALUES (?, ?, ?)", snapshot, type, compress(bytes));
  }
}

function textOf(hash: Uint8Array): Hash {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString("latin1");
}
