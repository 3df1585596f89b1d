import { Chain } from "./chain.ts";
import type { VaultDatabase } from "./database.ts";
import { IdDictionary } from "./id-dictionary.ts";
import { PackReader } from "./pack-reader.ts";
import { TreeStore } from "./tree-store.ts";
import type { vaultFiles } from "./vault-files.ts";
import type { VaultMeta } from "./vault-meta.ts";
import type { VaultParts } from "./vault-parts.ts";
import type { WriterLock } from "./writer-lock.ts";

export function assembleVault(
  database: VaultDatabase,
  files: ReturnType<typeof vaultFiles>,
  meta: VaultMeta,
  lock?: WriterLock,
): VaultParts {
  const ids = new IdDictionary(database);
  return {
    files,
    database,
    lock,
    ids,
    packs: new PackReader(database),
    trees: new TreeStore(database, ids),
    chain: Chain.read(database, meta.tenantId, meta.publicKey, meta.privateKey),
    tenant: { id: meta.tenantId, name: meta.tenantName },
  };
}

/** Packs that a killed process put down for a snapshot that never came about. */
export function dropUnfinished({ database, chain }: VaultParts): void {
  if (database.run("DELETE FROM pack WHERE first >= ?", chain.state.nextEntry) === 0) return;
  database.giveBackRoom();
  database.settle();
}
