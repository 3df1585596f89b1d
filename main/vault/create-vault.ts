import { closeSync, openSync, rmSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { assembleVault, storeMeta } from "./assemble-vault.ts";
import { newChainKeys } from "./chain.ts";
import { VaultDatabase } from "./database.ts";
import { emptyHead, prepareHead } from "./head-file.ts";
import { isVaultFolder } from "./is-vault-folder.ts";
import { databaseKey, newVaultKey, passphraseSlot, slotsText, usualPassphraseCost } from "./key-slots.ts";
import { migrate } from "./migrations/migrations.ts";
import { SqliteVault } from "./sqlite-vault.ts";
import type { Vault } from "./vault.ts";
import { guarded } from "./vault-error.ts";
import { journalSuffixes, vaultFiles } from "./vault-files.ts";
import { writeLock } from "./vault-lock.ts";
import { prepareFile } from "./write-file-durably.ts";

export interface CreateVaultOptions {
  /** Has to be there. */
  readonly folder: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly passphrase: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** scrypt's N, a power of two; lower in tests only. */
  readonly passphraseCost?: number;
}

/** A new, empty vault. The key slots come last: a folder without them is no vault. USAGE_INVALID if there is one. */
export function createVault(options: CreateVaultOptions): Vault {
  const { folder, tenantId, tenantName, passphrase, now } = options;
  if (isVaultFolder(folder)) throw new ReinstateError("USAGE_INVALID", `There is a vault in ${folder} already.`);
  return guarded(() => {
    const files = vaultFiles(folder);
    const vaultKey = newVaultKey();
    const slot = passphraseSlot(vaultKey, passphrase, options.passphraseCost ?? usualPassphraseCost);
    const { publicKey, privatePem } = newChainKeys();
    const meta = { tenantId, tenantName, createdAt: now, publicKey, privateKey: privatePem };
    for (const suffix of journalSuffixes) rmSync(`${files.database}${suffix}`, { force: true });
    const database = createDatabase(files.database, databaseKey(vaultKey));
    try {
      migrate(database);
      database.transaction(() => storeMeta(database, meta));
      prepareHead(files.head, emptyHead)();
      prepareFile(files.slots, slotsText([slot]))();
      writeLock(files.lock, now);
      return new SqliteVault(assembleVault(database, files, meta), now);
    } catch (error) {
      database.close();
      for (const file of Object.values(files)) rmSync(file, { force: true });
      throw error;
    }
  });
}

function createDatabase(path: string, key: Uint8Array): VaultDatabase {
  try {
    // SQLite would let others read it; its journal takes the mode over.
    closeSync(openSync(path, "wx", 0o600));
    return VaultDatabase.open(path, key, { readOnly: false, create: true });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
