import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import Database from "better-sqlite3-multiple-ciphers";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { asVaultError } from "./disk-errors.ts";
import { vaultFiles } from "./vault-files.ts";

/**
 * The encrypted database, held by this process alone until it is closed. The lock is SQLite's own (it ends with the
 * process, however that ends); holder.json only tells the second process whom to ask.
 */
export function openDatabase(folder: string, vaultKey: Buffer): Database.Database {
  const files = vaultFiles(folder);
  let database: Database.Database | undefined;
  try {
    refuseStrangers(files.database);
    database = new Database(files.database, { timeout: 0 });
    database.pragma("cipher = 'chacha20'");
    database.pragma(`key = 'raw:${vaultKey.toString("hex")}'`);
    database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    // Takes the lock and reads the first page, so that a wrong file is noticed now.
    database.exec("BEGIN IMMEDIATE; COMMIT");
    writeFileSync(
      files.holder,
      JSON.stringify({ process: process.pid, host: hostname(), since: new Date().toISOString() }),
      { mode: 0o600 },
    );
    return database;
  } catch (error) {
    database?.close();
    throw isBusy(error) ? heldError(files.holder) : asVaultError(error, folder);
  }
}

export function releaseDatabase(folder: string, database: Database.Database): void {
  rmSync(vaultFiles(folder).holder, { force: true });
  database.close();
}

/** SQLite would make an empty database of a file too short to be one. */
function refuseStrangers(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r");
  closeSync(handle);
  const header = readFileSync(file).subarray(0, 16);
  if (header.length > 0 && header.length < 16) throw notAVault();
}

function notAVault(): ReinstateError {
  return new ReinstateError(
    "VAULT_NOT_A_VAULT",
    "The file vault.db in this folder is no vault. Nothing was changed; name another folder.",
  );
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

function heldError(holderFile: string): ReinstateError {
  const holder = existsSync(holderFile) ? readHolder(holderFile) : "another process";
  return new ReinstateError(
    "VAULT_HELD",
    `The vault is in use by ${holder}. Wait until it has ended, or close it there.`,
    { retryable: true },
  );
}

function readHolder(file: string): string {
  try {
    const { process: id, host, since } = JSON.parse(readFileSync(file, "utf8"));
    return `process ${Number(id)} on ${String(host)}, since ${String(since)}`;
  } catch {
    return "another process";
  }
}
