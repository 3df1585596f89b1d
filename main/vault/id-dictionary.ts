import type { VaultDatabase } from "./database.ts";
import { readIds, writeIds } from "./id-block.ts";
import { IdTable } from "./id-table.ts";
import { tallied } from "./tally.ts";
import { alteredError } from "./vault-error.ts";

interface IdBlock {
  readonly first: number;
  readonly count: number;
  readonly guids: Uint8Array;
  readonly others: string;
}

/**
 * Ids as small numbers. An id costs 17 bytes wherever it is compressed, and directories are mostly ids that name other
 * objects: kept once and counted through, a link costs two bytes. Hashes are always over the ids themselves.
 */
export class IdDictionary {
  readonly #database: VaultDatabase;
  #loaded: IdTable | undefined;
  #stored = 0;

  constructor(database: VaultDatabase) {
    this.#database = database;
  }

  get count(): number {
    return this.#ids.count;
  }

  idOf(number: number): string {
    const id = this.#ids.idOf(number);
    if (id === undefined) throw alteredError(`the id dictionary has no number ${number}`);
    return id;
  }

  numberOf(id: string): number | undefined {
    return this.#ids.numberOf(id);
  }

  /** The id's number; new ones are kept from the next `store` on. */
  add(id: string): number {
    return this.#ids.add(id);
  }

  /** Negative if the first one's id stands before the other's, by UTF-16 code units. */
  compare(one: number, other: number): number {
    return this.#ids.compare(one, other);
  }

  /** Inside the transaction that seals. */
  store(): void {
    const ids = this.#loaded;
    if (ids === undefined || ids.count === this.#stored) return;
    const insert = "INSERT INTO id_block (first, count, guids, others) VALUES (?, ?, ?, ?)";
    tallied(this.#database, "id_block", [this.#stored], () => {
      this.#database.run(insert, this.#stored, ids.count - this.#stored, ...writeIds(ids, this.#stored));
    });
  }

  /** After the transaction held. */
  keep(): void {
    this.#stored = this.#loaded?.count ?? 0;
  }

  /** After it did not. */
  forget(): void {
    this.#loaded?.cutTo(this.#stored);
  }

  /** Read when the first id is asked for: a list of snapshots needs none. */
  get #ids(): IdTable {
    if (this.#loaded !== undefined) return this.#loaded;
    const sql = "SELECT first, count, guids, others FROM id_block ORDER BY first";
    const blocks = this.#database.all<IdBlock>(sql);
    const ids = new IdTable(blocks.reduce((sum, { guids }) => sum + guids.length / 16, 0));
    for (const { first, count, guids, others } of blocks) {
      if (first === ids.count) readIds(guids, others, ids);
      if (ids.count !== first + count)
        throw alteredError(`the id dictionary does not hold what it counts from number ${first} on`);
    }
    this.#loaded = ids;
    this.#stored = ids.count;
    return ids;
  }
}
