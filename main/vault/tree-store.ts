import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { applyPatch, type Bucket, bucketCount, emptyBucket, type NewBucket, readBucket } from "./bucket.ts";
import type { VaultDatabase } from "./database.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { alteredError } from "./vault-error.ts";
import { compress, decompress } from "./zstd.ts";

export interface BucketRow {
  readonly hash: Uint8Array;
  /** The row that this one is a patch over; null: it is whole. */
  readonly base: number | null;
  readonly depth: number;
  readonly content: Buffer;
}

/** Which row holds each bucket of a type in a snapshot; 0: the bucket is empty. */
export type TypeTree = Uint32Array;

const treeBytes = bucketCount * 4;
/** Members of buckets that stay decoded. */
const keptMembers = 200_000;
const keptTrees = 32;

/** The Merkle trees of all snapshots: buckets are rows that snapshots share. */
export class TreeStore {
  readonly #database: VaultDatabase;
  readonly #ids: IdDictionary;
  readonly #trees = new Map<string, TypeTree>();
  readonly #buckets = new Map<number, Bucket>();
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
    const tree = Uint32Array.from({ length: bucketCount }, (_, index) => bytes.readUInt32LE(index * 4));
    if (this.#trees.size >= keptTrees) this.#trees.clear();
    this.#trees.set(key, tree);
    return tree;
  }

  bucket(row: number): Bucket {
    if (row === 0) return emptyBucket;
    const known = this.#buckets.get(row);
    if (known !== undefined) return known;
    const bucket = this.read(row);
    if (this.#members > keptMembers) this.forget();
    this.#members += bucket.ids.length;
    this.#buckets.set(row, bucket);
    return bucket;
  }

  /** Past the memory. */
  read(row: number): Bucket {
    const { base, content } = this.row(row);
    const patch = readBucket(content);
    return base === null ? patch.upserts : applyPatch(this.bucket(base), patch, this.#ids);
  }

  row(number: number): BucketRow {
    const sql = "SELECT hash, base, depth, content FROM bucket WHERE number = ?";
    const row = this.#database.get<BucketRow>(sql, number);
    if (row !== undefined) return row;
    throw alteredError(`bucket ${number}`);
  }

  /** What was read before is read anew. */
  forget(): void {
    this.#buckets.clear();
    this.#trees.clear();
    this.#members = 0;
  }

  /** Inside the transaction that seals. */
  storeBuckets(buckets: readonly NewBucket[]): void {
    const insert = "INSERT INTO bucket (number, hash, base, depth, content) VALUES (?, ?, ?, ?, ?)";
    for (const { number, hash, base, depth, content } of buckets) {
      this.#database.run(insert, number, Buffer.from(hash, "latin1"), base, depth, content);
    }
  }

  storeTree(snapshot: number, type: ObjectType, tree: TypeTree): void {
    const bytes = Buffer.allocUnsafe(treeBytes);
    for (let index = 0; index < bucketCount; index += 1) bytes.writeUInt32LE(tree[index] as number, index * 4);
    this.#database.run("INSERT INTO tree (snapshot, type, buckets) VALUES (?, ?, ?)", snapshot, type, compress(bytes));
  }
}
