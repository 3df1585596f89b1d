import type { VaultDatabase } from "./database.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import type { PackRow } from "./pack-reader.ts";
import type { PackJob, PackThread } from "./pack-thread.ts";
import { writtenElsewhere } from "./written-elsewhere.ts";
import { compress } from "./zstd.ts";

/** Larger packs compress better, smaller ones cost less when one object is read (measured: 0.35 ms at this size). */
const packBytes = 768 * 1024;
/** Compressed packs that wait in memory before they are put down ahead of the seal's transaction. */
const waitingBytes = 32 * 1024 * 1024;

type Compressing = Omit<PackRow, "bytes"> & { readonly job: PackJob };

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
  /** What the other thread has in hand. */
  #compressing: Compressing[] = [];
  #thread: PackThread | undefined;
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

  /** Has another thread compress from now on. */
  shareWith(thread: PackThread): void {
    this.#thread = thread;
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
    this.#gather(() => true);
    this.#put();
    if (this.#isSpilled) this.#mustBeThere();
  }

  /** Whoever opens the vault for writing drops packs that no record names: VAULT_HELD if somebody did though we have it. */
  #mustBeThere(): void {
    const sql = "SELECT sum(count) AS count FROM pack WHERE first >= ?";
    const stored = this.#database.get<{ count: number | null }>(sql, this.#start)?.count;
    if (stored !== this.#next - this.#start) throw writtenElsewhere();
  }

  /** Takes back what was put down ahead. */
  drop(): void {
    this.#waiting = [];
    this.#compressing = [];
    if (this.#isSpilled) this.#database.run("DELETE FROM pack WHERE first >= ?", this.#start);
  }

  #close(): void {
    const count = this.#lengths.length;
    if (count === 0) return;
    const content = this.#content;
    content.clear();
    for (let index = 0; index < count; index += 1) content.number(this.#lengths[index] as number);
    content.bytes(this.#entries.view());
    const pack = { first: this.#next - count, count, size: content.length };
    this.#lengths = [];
    this.#entries.clear();
    this.#gather((job) => this.#thread?.isDone(job) === true);
    const job = this.#thread?.compress(content.view());
    if (job === undefined) this.#keep({ ...pack, bytes: compress(content.view()) });
    else this.#compressing.push({ ...pack, job });
  }

  /** Takes over packs that the other thread was given, the oldest first, as far as `isWanted`. */
  #gather(isWanted: (job: PackJob) => boolean): void {
    let next = this.#compressing[0];
    while (this.#thread !== undefined && next !== undefined && isWanted(next.job)) {
      const { job, ...pack } = next;
      this.#keep({ ...pack, bytes: Buffer.from(this.#thread.take(job)) });
      this.#compressing.shift();
      next = this.#compressing[0];
    }
  }

  #keep(pack: PackRow): void {
    this.#waiting.push(pack);
    this.#waitingSize += pack.bytes.length;
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
