import { assembleVault } from "../assemble-vault.ts";
import { VaultDatabase } from "../database.ts";
import { unlock } from "../keys/unlock.ts";
import { databaseKey } from "../keys/vault-key.ts";
import { vaultFiles } from "../vault-files.ts";
import { readMeta } from "../vault-meta.ts";
import { passphrase } from "./scratch-vault.ts";

/** A new signing key from here on in the chain, as a re-keying makes it. */
export function renewKeys(folder: string, at = "2026-07-04T00:00:00Z"): void {
  const files = vaultFiles(folder);
  const key = databaseKey(unlock(files.slots, passphrase).vaultKey);
  const database = VaultDatabase.open(files.database, key, { readOnly: false, create: false });
  const { chain } = assembleVault(database, files, readMeta(database));
  database.transaction(() => chain.renewKeys(at));
  database.close();
}
