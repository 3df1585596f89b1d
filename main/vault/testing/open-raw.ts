import Sqlite from "better-sqlite3-multiple-ciphers";
import { unlock } from "../keys/unlock.ts";
import { databaseKey } from "../keys/vault-key.ts";
import { vaultFiles } from "../vault-files.ts";
import { passphrase } from "./scratch-vault.ts";

/** The database as somebody opens it who has the key and none of the vault's code. */
export function openRaw(folder: string): Sqlite.Database {
  const files = vaultFiles(folder);
  const database = new Sqlite(files.database);
  database.pragma("cipher='chacha20'");
  database.pragma(`key="raw:${Buffer.from(databaseKey(unlock(files.slots, passphrase).vaultKey)).toString("hex")}"`);
  return database;
}
