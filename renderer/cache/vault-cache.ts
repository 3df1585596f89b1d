import { keep } from "./keep.ts";
import type { Kept } from "./kept.ts";
import { keptPlaces } from "./kept.ts";
import type { SealingKey } from "./sealing-key.ts";
import { openRow, rowId, sealRow } from "./sealing-key.ts";

/**
 * What the window keeps for one open vault, sealed. What cannot be opened any more (altered, or of another version) is as
 * if it had never been there. Once closed, the key is forgotten: nothing is read and nothing is kept.
 */
export class VaultCache {
  #key: SealingKey | undefined;
  /** One after the other: sealing takes its time, and what was written last has to stay. */
  #last: Promise<unknown> = Promise.resolve();

  /** Without a key from the start: the window has to do without. */
  constructor(key: SealingKey | undefined) {
    this.#key = key;
  }

  read<Place extends keyof Kept>(place: Place): Promise<Kept[Place] | undefined> {
    return this.#next(async (key) => {
      const row = await keep((database) => database.sealed.get(rowId(key, place)), undefined);
      return row === undefined ? undefined : ((await openRow(key, row)) as Kept[Place] | undefined);
    });
  }

  async write<Place extends keyof Kept>(place: Place, value: Kept[Place]): Promise<void> {
    await this.#next((key) => write(key, place, value));
  }

  async forget(place: keyof Kept): Promise<void> {
    await this.#next((key) => keep((database) => database.sealed.delete(rowId(key, place)), undefined));
  }

  /** The vault has another key: what is kept here moves under it, so that nobody loses a draft by re-keying. */
  async moveTo(next: SealingKey): Promise<void> {
    await this.#next(async (former) => {
      if (former.vault === next.vault) return;
      const ids = keptPlaces.map((place) => rowId(former, place));
      const rows = await keep((database) => database.sealed.bulkGet(ids), []);
      for (const [index, place] of keptPlaces.entries()) {
        const row = rows[index];
        const value = row === undefined ? undefined : await openRow(former, row);
        if (value !== undefined) await write(next, place, value);
      }
      await keep((database) => database.sealed.bulkDelete(ids), undefined);
      if (this.#key !== undefined) this.#key = next;
    });
  }

  close(): void {
    this.#key = undefined;
  }

  #next<Value>(work: (key: SealingKey) => Promise<Value>): Promise<Value | undefined> {
    const run = this.#last.then(async () => (this.#key === undefined ? undefined : work(this.#key)));
    this.#last = run.catch(() => undefined);
    return run;
  }
}

async function write(key: SealingKey, place: string, value: unknown): Promise<void> {
  const row = await sealRow(key, place, value);
  await keep((database) => database.sealed.put(row), row.id);
}
