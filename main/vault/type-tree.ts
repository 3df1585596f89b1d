import { contentHash, hashOfParts } from "./content-hash.ts";
import type { Entry } from "./snapshot-entries.ts";

/** Buckets of a type's tree: with 100,000 objects about 25 in each, so that a change rehashes little. */
const bucketCount = 4096;
const emptyBucket = Buffer.alloc(32);

/**
 * One type's objects of one snapshot as a Merkle tree: object hash → bucket (by the id) → type. Bucket hash: SHA-256
 * over `id`, NUL, object hash for each object in the order of ids; 32 zero bytes when empty. Type hash: SHA-256 over
 * all bucket hashes. Changing one object rehashes one bucket.
 */
export class TypeTree {
  readonly #buckets: (Map<string, Entry> | undefined)[];
  readonly #hashes: (Buffer | undefined)[];
  #size = 0;

  private constructor(buckets: (Map<string, Entry> | undefined)[], hashes: (Buffer | undefined)[], size: number) {
    this.#buckets = buckets;
    this.#hashes = hashes;
    this.#size = size;
  }

  static empty(): TypeTree {
    return new TypeTree(new Array(bucketCount), new Array(bucketCount), 0);
  }

  get size(): number {
    return this.#size;
  }

  get(id: string): Entry | undefined {
    return this.#buckets[bucketOf(id)]?.get(id);
  }

  set(id: string, entry: Entry): void {
    const at = bucketOf(id);
    const bucket = this.#own(at);
    if (!bucket.has(id)) this.#size += 1;
    bucket.set(id, entry);
  }

  delete(id: string): boolean {
    const at = bucketOf(id);
    if (this.#buckets[at]?.has(id) !== true) return false;
    this.#own(at).delete(id);
    this.#size -= 1;
    return true;
  }

  *entries(): Generator<[string, Entry]> {
    for (const bucket of this.#buckets) if (bucket !== undefined) yield* bucket;
  }

  root(): Buffer {
    const hashes: Buffer[] = [];
    for (let at = 0; at < bucketCount; at += 1) {
      this.#hashes[at] ??= bucketHash(this.#buckets[at]);
      hashes.push(this.#hashes[at] ?? emptyBucket);
    }
    return contentHash(Buffer.concat(hashes));
  }

  /** Shares every bucket with the copy until one of the two changes it. */
  copy(): TypeTree {
    this.#shared = true;
    const copy = new TypeTree([...this.#buckets], [...this.#hashes], this.#size);
    copy.#shared = true;
    return copy;
  }

  #shared = false;
  readonly #owned = new Set<number>();

  /** The bucket, made our own before it is changed. */
  #own(at: number): Map<string, Entry> {
    const bucket = this.#buckets[at];
    this.#hashes[at] = undefined;
    if (bucket !== undefined && (!this.#shared || this.#owned.has(at))) return bucket;
    const own = new Map(bucket ?? []);
    this.#buckets[at] = own;
    this.#owned.add(at);
    return own;
  }
}

function bucketHash(bucket: Map<string, Entry> | undefined): Buffer {
  if (bucket === undefined || bucket.size === 0) return emptyBucket;
  const sorted = [...bucket].sort(([first], [second]) => (first < second ? -1 : 1));
  return hashOfParts(
    sorted.map(([id, { hash }]) => Buffer.concat([Buffer.from(`${id}\0`, "utf8"), Buffer.from(hash, "latin1")])),
  );
}

/** FNV-1a over the id's UTF-16 code units: only spreads, proves nothing. */
function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return (hash >>> 8) % bucketCount;
}

/** SHA-256 over each type's name, NUL and type hash, in the order of names. */
export function rootOf(types: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...types].sort(([first], [second]) => (first < second ? -1 : 1));
  return hashOfParts(sorted.map(([type, hash]) => Buffer.concat([Buffer.from(`${type}\0`, "utf8"), hash])));
}
