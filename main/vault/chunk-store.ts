import type Database from "better-sqlite3-multiple-ciphers";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { contentHash } from "./content-hash.ts";
import type { Location, PackReader, PackWriter } from "./packs.ts";

/** Chunks of large links, found by their hash, so that equal chunks are stored once for all snapshots. */
export class ChunkStore {
  readonly #find: Database.Statement;
  readonly #packs: PackReader;

  constructor(database: Database.Database, packs: PackReader) {
    this.#find = database.prepare("SELECT pack, offset, length FROM chunk WHERE hash = ?");
    this.#packs = packs;
  }

  find(hash: string): Location | undefined {
    return this.#find.get(Buffer.from(hash, "hex")) as Location | undefined;
  }

  read(hash: string): string {
    const location = this.find(hash);
    if (location === undefined) throw alteredChunk(hash);
    return this.#packs.read(location).toString("utf8");
  }
}

function alteredChunk(hash: string): ReinstateError {
  return new ReinstateError(
    "VAULT_ALTERED",
    "A part of a large group is missing in the vault. Use a copy of the vault.",
    { details: `chunk ${hash}` },
  );
}

/** The chunks that a seal adds. */
export class ChunkWriter {
  readonly #added = new Map<string, Location>();
  readonly #store: ChunkStore;
  readonly #writer: PackWriter;

  constructor(store: ChunkStore, writer: PackWriter) {
    this.#store = store;
    this.#writer = writer;
  }

  /** Hex hash of the chunk, which is kept unless the vault or this seal has it. */
  add(text: string): string {
    const drafted = this.#writer.draft(text);
    const hash = contentHash(drafted).toString("hex");
    if (!this.#added.has(hash) && this.#store.find(hash) === undefined)
      this.#added.set(hash, this.#writer.keep(drafted));
    return hash;
  }

  store(database: Database.Database): void {
    const insert = database.prepare("INSERT INTO chunk (hash, pack, offset, length) VALUES (?, ?, ?, ?)");
    for (const [hash, { pack, offset, length }] of this.#added)
      insert.run(Buffer.from(hash, "hex"), pack, offset, length);
  }
}
