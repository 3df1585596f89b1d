import { enlarged } from "./enlarged.ts";
import { guidText, readGuid } from "./guid-text.ts";

/** Ids whose text stays in memory once it was asked for: what a report of a large tenant asks for again and again. */
const keptTexts = 200_000;
const firstSize = 1024;
const noSlots = new Uint32Array(0);

/**
 * Ids ↔ numbers from 0 on, for millions of them: GUIDs as words in a typed array with an open hash table over it. Measured:
 * a Map of texts takes three times as long for each look, since each is another place in memory, and five times the room.
 */
export class IdTable {
  #count = 0;
  /** Four words an id; zeros for those that are no GUID. */
  #words: Uint32Array<ArrayBuffer>;
  /** Number + 1 of a GUID, by the hash of its words; 0: free. At most half are taken. Empty until an id is looked for. */
  #slots = noSlots;
  readonly #others = new Map<string, number>();
  readonly #otherTexts = new Map<number, string>();
  /** Made when the first text is asked for, as large as the table is then. */
  #texts: (string | undefined)[] = [];
  readonly #wanted = new Uint32Array(4);

  /** `expected`: so many ids will come; more may. */
  constructor(expected = 0) {
    this.#words = new Uint32Array(Math.max(firstSize, Math.ceil(expected * 1.02)) * 4);
  }

  get count(): number {
    return this.#count;
  }

  idOf(number: number): string | undefined {
    if (!(number < this.#count)) return undefined;
    const known = this.#texts[number] ?? this.#otherTexts.get(number);
    if (known !== undefined) return known;
    const text = guidText(this.#words, number * 4);
    if (this.#texts.length === 0) this.#texts = new Array(Math.min(keptTexts, this.#words.length / 4));
    if (number < this.#texts.length) this.#texts[number] = text;
    return text;
  }

  numberOf(id: string): number | undefined {
    if (!readGuid(id, this.#wanted)) return this.#others.get(id);
    this.#makeSlots();
    const found = this.#slots[this.#slotFor(this.#wanted, 0)] as number;
    return found === 0 ? undefined : found - 1;
  }

  /** Negative if the first one's text stands before the other's. GUIDs stand as their words do. */
  compare(one: number, other: number): number {
    if (this.#otherTexts.size > 0 && (this.#otherTexts.has(one) || this.#otherTexts.has(other))) {
      return (this.idOf(one) ?? "") < (this.idOf(other) ?? "") ? -1 : 1;
    }
    for (let word = 0; word < 4; word += 1) {
      const difference = (this.#words[one * 4 + word] as number) - (this.#words[other * 4 + word] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The id's number, a new one if it has none. */
  add(id: string): number {
    return readGuid(id, this.#wanted) ? this.#addGuid() : this.addOther(id);
  }

  /** Forgets all ids from this number on. */
  cutTo(count: number): void {
    for (let number = count; number < this.#count; number += 1) {
      const other = this.#otherTexts.get(number);
      if (other !== undefined) this.#others.delete(other);
      this.#otherTexts.delete(number);
    }
    this.#texts.fill(undefined, count);
    this.#count = count;
    this.#slots = noSlots;
  }

  /** A GUID as its 16 bytes, which is known not to be there: nobody looks at it before it is asked for. */
  addBytes(bytes: Buffer, at: number): void {
    const place = this.#next() * 4;
    for (let word = 0; word < 4; word += 1) this.#words[place + word] = bytes.readUInt32BE(at + word * 4);
    this.#slots = noSlots;
  }

  /** The id as text if it is no GUID. */
  otherOf(number: number): string | undefined {
    return this.#otherTexts.get(number);
  }

  /** Writes the GUID's 16 bytes and returns where they end. */
  writeGuid(number: number, into: Buffer, at: number): number {
    let end = at;
    for (let word = 0; word < 4; word += 1) end = into.writeUInt32BE(this.#words[number * 4 + word] as number, end);
    return end;
  }

  #addGuid(): number {
    this.#makeSlots();
    const slot = this.#slotFor(this.#wanted, 0);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    const number = this.#next();
    this.#words.set(this.#wanted, number * 4);
    this.#slots[slot] = number + 1;
    if (this.#count * 2 > this.#slots.length) this.#fillSlots(this.#slots.length * 2);
    return number;
  }

  addOther(id: string): number {
    const known = this.#others.get(id);
    if (known !== undefined) return known;
    const number = this.#next();
    this.#words.fill(0, number * 4, number * 4 + 4);
    this.#others.set(id, number);
    this.#otherTexts.set(number, id);
    return number;
  }

  #next(): number {
    if (this.#count * 4 === this.#words.length) this.#words = enlarged(this.#words, 0);
    this.#count += 1;
    return this.#count - 1;
  }

  #makeSlots(): void {
    if (this.#slots.length > 0) return;
    let size = firstSize * 2;
    while (size < this.#count * 2) size *= 2;
    this.#fillSlots(size);
  }

  #fillSlots(size: number): void {
    this.#slots = new Uint32Array(size);
    for (let number = 0; number < this.#count; number += 1) {
      if (this.#otherTexts.has(number)) continue;
      this.#slots[this.#slotFor(this.#words, number * 4)] = number + 1;
    }
  }

  /** The slot that holds these words, or the free one where they belong. */
  #slotFor(words: Uint32Array, at: number): number {
    const one = words[at] as number;
    const two = words[at + 1] as number;
    const three = words[at + 2] as number;
    const four = words[at + 3] as number;
    const slots = this.#slots;
    const own = this.#words;
    const last = slots.length - 1;
    let slot = mixed(one, two, three, four) & last;
    for (;;) {
      const found = slots[slot] as number;
      if (found === 0) return slot;
      const place = (found - 1) * 4;
      if (own[place] === one && own[place + 1] === two && own[place + 2] === three && own[place + 3] === four)
        return slot;
      slot = (slot + 1) & last;
    }
  }
}

/** GUIDs are mostly random; those that count up, or share their ends, are spread as well. */
function mixed(one: number, two: number, three: number, four: number): number {
  let state = Math.imul(one, 0x9e3779b1) ^ two;
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) ^ three;
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ four;
  state = Math.imul(state ^ (state >>> 16), 0x9e3779b1);
  return state ^ (state >>> 15);
}
