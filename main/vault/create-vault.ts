import { closeSync, openSync, rmSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { newChainKeys } from "./chain-keys.ts";
import { VaultDatabase } from "./database.ts";
import { emptyHead, prepareHead } from "./head-file.ts";
import { isVaultFolder } from "./is-vault-folder.ts";
import { passphraseSlot } from "./keys/make-slot.ts";
import { usualPassphraseCost } from "./keys/passphrase-key.ts";
import { prepareSlots } from "./keys/slots-file.ts";
import { databaseKey, newVaultKey } from "./keys/vault-key.ts";
import { migrate } from "./migrations/migrations.ts";
import { openVault } from "./open-vault.ts";
import { refuseLongPath } from "./refuse-long-path.ts";
import type { Vault } from "./vault.ts";
import { guarded } from "./vault-error.ts";
import { journalSuffixes, vaultFiles } from "./vault-files.ts";
import { releaseWriterLock, takeWriterLock } from "./vault-lock.ts";
import { storeMeta } from "./vault-meta.ts";
import { showFile } from "./write-file-durably.ts";

export interface CreateVaultOptions {
  /** Has to be there. */
  readonly folder: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly passphrase: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** scrypt's N, a power of two; lower only where the passphrase is random and long. */
  readonly passphraseCost?: number | undefined;
}

/**
 * A new, empty vault. `vault.db` comes into its place last: without it a folder is no vault, and what a process that was
 * killed before left beside it goes. USAGE_INVALID if there is a vault, or a database whose key slots
 * were lost, or the path is too long.
 */
export function createVault(options: CreateVaultOptions): Vault {
  const { folder, tenantId } = options;
  const vaultKey = newVaultKey();
  const files = vaultFiles(folder);
  // The longest name that it will ever have there.
  refuseLongPath(files.rekeyed);
  mustBeFree(folder);
  return guarded(() => {
    const lock = takeWriterLock(files);
    try {
      // Another process may have made one until the lock was free.
      mustBeFree(folder);
      makeVault(files, vaultKey, options);
    } finally {
      releaseWriterLock(files, lock);
    }
    return openVault({ folder, keys: { vaultKey }, tenantId });
  });
}

function mustBeFree(folder: string): void {
  if (isVaultFolder(folder)) throw new ReinstateError("USAGE_INVALID", `There is a vault in ${folder} already.`);
}

function makeVault(files: ReturnType<typeof vaultFiles>, vaultKey: Uint8Array, options: CreateVaultOptions): void {
  const unfinished = `${files.database}.new`;
  const chainKeys = newChainKeys();
  const made = { vaultKey, chainKey: chainKeys.publicKey, label: "", now: options.now };
  const slot = passphraseSlot(made, options.passphrase, options.passphraseCost ?? usualPassphraseCost);
  for (const file of leftovers(files.database)) rmSync(file, { force: true });
  try {
    fillDatabase(unfinished, databaseKey(vaultKey), chainKeys, options);
    prepareHead(files.head, emptyHead)();
    prepareSlots(files.slots, { slots: [slot], direct: [], unknown: [] })();
    showFile(unfinished, files.database);
  } catch (error) {
    for (const file of [...leftovers(files.database), files.head, files.slots]) rmSync(file, { force: true });
    throw error;
  }
}

/** What an interrupted making, or SQLite for an earlier database of this name, may have left. */
function leftovers(database: string): readonly string[] {
  const names = [`${database}.new`, database];
  return [`${database}.new`, ...names.flatMap((name) => journalSuffixes.map((suffix) => `${name}${suffix}`))];
}

function fillDatabase(
  path: string,
  key: Uint8Array,
  { publicKey, privatePem }: ReturnType<typeof newChainKeys>,
  { tenantId, tenantName, now }: CreateVaultOptions,
): void {
  const database = createDatabase(path, key);
  try {
    migrate(database);
    const meta = { tenantId, tenantName, createdAt: now, publicKey, privateKey: privatePem };
    database.transaction(() => storeMeta(database, meta));
  } finally {
    database.close();
  }
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
