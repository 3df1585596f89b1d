import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type Database from "better-sqlite3-multiple-ciphers";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { contentHash } from "./content-hash.ts";

/** Where a payload lies: bytes [offset, offset + length) of the pack's uncompressed content. */
export interface Location {
  readonly pack: number;
  readonly offset: number;
  readonly length: number;
}

/** Large enough to compress well, small enough that reading one object does not unpack much. */
const packBytes = 256 * 1024;
const compressionLevel = 1;
const cachedPacks = 128;

interface FinishedPack {
  readonly id: number;
  readonly hash: Buffer;
  readonly length: number;
  readonly bytes: Buffer;
}

/** Collects payloads into compressed packs, in memory until `store` puts them into the seal's transaction. */
export class PackWriter {
  readonly #finished: FinishedPack[] = [];
  readonly #firstId: number;
  #buffer = Buffer.allocUnsafe(packBytes * 2);
  #used = 0;

  constructor(database: Database.Database) {
    const last = database.prepare("SELECT max(id) AS id FROM pack").get() as { id: number | null };
    this.#firstId = (last.id ?? 0) + 1;
  }

  /** Writes the text behind what is there and shows its bytes; `keep` makes them stay, otherwise they are overwritten. */
  draft(text: string): Buffer {
    const most = text.length * 3;
    if (this.#buffer.length - this.#used < most) this.#grow(most);
    const length = this.#buffer.write(text, this.#used, "utf8");
    return this.#buffer.subarray(this.#used, this.#used + length);
  }

  keep(drafted: Buffer): Location {
    const location = { pack: this.#firstId + this.#finished.length, offset: this.#used, length: drafted.length };
    this.#used += drafted.length;
    if (this.#used >= packBytes) this.#finishPack();
    return location;
  }

  store(database: Database.Database): void {
    if (this.#used > 0) this.#finishPack();
    const insert = database.prepare("INSERT INTO pack (id, hash, length, bytes) VALUES (?, ?, ?, ?)");
    for (const { id, hash, length, bytes } of this.#finished) insert.run(id, hash, length, bytes);
  }

  #finishPack(): void {
    const content = this.#buffer.subarray(0, this.#used);
    const bytes = zstdCompressSync(content, { params: { [constants.ZSTD_c_compressionLevel]: compressionLevel } });
    this.#finished.push({
      id: this.#firstId + this.#finished.length,
      hash: contentHash(bytes),
      length: this.#used,
      bytes,
    });
    this.#used = 0;
  }

  #grow(most: number): void {
    const grown = Buffer.allocUnsafe(this.#used + most + packBytes);
    this.#buffer.copy(grown, 0, 0, this.#used);
    this.#buffer = grown;
  }
}

/** Reads payloads, keeping the packs last read. VAULT_ALTERED names the pack that does not prove. */
export class PackReader {
  readonly #select: Database.Statement;
  readonly #cache = new Map<number, Buffer>();

  constructor(database: Database.Database) {
    this.#select = database.prepare("SELECT hash, length, bytes FROM pack WHERE id = ?");
  }

  read({ pack, offset, length }: Location): Buffer {
    return this.content(pack).subarray(offset, offset + length);
  }

  content(pack: number): Buffer {
    const cached = this.#cache.get(pack);
    if (cached !== undefined) return cached;
    const content = this.#load(pack);
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size >= cachedPacks && oldest !== undefined) this.#cache.delete(oldest);
    this.#cache.set(pack, content);
    return content;
  }

  #load(pack: number): Buffer {
    const row = this.#select.get(pack) as { hash: Buffer; length: number; bytes: Buffer } | undefined;
    if (row === undefined) throw alteredPack(pack, "is missing");
    if (!contentHash(row.bytes).equals(row.hash)) throw alteredPack(pack, "is not what was sealed");
    const content = zstdDecompressSync(row.bytes, { maxOutputLength: row.length + 1 });
    if (content.length !== row.length) throw alteredPack(pack, "has another length than was sealed");
    return content;
  }
}

function alteredPack(pack: number, what: string): ReinstateError {
  return new ReinstateError("VAULT_ALTERED", `Pack ${pack} of the vault ${what}. Use a copy of the vault.`, {
    details: `pack ${pack}`,
  });
}
