import { join } from "node:path";

/** The files of a vault's folder. */
export function vaultFiles(folder: string) {
  return {
    database: join(folder, "vault.db"),
    /** The chain's head, outside the database: a vault that was rolled back, cut or replaced does not match it. */
    head: join(folder, "head.json"),
    slots: join(folder, "slots.json"),
    /** Who holds the vault; for the message only, the lock itself is SQLite's. */
    holder: join(folder, "holder.json"),
  } as const;
}
