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
 * refused (VAULT_NEWER) and stays as it is. SQLite's user_version holds the number. For whoever only reads see `asIfMigrated`.
 */
export function migrate(database: VaultDatabase): void {
  const version = Number(database.pragma("user_version"));
  refuseNewer(version);
  if (database.readOnly) return;
  for (const { number, statements } of migrations.slice(version)) {
    database.transaction(() => {
      database.exec(statements);
      database.exec(`PRAGMA user_version = ${number}`);
    });
  }
}

/**
 * What makes an older file look migrated to a reader, who writes nothing to it: the tables that it lacks, empty and in memory. What
 * ought to stand in them is bound by the chain, so that it is missed where the number was set back.
 */
export function asIfMigrated(version: number): string {
  return migrations
    .slice(version)
    .map(({ statements }) => statements.replaceAll("CREATE TABLE", "CREATE TEMP TABLE"))
    .join("");
}

export function refuseNewer(version: number): void {
  if (version <= formatVersion) return;
  throw new ReinstateError(
    "VAULT_NEWER",
    "The vault was written by a newer Reinstate. Update this one to open it; the vault is fine and must be kept.",
    { details: `format ${version}, this program knows ${formatVersion}` },
  );
}
