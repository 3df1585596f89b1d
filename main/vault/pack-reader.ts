import type { VaultDatabase } from "./database.ts";
import { PacksAhead } from "./packs-ahead.ts";
import { alteredError } from "./vault-error.ts";
import { decompress, release } from "./zstd.ts";

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
export function openPack(row: PackRow, content = contentOf(row)): Pack {
  const { first, count } = row;
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

/** The row's bytes are of no use after it. */
function contentOf({ size, bytes }: PackRow): Buffer {
  const content = decompress(bytes, size);
  release(bytes);
  return content;
}

/** From so many entries on a second thread is worth its start. */
const aheadFrom = 5000;
/** 36 MiB. */
const keptPacks = 48;
const selectPack = "SELECT first, count, size, bytes FROM pack WHERE first <= ? ORDER BY first DESC LIMIT 1";
const selectFirsts = "SELECT first FROM pack ORDER BY first";
const selectFollowing = "SELECT first, count, size, bytes FROM pack WHERE first >= ? ORDER BY first LIMIT 1";

/**
 * Entries by number. The packs used last stay open: readers come in the order of numbers as far as they can. An entry is
 * valid until one of another pack is asked for; what it points at meanwhile is read aside.
 */
export class PackReader {
  readonly #database: VaultDatabase;
  readonly #open = new Map<number, Pack>();
  #last: Pack | undefined;
  #ahead: PacksAhead | undefined;
  /** As they were after so many writes. */
  #firsts: { readonly writes: number; readonly firsts: readonly number[] } | undefined;

  constructor(database: VaultDatabase) {
    this.#database = database;
  }

  entry(number: number): Buffer {
    return this.pack(number).entry(number);
  }

  /** For what an entry that is just being read points at: that one stays valid. */
  aside(number: number): Buffer {
    return (this.#kept(number) ?? this.#read(number)).entry(number);
  }

  pack(number: number): Pack {
    if (this.#last !== undefined && holds(this.#last, number)) return this.#last;
    // Not valid any longer, even where the next one cannot be read.
    this.#last = undefined;
    this.#last = this.#ahead?.take(number) ?? this.#kept(number) ?? this.#readOn(number);
    return this.#last;
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
    const firsts = this.#allFirsts();
    let [from, to] = [0, firsts.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((firsts[middle] as number) > number) to = middle;
      else from = middle + 1;
    }
    const first = firsts[from - 1];
    if (first === undefined) throw alteredError(`entry ${number} of the packs`);
    return first;
  }

  /** A thousand changes ask a thousand times, which is a quarter of the time of sealing them where each is a query. */
  #allFirsts(): readonly number[] {
    if (this.#firsts?.writes !== this.#database.writes) {
      const firsts = this.#database.all<{ first: number }>(selectFirsts).map(({ first }) => first);
      this.#firsts = { writes: this.#database.writes, firsts };
    }
    return this.#firsts.firsts;
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

  #readOn(number: number): Pack {
    const pack = this.#read(number);
    this.#ahead?.follow(pack);
    return pack;
  }

  #read(number: number): Pack {
    const row = this.row(number);
    const pack = openPack(row);
    const oldest = this.#open.size >= keptPacks ? this.#open.keys().next().value : undefined;
    if (oldest !== undefined) this.#close(oldest);
    this.#open.set(row.first, pack);
    return pack;
  }

  #close(first: number): void {
    const pack = this.#open.get(first);
    this.#open.delete(first);
    // The last one's entries are valid still.
    if (pack !== undefined && pack !== this.#last) release(pack.content);
  }
}

function holds({ first, count }: Pack, number: number): boolean {
  return number >= first && number < first + count;
}
