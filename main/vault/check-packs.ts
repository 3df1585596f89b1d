import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import { inPlace, Problem } from "./check-problem.ts";
import type { ExpectedObject, ExpectedObjects } from "./expected-objects.ts";
import { ObjectHasher } from "./object-hash.ts";
import { ObjectReader } from "./object-reader.ts";
import { openPack, type Pack, type PackRow } from "./pack-reader.ts";
import { type Hash, sha256 } from "./sha256.ts";
import { previousOf } from "./stored-object.ts";
import type { CheckProgress } from "./vault.ts";
import type { VaultParts } from "./vault-parts.ts";
import { release } from "./zstd.ts";

interface PackCheck {
  readonly parts: VaultParts;
  readonly reader: ObjectReader;
  readonly hasher: ObjectHasher;
  readonly expected: ExpectedObjects;
  /** Entry number → address, for chunks of large link sets. */
  readonly chunks: Map<number, Hash>;
  /** The entry before, which may turn out to be a copy. */
  before: Buffer | undefined;
  /** The pack that it may lie in. */
  open: Pack | undefined;
}

const nextPack = "SELECT first, count, size, bytes FROM pack WHERE first >= ? AND first <= ? ORDER BY first LIMIT 1";
const overlapping =
  "SELECT first FROM pack AS one WHERE EXISTS (SELECT 1 FROM pack WHERE first > one.first AND first < one.first + one.count)";
const maximum = Number.MAX_SAFE_INTEGER;

/** Every entry of every pack against the hash that a tree, or a chunk's address, gives for it. */
export function* checkPacks(
  parts: VaultParts,
  expected: ExpectedObjects,
  { total, hasUnfinished }: { readonly total: number; readonly hasUnfinished: boolean },
): Generator<CheckProgress> {
  const check: PackCheck = {
    parts,
    reader: new ObjectReader(parts.ids, parts.packs),
    hasher: new ObjectHasher(),
    expected,
    chunks: chunkAddresses(parts),
    before: undefined,
    open: undefined,
  };
  let next = 1;
  while (next <= total) {
    const row = inPlace(`the pack with entry ${next}`, () => parts.database.get<PackRow>(nextPack, next, total));
    mustBeDead(check, next, row?.first ?? total + 1);
    if (row === undefined) break;
    if (row.first + row.count > total + 1) throw surplus(row.first);
    checkPack(check, row);
    next = row.first + row.count;
    yield { done: next - 1, total };
  }
  const first = inPlace("the table of packs", () => parts.database.get<{ first: number }>(overlapping)?.first);
  if (first !== undefined) throw surplus(first);
  // Also what was being sealed when a process was killed: whoever writes next drops it.
  if (hasUnfinished) return;
  const rest = inPlace("the table of packs", () => parts.database.get<PackRow>(nextPack, total + 1, maximum)?.first);
  if (rest !== undefined) throw surplus(rest);
}

function surplus(first: number): Problem {
  return new Problem(`There is a pack that belongs to no snapshot, from entry ${first} on.`);
}

/** A pack goes when nothing reaches any of its entries any more; until then it has to be there. */
function mustBeDead({ expected, chunks }: PackCheck, from: number, to: number): void {
  for (let number = from; number < to; number += 1) {
    if (expected.has(number) || chunks.has(number)) throw new Problem(`the pack with entry ${from} is missing.`);
  }
}

function chunkAddresses({ database }: VaultParts): Map<number, Hash> {
  interface Row {
    readonly hash: Uint8Array;
    readonly number: number;
  }
  const rows = inPlace("the table of link chunks", () => database.all<Row>("SELECT hash, number FROM chunk"));
  return new Map(rows.map(({ hash, number }) => [number, Buffer.from(hash).toString("latin1")]));
}

function checkPack(check: PackCheck, row: PackRow): void {
  const pack = inPlace(`the pack with entry ${row.first}`, () => openPack(row));
  for (let number = row.first; number < row.first + row.count; number += 1) {
    const entry = pack.entry(number);
    const object = check.expected.get(number);
    const address = check.chunks.get(number);
    if (address !== undefined) {
      if (sha256(entry) !== address)
        throw new Problem(`Entry ${number}: the link chunk is not what its address was made from.`);
    } else if (object !== undefined) {
      checkObject(check, number, entry, object);
      checkCopy(check, number, entry);
    }
    check.before = entry;
  }
  if (check.open !== undefined) release(check.open.content);
  check.open = pack;
}

function checkObject(
  { parts, reader, hasher }: PackCheck,
  number: number,
  entry: Buffer,
  { type, id, hash }: ExpectedObject,
): void {
  const name = parts.ids.idOf(id);
  const place = `Entry ${number}, the ${type} ${name}`;
  const { links, start } = inPlace(place, () => reader.parts(entry));
  if (hasher.hash(type, name, canonicalJson(links), entry.subarray(start)) !== hash) {
    throw new Problem(`${place}: the object is not what its hash was made from.`);
  }
}

/** The copy of its predecessor that a changed object may stand after is read in reports, so it is proven like all else. */
function checkCopy(check: PackCheck, number: number, entry: Buffer): void {
  const previous = previousOf(entry);
  if (previous === 0) return;
  const original = check.expected.get(previous);
  // Nobody reads the copy of an object that was thinned out; it goes when its pack is written anew.
  if (original === undefined) return;
  if (check.before === undefined) throw new Problem(`Entry ${number}: the copy of its predecessor is missing.`);
  checkObject(check, number - 1, check.before, original);
}
