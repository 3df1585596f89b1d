import type { VaultDatabase } from "./database.ts";
import { readIds, writeIds } from "./id-block.ts";
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
  #loaded: string[] | undefined;
  #numbers: Map<string, number> | undefined;
  #stored = 0;

  constructor(database: VaultDatabase) {
    this.#database = database;
  }

  get count(): number {
    return this.#ids.length;
  }

  idOf(number: number): string {
    const id = this.#ids[number];
    if (id === undefined) throw alteredError(`id dictionary, number ${number}`);
    return id;
  }

  numberOf(id: string): number | undefined {
    return this.#byId().get(id);
  }

  /** The id's number; new ones are kept from the next `store` on. */
  add(id: string): number {
    const numbers = this.#byId();
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#ids.length;
    numbers.set(id, number);
    this.#ids.push(id);
    return number;
  }

  /** Inside the transaction that seals. */
  store(): void {
    if (this.#loaded === undefined) return;
    const added = this.#ids.slice(this.#stored);
    if (added.length === 0) return;
    const insert = "INSERT INTO id_block (first, count, guids, others) VALUES (?, ?, ?, ?)";
    tallied(this.#database, "id_block", [this.#stored], () => {
      this.#database.run(insert, this.#stored, added.length, ...writeIds(added));
    });
  }

  /** After the transaction held. */
  keep(): void {
    this.#stored = this.#loaded?.length ?? 0;
  }

  /** After it did not. */
  forget(): void {
    for (const id of this.#loaded?.splice(this.#stored) ?? []) this.#numbers?.delete(id);
  }

  /** Read when the first id is asked for: a list of snapshots needs none. */
  get #ids(): string[] {
    if (this.#loaded !== undefined) return this.#loaded;
    const ids: string[] = [];
    const sql = "SELECT first, count, guids, others FROM id_block ORDER BY first";
    for (const { first, count, guids, others } of this.#database.all<IdBlock>(sql)) {
      const block = readIds(guids, others);
      if (first !== ids.length || count !== block.length) throw alteredError(`id dictionary, number ${ids.length}`);
      for (const id of block) ids.push(id);
    }
    this.#loaded = ids;
    this.#stored = ids.length;
    return ids;
  }

  #byId(): Map<string, number> {
    this.#numbers ??= new Map(this.#ids.map((id, number) => [id, number]));
    return this.#numbers;
  }
}
