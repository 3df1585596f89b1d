import { existsSync, readFileSync, statSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { assembleVault, dropUnfinished } from "./assemble-vault.ts";
import { VaultDatabase } from "./database.ts";
import { headOf, prepareHead, readHead } from "./head-file.ts";
import { keepHead, problemOfHead } from "./keep-head.ts";
import { chainKeyHash } from "./keys/make-slot.ts";
import { settleRekey } from "./keys/settle-rekey.ts";
import { unlock } from "./keys/unlock.ts";
import { databaseKey, windowKey } from "./keys/vault-key.ts";
import { guarding } from "./keys/wrong-guesses.ts";
import { migrate } from "./migrations/migrations.ts";
import { refuseLongPath } from "./refuse-long-path.ts";
import { SqliteVault } from "./sqlite-vault.ts";
import type { Vault } from "./vault.ts";
import { alteredError, guarded } from "./vault-error.ts";
import { vaultFiles } from "./vault-files.ts";
import { releaseWriterLock, takeWriterLock, type VaultUse } from "./vault-lock.ts";
import { readMeta } from "./vault-meta.ts";
import type { VaultParts } from "./vault-parts.ts";
import type { WriterLock } from "./writer-lock.ts";

export interface OpenVaultOptions {
  readonly folder: string;
  /** Or a recovery key. */
  readonly passphrase?: string;
  /** Instead of a passphrase or recovery key, where a slot was opened elsewhere (an OS keystore). */
  readonly keys?: OpenKeys;
  /** VAULT_OTHER_TENANT if it is of another one. */
  readonly tenantId?: string;
  /** Nothing is written; works on a read-only disk, beside others that read, and beside the one that writes. */
  readonly readOnly?: boolean;
  /**
   * Goes on from the chain as it is found although head.json disagrees: a person said that an older copy was put back on
   * purpose. Without it such a vault can be read and checked, but takes no snapshot.
   */
  readonly acceptHead?: boolean;
  /** Where wrong guesses are counted, if not in the folder itself: for what is made of a vault only to be looked at. */
  readonly guesses?: string;
  /** Told to another process that finds the vault held. */
  readonly use?: VaultUse | undefined;
}

/** Opens the vault in the folder. Errors: see Vault; a vault that is merely altered opens, and `check` says where. */
export function openVault(options: OpenVaultOptions): Vault {
  const { parts, createdAt, vaultKey } = openParts(options);
  return new SqliteVault(parts, createdAt, windowKey(vaultKey));
}

export interface OpenedParts {
  readonly parts: VaultParts;
  readonly createdAt: string;
  /** The vault key that opened the file. */
  readonly vaultKey: Uint8Array;
}

export function openParts(options: OpenVaultOptions): OpenedParts {
  const { slots } = vaultFiles(options.folder);
  return guarded(() => {
    mustBeVault(options.folder);
    const before = readFileSync(slots);
    try {
      return openOnce(options);
    } catch (error) {
      // While the passphrase was stretched the vault got a new key: that is no damage.
      if (options.keys !== undefined || !isAltered(error) || before.equals(readFileSync(slots))) throw error;
      return openOnce(options);
    }
  });
}

function openOnce(options: OpenVaultOptions): OpenedParts {
  const files = vaultFiles(options.folder);
  const keys: OpenKeys =
    options.keys ??
    guarding(options.guesses ?? files.guesses, Date.now(), () => unlock(files.slots, options.passphrase ?? ""));
  if (options.readOnly === true) return openWith(options, keys);
  const lock = takeWriterLock(files, options.use);
  try {
    return openWith(options, keys, lock);
  } catch (error) {
    releaseWriterLock(files, lock);
    throw error;
  }
}

function isAltered(error: unknown): boolean {
  return error instanceof ReinstateError && error.code === "VAULT_ALTERED";
}

/** Readers come without the lock. */
function openWith(options: OpenVaultOptions, keys: OpenKeys, lock?: WriterLock): OpenedParts {
  const files = vaultFiles(options.folder);
  const { tenantId } = options;
  const headAtOpen = readHead(files.head);
  const { database, vaultKey } = openDatabase(files, keys, lock === undefined);
  try {
    migrate(database);
    const meta = readMeta(database);
    if (tenantId !== undefined && tenantId !== meta.tenantId) throw otherTenant(meta.tenantName);
    const parts = { ...assembleVault(database, files, meta, lock), headAtOpen };
    mustGoBackTo(parts, keys.chainKey);
    if (lock !== undefined) begin(parts, options);
    return { parts, createdAt: meta.createdAt, vaultKey };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What a process that was killed before may have left, and what it may not have come to. */
function begin(parts: VaultParts, { acceptHead }: OpenVaultOptions): void {
  const { files, chain } = parts;
  if (acceptHead === true) prepareHead(files.head, headOf(chain.links.at(-1)))();
  // Where the chain's end is in doubt, what lies past it may be a snapshot that somebody cut off: it stays.
  if (problemOfHead(parts) !== undefined) return;
  dropUnfinished(parts);
  keepHead(parts);
}

/** The slot was made for a chain that had this key: anybody can lay another vault here that the slot's public half opens. */
function mustGoBackTo({ chain }: VaultParts, chainKey: Uint8Array | undefined): void {
  if (chainKey === undefined || chain.publicKeys.some((key) => chainKeyHash(key).equals(chainKey))) return;
  throw alteredError("the chain's key: this is another vault than the one that the key slot was made for");
}

/** The vault key (32 bytes), that of an interrupted re-keying, and the hash of the chain's key: see `unlock`. */
interface OpenKeys {
  readonly vaultKey: Uint8Array;
  readonly nextKey?: Uint8Array;
  readonly chainKey?: Uint8Array;
}

function openDatabase(files: VaultParts["files"], keys: OpenKeys, readOnly: boolean) {
  const { vaultKey, nextKey } = keys;
  const opened = tryKey(files, vaultKey, readOnly) ?? (nextKey && tryKey(files, nextKey, readOnly));
  // The key slots opened: the passphrase is right, so it is the file.
  if (opened === undefined)
    throw alteredError("vault.db: its first page is damaged, or it is not the file that slots.json belongs to");
  if (!readOnly) settleRekey(files, opened.vaultKey === nextKey);
  return opened;
}

/** Undefined: the file is under another key. */
function tryKey(files: VaultParts["files"], vaultKey: Uint8Array, readOnly: boolean) {
  try {
    const database = VaultDatabase.open(files.database, databaseKey(vaultKey), { readOnly, create: false });
    return { database, vaultKey };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === "string" && /^SQLITE_(BUSY|LOCKED)/.test(code)) throw readError();
    if (code === "SQLITE_NOTADB") return undefined;
    if (code === "SQLITE_CANTOPEN" && existsSync(`${files.database}-wal`)) throw logError();
    throw error;
  }
}

/** The writer's lock is ours: it is a reader that began before, or a program that is none of ours. */
function readError(): ReinstateError {
  const message = "The vault is being read elsewhere just now. Wait until that is done, then try again.";
  return new ReinstateError("VAULT_HELD", message, { retryable: true });
}

/** SQLite reads the log by a third file beside it, which it has to make anew. */
function logError(): ReinstateError {
  const message =
    "What was written last lies in vault.db-wal, because the program that wrote it was killed or writes still, and that cannot be read where nothing may be written. Copy the whole folder to a disk that can be written, and open it there.";
  return new ReinstateError("DISK_DENIED", message);
}

function mustBeVault(folder: string): void {
  const files = vaultFiles(folder);
  const { database, slots } = files;
  refuseLongPath(database);
  if (existsSync(database) && existsSync(slots)) {
    // SQLite would begin a new database in it.
    if (statSync(database).size === 0) throw alteredError("vault.db: it is empty");
    return;
  }
  throw new ReinstateError("VAULT_NOT_A_VAULT", `There is no vault in ${folder}: ${missingIn(files)}`);
}

function missingIn({ database, slots }: ReturnType<typeof vaultFiles>): string {
  if (existsSync(slots))
    return "vault.db is missing, only its keys are there. Make the vault out of a copy (`reinstate copies rebuild FOLDER --vault NEW-FOLDER`).";
  if (existsSync(database))
    return "slots.json is missing, and without it nothing opens vault.db. Put it back: each copy of the vault has it.";
  return "vault.db and slots.json are missing.";
}

function otherTenant(tenantName: string): ReinstateError {
  return new ReinstateError(
    "VAULT_OTHER_TENANT",
    `This vault is of the tenant "${tenantName}". Choose another folder with --vault, or sign in to that tenant.`,
  );
}
