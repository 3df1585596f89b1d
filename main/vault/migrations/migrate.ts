import type Database from "better-sqlite3-multiple-ciphers";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { firstTables } from "./0001-first-tables.ts";

/** In order, without gaps; the vault's user_version counts those that ran. */
const migrations: readonly string[] = [firstTables];

export const formatVersion = migrations.length;

/** Brings the tables to this version. VAULT_NEWER if a newer Reinstate made them: never touched, never deleted. */
export function migrate(database: Database.Database): void {
  const version = Number(database.pragma("user_version", { simple: true }));
  if (version > formatVersion) {
    throw new ReinstateError(
      "VAULT_NEWER",
      "This vault was written by a newer Reinstate. Nothing was changed. Install that version, or a newer one, to open it.",
    );
  }
  if (version === formatVersion) return;
  database.transaction(() => {
    for (const statements of migrations.slice(version)) database.exec(statements);
    database.pragma(`user_version = ${formatVersion}`);
  })();
}
