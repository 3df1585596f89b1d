import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { VaultDatabase } from "../database.ts";
import { tables } from "./0001-tables.ts";
import { chainEvents } from "./0002-chain-events.ts";

/** One step from the format before to format `number`. */
export interface Migration {
  readonly number: number;
  readonly statements: string;
}

/** In order, without a gap. A migration that was released never changes. */
export const migrations: readonly Migration[] = [tables, chainEvents];

export const formatVersion = migrations.length;

/**
 * Brings the file to the format of this program, each step a transaction of its own. A vault of a newer program is
 * refused (VAULT_NEWER) and stays as it is. SQLite's user_version holds the number.
 */
export function migrate(database: VaultDatabase): void {
  const version = Number(database.pragma("user_version"));
  refuseNewer(version);
  if (version === formatVersion) return;
  if (database.readOnly) {
    throw new ReinstateError("DISK_DENIED", "The vault is of an older format and has to be opened for writing once.");
  }
  for (const { number, statements } of migrations.slice(version)) {
    database.transaction(() => {
      database.exec(statements);
      database.exec(`PRAGMA user_version = ${number}`);
    });
  }
}

export function refuseNewer(version: number): void {
  if (version <= formatVersion) return;
  throw new ReinstateError(
    "VAULT_NEWER",
    "The vault was written by a newer Reinstate. Update this one to open it; the vault is fine and must be kept.",
    { details: `format ${version}, this program knows ${formatVersion}` },
  );
}
