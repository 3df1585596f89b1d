import type { VaultDatabase } from "./database.ts";
import { type Hash, sha256 } from "./sha256.ts";
import { tallied } from "./tally.ts";

/** Sets up to this size lie with their object. */
const inlineTargets = 512;
/** A boundary every 256 targets on average. */
const boundary = 2 ** 32 / 256;

/**
 * Cuts a large link set into chunks at places that its content gives: one member more moves no other boundary, so that
 * all chunks but one stay what they were. The multiplier is Knuth's and scatters the numbers evenly.
 */
export function cutTargets(numbers: readonly number[], from: number): readonly Uint32Array[] | undefined {
  if (numbers.length - from <= inlineTargets) return undefined;
  const chunks: Uint32Array[] = [];
  let start = from;
  for (let index = from; index < numbers.length; index += 1) {
    const isLast = index === numbers.length - 1;
    if (!isLast && Math.imul(numbers[index] as number, 2_654_435_761) >>> 0 >= boundary) continue;
    chunks.push(Uint32Array.from(numbers.slice(start, index + 1)));
    start = index + 1;
  }
  return chunks;
}

export function chunkBytes(numbers: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe(numbers.length * 4);
  for (let index = 0; index < numbers.length; index += 1) bytes.writeUInt32LE(numbers[index] as number, index * 4);
  return bytes;
}

export function readChunk(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** Chunks are addressed by their content: the same one is kept once, whatever group has it. */
export class ChunkAddresses {
  readonly #database: VaultDatabase;
  readonly #added = new Map<Hash, number>();

  constructor(database: VaultDatabase) {
    this.#database = database;
  }

  /** The number of this chunk; `append` is asked for one if it is new. */
  numberOf(bytes: Buffer, append: (bytes: Buffer) => number): number {
    const address = sha256(bytes);
    const known = this.#added.get(address) ?? this.#stored(address);
    if (known !== undefined) return known;
    const number = append(bytes);
    this.#added.set(address, number);
    return number;
  }

  /** Inside the transaction that seals. */
  store(): void {
    for (const [address, number] of this.#added) {
      const hash = Buffer.from(address, "latin1");
      tallied(this.#database, "chunk", [hash], () => {
        this.#database.run("INSERT INTO chunk (hash, number) VALUES (?, ?)", hash, number);
      });
    }
  }

  #stored(address: Hash): number | undefined {
    const sql = "SELECT number FROM chunk WHERE hash = ?";
    return this.#database.get<{ number: number }>(sql, Buffer.from(address, "latin1"))?.number;
  }
}
