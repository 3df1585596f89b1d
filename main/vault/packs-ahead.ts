import { openPack, type Pack, type PackRow } from "./pack-reader.ts";
import { type PackJob, PackThread } from "./pack-thread.ts";
import { release } from "./zstd.ts";

interface Opening {
  readonly row: PackRow;
  readonly job: PackJob;
}

/** More would only fill memory: one is opened while the one before is read. */
const mostOpening = 2;

/**
 * For whoever goes through the entries in the order of their numbers: another thread opens the packs that follow. Entries
 * in any other order are simply not here.
 */
export class PacksAhead {
  readonly #thread = new PackThread();
  readonly #following: (number: number) => PackRow | undefined;
  readonly #last: number;
  #opening: Opening[] = [];
  #next = Number.POSITIVE_INFINITY;
  #room = Buffer.allocUnsafeSlow(1 << 20);

  /** `following`: the first pack that begins at this entry's number or later. `last`: no entry beyond it is wanted. */
  constructor(following: (number: number) => PackRow | undefined, last: number) {
    this.#following = following;
    this.#last = last;
  }

  /** The pack with this entry, if it is one of those that were begun. It is valid until the next one is taken. */
  take(number: number): Pack | undefined {
    for (let opening = this.#opening[0]; opening !== undefined; opening = this.#opening[0]) {
      const { row, job } = opening;
      if (number < row.first) return undefined;
      this.#opening.shift();
      if (number >= row.first + row.count) {
        this.#thread.drop(job);
        continue;
      }
      const pack = openPack(row, this.#inRoom(this.#thread.take(job)));
      this.#begin();
      return pack;
    }
    return undefined;
  }

  /** After a pack was opened by the reader himself. */
  follow({ first, count }: Pack): void {
    if (this.#opening.length > 0) return;
    this.#next = first + count;
    this.#begin();
  }

  /** In the same place again and again: fresh memory for each pack takes longer than all else here (measured: 1.5 ms). */
  #inRoom(content: Buffer): Buffer {
    if (content.length > this.#room.length) this.#room = Buffer.allocUnsafeSlow(content.length);
    content.copy(this.#room);
    return this.#room.subarray(0, content.length);
  }

  close(): void {
    this.#thread.close();
  }

  #begin(): void {
    while (this.#opening.length < mostOpening && this.#next <= this.#last && this.#thread.isFree) {
      const row = this.#following(this.#next);
      this.#next = row === undefined || row.first > this.#last ? Number.POSITIVE_INFINITY : row.first + row.count;
      const job =
        row && this.#next < Number.POSITIVE_INFINITY ? this.#thread.decompress(row.bytes, row.size) : undefined;
      if (row === undefined || job === undefined) return;
      release(row.bytes);
      this.#opening.push({ row, job });
    }
  }
}
