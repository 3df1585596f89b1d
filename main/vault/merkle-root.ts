import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { type Hash, sha256, toHex } from "./sha256.ts";

/** One type's node: 1, the name, then number and hash of each bucket that is not empty, in order. */
export function typeHash(type: ObjectType, buckets: Iterable<readonly [number: number, hash: Hash]>): Hash {
  const bytes = new GrowingBytes(1 << 14);
  bytes.byte(1);
  bytes.sized(type);
  for (const [number, hash] of buckets) {
    bytes.numberForHash(number);
    bytes.raw(hash);
  }
  return sha256(bytes.view());
}

/** The root (hex): 2, then name and hash of each type that has objects, sorted by name. */
export function merkleRoot(types: ReadonlyMap<ObjectType, Hash>): string {
  const bytes = new GrowingBytes(1 << 10);
  bytes.byte(2);
  for (const [type, hash] of [...types].sort(([first], [second]) => (first < second ? -1 : 1))) {
    bytes.sized(type);
    bytes.raw(hash);
  }
  return toHex(sha256(bytes.view()));
}
