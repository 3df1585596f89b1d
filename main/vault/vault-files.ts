import { join } from "node:path";

/** The names in a vault's folder. */
export function vaultFiles(folder: string) {
  return {
    database: join(folder, "vault.db"),
    head: join(folder, "head.json"),
    slots: join(folder, "slots.json"),
    lock: join(folder, "lock"),
    writer: join(folder, "writer"),
    /** The vault under its new key, until it is whole. */
    rekeyed: join(folder, "vault.db.rekey"),
    guesses: join(folder, "guesses.json"),
  } as const;
}

/** What SQLite may have left of an earlier database of this name; beside a new one it would spoil it. */
export const journalSuffixes = ["-journal", "-wal", "-shm"] as const;
