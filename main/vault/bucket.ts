import { GrowingBytes } from "./growing-bytes.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { type Hash, hashBytes, sha256 } from "./sha256.ts";

/** Per type. Many enough that a thousand changes leave most of 100,000 objects unread, few enough to list per snapshot. */
export const bucketCount = 2048;

/** The objects of one type whose ids fall into one bucket, sorted by id. Index by index: id number, entry, object hash. */
export interface Bucket {
  readonly ids: Uint32Array;
  /** Numbers of entries in the packs. */
  readonly entries: Uint32Array;
  /** 32 characters each. */
  readonly hashes: string;
}

/** What a tree needs to know of a bucket that it only points at. */
export interface BucketHead {
  readonly hash: Hash;
  /** Number of patches beneath it. */
  readonly depth: number;
  readonly count: number;
}

/** A bucket as a row that is to be stored; with `base` it is a patch over that row. */
export interface NewBucket extends BucketHead {
  readonly number: number;
  readonly base: number | null;
  readonly content: Buffer;
}

export const emptyBucket: Bucket = { ids: new Uint32Array(), entries: new Uint32Array(), hashes: "" };

/** FNV-1a over the UTF-16 units, then murmur's finish: the upper 11 bits name the bucket. Spreads ids, proves nothing. */
export function bucketOf(id: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) state = Math.imul(state ^ id.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 21;
}

export function findInBucket(bucket: Bucket, id: number): number {
  return bucket.ids.indexOf(id);
}

export function hashAt(bucket: Bucket, index: number): Hash {
  return bucket.hashes.slice(index * hashBytes, (index + 1) * hashBytes);
}

export function hasHash(bucket: Bucket, index: number, hash: Hash): boolean {
  return bucket.hashes.startsWith(hash, index * hashBytes);
}

const scratch = new GrowingBytes(1 << 16);

/** The Merkle tree's lowest node: 0, then for each object the length of its id, its id and its hash. */
export function bucketHash(bucket: Bucket, ids: IdDictionary): Hash {
  // One character a byte, written at once: a call for each of the parts takes five times as long.
  let text = "\0";
  for (let index = 0; index < bucket.ids.length; index += 1) {
    const id = oneByteText(ids.idOf(bucket.ids[index] as number));
    text += lengthText(id.length) + id + hashAt(bucket, index);
  }
  scratch.clear();
  scratch.raw(text);
  return sha256(scratch.view());
}

const ascii = /^[ -~]*$/;

function oneByteText(text: string): string {
  return ascii.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** Four bytes, big-endian. */
function lengthText(length: number): string {
  return String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
}

/** As a row of its own, or with `removed` as a patch over another row. */
export function writeBucket(bucket: Bucket, removed: Uint32Array = new Uint32Array()): Buffer {
  scratch.clear();
  const lists = [removed, bucket.ids, bucket.entries];
  const width = lists.every((numbers) => numbers.every((number) => number < 2 ** 24)) ? 3 : 4;
  scratch.byte(width);
  scratch.number(removed.length);
  for (const numbers of lists)
    for (let index = 0; index < numbers.length; index += 1) scratch.number(numbers[index] as number, width);
  scratch.raw(bucket.hashes);
  return Buffer.from(scratch.view());
}

export interface BucketPatch {
  readonly removed: Uint32Array;
  /** Added objects and those with another hash. */
  readonly upserts: Bucket;
}

export function readBucket(bytes: Buffer): BucketPatch {
  const width = bytes.readUInt8(0);
  const numbers = (from: number, count: number) => {
    const read = new Uint32Array(count);
    // By hand: a call for each number takes ten times as long.
    for (let index = 0, at = from; index < count; index += 1, at += width) {
      const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
      read[index] = width === 3 ? low : low | ((bytes[at + 3] as number) << 24);
    }
    return read;
  };
  const removed = numbers(5, bytes.readUInt32LE(1));
  const start = 5 + removed.length * width;
  const count = (bytes.length - start) / (2 * width + hashBytes);
  const ids = numbers(start, count);
  const entries = numbers(start + count * width, count);
  return { removed, upserts: { ids, entries, hashes: bytes.toString("latin1", start + count * width * 2) } };
}

/** Where a patch changes its base: before place `at`, `own` of the patch comes in; `skip` of the base (0 or 1) goes out. */
interface Cut {
  readonly at: number;
  readonly own: number | undefined;
  readonly skip: number;
}

/** The bucket that a patch over `base` stands for. A patch changes little: what lies between its places is taken over in runs. */
export function applyPatch(base: Bucket, patch: BucketPatch, ids: IdDictionary): Bucket {
  const size = base.ids.length + patch.upserts.ids.length;
  const merged = { ids: new Uint32Array(size), entries: new Uint32Array(size), hashes: "" };
  let [count, from] = [0, 0];
  const take = (source: Bucket, start: number, end: number) => {
    merged.ids.set(source.ids.subarray(start, end), count);
    merged.entries.set(source.entries.subarray(start, end), count);
    merged.hashes += source.hashes.slice(start * hashBytes, end * hashBytes);
    count += end - start;
  };
  for (const { at, own, skip } of cutsOf(base, patch, ids)) {
    take(base, from, at);
    if (own !== undefined) take(patch.upserts, own, own + 1);
    from = at + skip;
  }
  take(base, from, base.ids.length);
  return { ids: merged.ids.slice(0, count), entries: merged.entries.slice(0, count), hashes: merged.hashes };
}

/** In the order of their places. What is removed and added is added. */
function cutsOf(base: Bucket, { removed, upserts }: BucketPatch, ids: IdDictionary): readonly Cut[] {
  const added = Array.from(upserts.ids, (id, own): Cut => {
    const at = findInBucket(base, id);
    return at < 0 ? { at: placeOf(id, base, ids), own, skip: 0 } : { at, own, skip: 1 };
  });
  if (removed.length === 0) return added;
  const gone = Array.from(
    removed.filter((id) => !upserts.ids.includes(id)),
    (id) => findInBucket(base, id),
  );
  const cuts = [...added, ...gone.filter((at) => at >= 0).map((at): Cut => ({ at, own: undefined, skip: 1 }))];
  return cuts.sort((one, other) => one.at - other.at || one.skip - other.skip);
}

/** How many of a bucket stand before an id that it does not hold. */
function placeOf(id: number, { ids: sorted }: Bucket, ids: IdDictionary): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids.compare(sorted[middle] as number, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
