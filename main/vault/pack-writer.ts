import type { VaultDatabase } from "./database.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import type { PackRow } from "./pack-reader.ts";
import { compress } from "./zstd.ts";

/** Larger packs compress better, smaller ones cost less when one object is read (measured: 0.35 ms at this size). */
const packBytes = 768 * 1024;
/** Compressed packs that wait in memory before they are put down ahead of the seal's transaction. */
const waitingBytes = 32 * 1024 * 1024;

/** Numbers new entries and gathers them in packs. Nothing refers to a pack before the record is written. */
export class PackWriter {
  readonly #database: VaultDatabase;
  readonly #start: number;
  #next: number;
  #lengths: number[] = [];
  readonly #entries = new GrowingBytes(packBytes * 2);
  /** A pack's lengths and entries; one buffer for all of them. */
  readonly #content = new GrowingBytes(packBytes * 2);
  #waiting: PackRow[] = [];
  #waitingSize = 0;
  #isSpilled = false;

  constructor(database: VaultDatabase, start: number) {
    this.#database = database;
    this.#start = start;
    this.#next = start;
  }

  /** The number that the next entry gets. */
  get next(): number {
    return this.#next;
  }

  append(entry: Uint8Array): number {
    this.#entries.bytes(entry);
    this.#lengths.push(entry.length);
    this.#next += 1;
    if (this.#entries.length >= packBytes) this.#close();
    return this.#next - 1;
  }

  /** Inside the transaction that seals. */
  store(): void {
    this.#close();
    this.#put();
  }

  /** Takes back what was put down ahead. */
  drop(): void {
    this.#waiting = [];
    if (this.#isSpilled) this.#database.run("DELETE FROM pack WHERE first >= ?", this.#start);
  }

  #close(): void {
    const count = this.#lengths.length;
    if (count === 0) return;
    const content = this.#content;
    content.clear();
    for (let index = 0; index < count; index += 1) content.number(this.#lengths[index] as number);
    content.bytes(this.#entries.view());
    const bytes = compress(content.view());
    this.#waiting.push({ first: this.#next - count, count, size: content.length, bytes });
    this.#lengths = [];
    this.#entries.clear();
    this.#waitingSize += bytes.length;
    if (this.#waitingSize < waitingBytes) return;
    this.#database.transaction(() => this.#put());
    this.#isSpilled = true;
  }

  #put(): void {
    for (const { first, count, size, bytes } of this.#waiting) {
      this.#database.run("INSERT INTO pack (first, count, size, bytes) VALUES (?, ?, ?, ?)", first, count, size, bytes);
    }
    this.#waiting = [];
    this.#waitingSize = 0;
  }
}
