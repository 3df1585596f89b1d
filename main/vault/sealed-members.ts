import { bucketCount } from "./bucket.ts";
import { enlarged } from "./enlarged.ts";
import { type Hash, hashBytes } from "./sha256.ts";

const firstSize = 256;

/**
 * The objects of one type that are being sealed, in the order they came, index by index in typed arrays: a million of
 * them in 60 MB, and nothing for the garbage collector to walk through.
 */
export class SealedMembers {
  #count = 0;
  #numbers = new Uint32Array(firstSize);
  #buckets = new Uint16Array(firstSize);
  #entries = new Uint32Array(firstSize);
  #isKept = new Uint8Array(firstSize);
  #hashes = Buffer.alloc(firstSize * hashBytes);
  /** Index + 1 of the member that counts, by the number of its id; 0: none. */
  #latest = new Uint32Array(firstSize);

  /**
   * The last of the same id counts. `entry` is 0 until it is packed. `isKept`: it is as it was in the base, so that its
   * hash need not be held twice.
   */
  add(member: { number: number; bucket: number; entry: number; hash: Hash; isKept: boolean }): number {
    const index = this.#count;
    if (index === this.#numbers.length) this.#grow();
    this.#count += 1;
    this.#numbers[index] = member.number;
    this.#buckets[index] = member.bucket;
    this.#entries[index] = member.entry;
    this.#isKept[index] = member.isKept ? 1 : 0;
    if (!member.isKept) this.#hashes.write(member.hash, index * hashBytes, "latin1");
    if (member.number >= this.#latest.length) this.#latest = enlarged(this.#latest, member.number + 1);
    this.#latest[member.number] = index + 1;
    return index;
  }

  has(number: number): boolean {
    return (this.#latest[number] ?? 0) !== 0;
  }

  remove(number: number): void {
    if (this.has(number)) this.#latest[number] = 0;
  }

  setEntry(index: number, entry: number): void {
    this.#entries[index] = entry;
  }

  numberAt(index: number): number {
    return this.#numbers[index] as number;
  }

  entryAt(index: number): number {
    return this.#entries[index] as number;
  }

  isKeptAt(index: number): boolean {
    return this.#isKept[index] === 1;
  }

  hashAt(index: number): Hash {
    return this.#hashes.toString("latin1", index * hashBytes, (index + 1) * hashBytes);
  }

  /** The indexes of all that count, bucket after bucket: those of bucket `at` stand from `starts[at]` to `starts[at + 1]`. */
  byBucket(): { readonly starts: Uint32Array; readonly indexes: Uint32Array } {
    const starts = new Uint32Array(bucketCount + 1);
    for (let index = 0; index < this.#count; index += 1) if (this.#counts(index)) this.#raise(starts, index, 1);
    for (let at = 0; at < bucketCount; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
    const indexes = new Uint32Array(starts[bucketCount] as number);
    const ends = starts.slice();
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#counts(index)) indexes[this.#raise(ends, index, 0)] = index;
    }
    return { starts, indexes };
  }

  /** Adds one to the count of the member's bucket, `beyond` places further, and returns what it was. */
  #raise(counts: Uint32Array, index: number, beyond: number): number {
    const at = (this.#buckets[index] as number) + beyond;
    const before = counts[at] as number;
    counts[at] = before + 1;
    return before;
  }

  #counts(index: number): boolean {
    return this.#latest[this.#numbers[index] as number] === index + 1;
  }

  #grow(): void {
    const size = this.#numbers.length * 2;
    this.#numbers = enlarged(this.#numbers, size);
    this.#entries = enlarged(this.#entries, size);
    const buckets = new Uint16Array(size);
    buckets.set(this.#buckets);
    this.#buckets = buckets;
    const isKept = new Uint8Array(size);
    isKept.set(this.#isKept);
    this.#isKept = isKept;
    const hashes = Buffer.alloc(size * hashBytes);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }
}
