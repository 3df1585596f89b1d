import { existsSync, statSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { assembleVault, dropUnfinished } from "./assemble-vault.ts";
import { VaultDatabase } from "./database.ts";
import { headOf, prepareHead } from "./head-file.ts";
import { keepHead, problemOfHead } from "./keep-head.ts";
import { databaseKey, unlock } from "./key-slots.ts";
import { migrate } from "./migrations/migrations.ts";
import { SqliteVault } from "./sqlite-vault.ts";
import type { Vault } from "./vault.ts";
import { alteredError, guarded } from "./vault-error.ts";
import { vaultFiles } from "./vault-files.ts";
import { heldError, writeLock } from "./vault-lock.ts";
import { readMeta } from "./vault-meta.ts";

export interface OpenVaultOptions {
  readonly folder: string;
  readonly passphrase?: string;
  /** Instead of the passphrase, where a key slot was opened elsewhere (an OS keystore): the 32-byte vault key. */
  readonly keys?: { readonly vaultKey: Uint8Array };
  /** VAULT_OTHER_TENANT if it is of another one. */
  readonly tenantId?: string;
  /** Nothing is written, not even the lock; works on a read-only disk, and several can read at once. */
  readonly readOnly?: boolean;
  /**
   * Goes on from the chain as it is found although head.json disagrees: a person said that an older copy was put back on
   * purpose. Without it such a vault can be read and checked, but takes no snapshot.
   */
  readonly acceptHead?: boolean;
}

/** Opens the vault in the folder. Errors: see Vault; a vault that is merely altered opens, and `check` says where. */
export function openVault(options: OpenVaultOptions): Vault {
  const { folder, tenantId, readOnly = false } = options;
  const files = vaultFiles(folder);
  return guarded(() => {
    mustBeVault(folder);
    const key = databaseKey(options.keys?.vaultKey ?? unlock(files.slots, options.passphrase ?? ""));
    const database = openDatabase(files, key, readOnly);
    try {
      migrate(database);
      const meta = readMeta(database);
      if (tenantId !== undefined && tenantId !== meta.tenantId) throw otherTenant(meta.tenantName);
      const parts = assembleVault(database, files, meta);
      if (!readOnly) {
        writeLock(files.lock, new Date().toISOString());
        if (options.acceptHead === true) prepareHead(files.head, headOf(parts.chain.links.at(-1)))();
        // Where the chain's end is in doubt, what lies past it may be a snapshot that somebody cut off: it stays.
        if (problemOfHead(parts) === undefined) {
          dropUnfinished(parts);
          keepHead(parts);
        }
      }
      return new SqliteVault(parts, meta.createdAt);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function openDatabase(files: ReturnType<typeof vaultFiles>, key: Uint8Array, readOnly: boolean): VaultDatabase {
  try {
    return VaultDatabase.open(files.database, key, { readOnly, create: false });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === "string" && /^SQLITE_(BUSY|LOCKED)/.test(code)) throw heldError(files.lock);
    // The key slots opened: the passphrase is right, so it is the file.
    if (code === "SQLITE_NOTADB")
      throw alteredError("vault.db, first page: it is not the file that the key slots belong to", error);
    throw error;
  }
}

function mustBeVault(folder: string): void {
  const { database, slots } = vaultFiles(folder);
  if (existsSync(database) && existsSync(slots)) {
    // SQLite would begin a new database in it.
    if (statSync(database).size === 0) throw alteredError("vault.db: it is empty");
    return;
  }
  const missing = existsSync(slots) ? "vault.db" : "slots.json";
  throw new ReinstateError("VAULT_NOT_A_VAULT", `There is no vault in ${folder}: ${missing} is missing.`);
}

function otherTenant(tenantName: string): ReinstateError {
  return new ReinstateError(
    "VAULT_OTHER_TENANT",
    `This vault is of the tenant "${tenantName}". Choose another folder with --vault, or sign in to that tenant.`,
  );
}
