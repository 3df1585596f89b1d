import { nextInteger } from "../demo-state.ts";

/** Whatever carries the seeded generator's state. */
export interface Seeded {
  random: number;
}

/** A whole number from 0 to `below` - 1. */
export function drawBelow(seeded: Seeded, below: number): number {
  return Math.floor((nextInteger(seeded) / 4_294_967_296) * below);
}

export function draw<Item>(seeded: Seeded, items: readonly Item[]): Item {
  const item = items[drawBelow(seeded, items.length)];
  if (item === undefined) throw new Error("Nothing to draw from");
  return item;
}

/** True in `percent` of a hundred draws. */
export function chance(seeded: Seeded, percent: number): boolean {
  return nextInteger(seeded) / 4_294_967_296 < percent / 100;
}

/** `count` different items, fewer if there are not so many. */
export function drawSome<Item>(seeded: Seeded, items: readonly Item[], count: number): Set<Item> {
  const wanted = Math.min(count, items.length);
  if (wanted * 2 > items.length) return new Set(shuffled(seeded, items).slice(0, wanted));
  const drawn = new Set<Item>();
  while (drawn.size < wanted) drawn.add(draw(seeded, items));
  return drawn;
}

function shuffled<Item>(seeded: Seeded, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: nextInteger(seeded) }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}

/** `length` random bytes as base64. */
export function drawBase64(seeded: Seeded, length: number): string {
  const bytes = Buffer.alloc(Math.ceil(length / 4) * 4);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(nextInteger(seeded), at);
  return bytes.subarray(0, length).toString("base64");
}
