import { openPack, type PackRow } from "../pack-reader.ts";
import { asCopy } from "../stored-object.ts";
import { compress } from "../zstd.ts";
import { copyMark, type LiveParts, objectMark } from "./live-parts.ts";

/** A large pack is written anew when more than a twentieth of it is dead: less room than that is not worth the writing. */
const toleratedDead = 0.05;
const largePack = 128 * 1024;

/**
 * The pack with its dead entries empty; they keep their numbers. "empty": nothing in it is reached. Undefined: it stays as
 * it is. A live object whose predecessor is dead loses the pointer at it, and the copy before it.
 */
export function withoutDead(row: PackRow, live: LiveParts): PackRow | "empty" | undefined {
  const { first, count } = row;
  const [kept, dead] = sizesOf(row, live);
  if (kept === 0) return "empty";
  if (dead === 0 || (row.size > largePack && dead <= toleratedDead * (kept + dead))) return undefined;
  const pack = openPack(row);
  const entries = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    if (live.entries[number] === 0) return Buffer.alloc(0);
    return isCut(number, live) ? asCopy(pack.entry(number)) : pack.entry(number);
  });
  const lengths = Buffer.alloc(count * 4);
  entries.forEach((entry, index) => {
    lengths.writeUInt32LE(entry.length, index * 4);
  });
  const content = Buffer.concat([lengths, ...entries]);
  return { first, count, size: content.length, bytes: compress(content) };
}

function sizesOf({ first, count }: PackRow, { entries, lengths }: LiveParts): readonly [kept: number, dead: number] {
  const sizes: [number, number] = [0, 0];
  for (let number = first; number < first + count; number += 1) {
    sizes[entries[number] === 0 ? 1 : 0] += lengths[number] ?? 0;
  }
  return sizes;
}

/** An object before which no copy that is reached stands. */
function isCut(number: number, { entries }: LiveParts): boolean {
  return entries[number] === objectMark && entries[number - 1] !== copyMark;
}
