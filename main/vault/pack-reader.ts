import type { VaultDatabase } from "./database.ts";
import { PacksAhead } from "./packs-ahead.ts";
import { alteredError } from "./vault-error.ts";
import { decompress } from "./zstd.ts";

/** A pack's entries, decompressed. Numbers run from `first`. */
export interface Pack {
  readonly first: number;
  readonly count: number;
  /** The decompressed whole. */
  readonly content: Buffer;
  entry(number: number): Buffer;
}

export interface PackRow {
  readonly first: number;
  readonly count: number;
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Inside a pack: the lengths of all entries (u32 each), then the entries. `content` where it was decompressed before. */
export function openPack({ first, count, size, bytes }: PackRow, content = decompress(bytes, size)): Pack {
  const ends = new Uint32Array(count);
  let end = count * 4;
  for (let index = 0; index < count; index += 1) {
    end += content.readUInt32LE(index * 4);
    ends[index] = end;
  }
  if (end !== content.length) throw alteredError(`pack with entry ${first}`);
  const entry = (number: number) => {
    const index = number - first;
    return content.subarray(index === 0 ? count * 4 : ends[index - 1], ends[index]);
  };
  return { first, count, content, entry };
}

/** From so many entries on a second thread is worth its start. */
const aheadFrom = 5000;
/** 36 MiB. */
const keptPacks = 48;
const selectPack = "SELECT first, count, size, bytes FROM pack WHERE first <= ? ORDER BY first DESC LIMIT 1";
const selectFirst = "SELECT first FROM pack WHERE first <= ? ORDER BY first DESC LIMIT 1";
const selectFollowing = "SELECT first, count, size, bytes FROM pack WHERE first >= ? ORDER BY first LIMIT 1";

/** Entries by number. The packs used last stay open: readers come in the order of numbers as far as they can. */
export class PackReader {
  readonly #database: VaultDatabase;
  readonly #open = new Map<number, Pack>();
  #last: Pack | undefined;
  #ahead: PacksAhead | undefined;

  constructor(database: VaultDatabase) {
    this.#database = database;
  }

  entry(number: number): Buffer {
    return this.pack(number).entry(number);
  }

  pack(number: number): Pack {
    let pack = this.#last;
    if (pack === undefined || number < pack.first || number >= pack.first + pack.count) {
      pack = this.#ahead?.take(number) ?? this.#kept(number) ?? this.#read(number);
      this.#last = pack;
    }
    return pack;
  }

  /** Runs work that reads so many entries, up to `last`, mostly in the order of their numbers. */
  *inOrder<Value, Result>(count: number, last: number, work: Iterable<Value, Result>): Generator<Value, Result> {
    if (count < aheadFrom || this.#ahead !== undefined) return yield* work;
    const ahead = new PacksAhead((number) => this.#database.get<PackRow>(selectFollowing, number), last);
    this.#ahead = ahead;
    try {
      return yield* work;
    } finally {
      this.#ahead = undefined;
      ahead.close();
    }
  }

  /** The first number of the pack that the entry lies in. */
  firstOf(number: number): number {
    const first = this.#database.get<{ first: number }>(selectFirst, number)?.first;
    if (first === undefined) throw alteredError(`entry ${number} of the packs`);
    return first;
  }

  /** The pack that the entry lies in as it is stored. */
  row(number: number): PackRow {
    const row = this.#database.get<PackRow>(selectPack, number);
    if (row === undefined || number >= row.first + row.count) throw alteredError(`entry ${number} of the packs`);
    return row;
  }

  #kept(number: number): Pack | undefined {
    return this.#open.get(this.firstOf(number));
  }

  #read(number: number): Pack {
    const row = this.row(number);
    const pack = openPack(row);
    this.#ahead?.follow(pack);
    const oldest = this.#open.size >= keptPacks ? this.#open.keys().next().value : undefined;
    if (oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(row.first, pack);
    return pack;
  }
}
