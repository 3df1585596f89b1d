import { Chain } from "./chain.ts";
import type { VaultDatabase } from "./database.ts";
import { IdDictionary } from "./id-dictionary.ts";
import { PackReader } from "./pack-reader.ts";
import { tallied } from "./tally.ts";
import { TreeStore } from "./tree-store.ts";
import { alteredError } from "./vault-error.ts";
import type { vaultFiles } from "./vault-files.ts";
import type { VaultParts } from "./vault-parts.ts";

export interface VaultMeta {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly createdAt: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

const metaNames = ["tenantId", "tenantName", "createdAt", "publicKey", "privateKey"] as const;

export function storeMeta(database: VaultDatabase, meta: VaultMeta): void {
  for (const name of metaNames) {
    tallied(database, "meta", [name], () => {
      database.run("INSERT INTO meta (name, value) VALUES (?, ?)", name, meta[name]);
    });
  }
}

export function readMeta(database: VaultDatabase): VaultMeta {
  const rows = database.all<{ name: string; value: string }>("SELECT name, value FROM meta");
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const read = (name: (typeof metaNames)[number]) => {
    const value = values.get(name);
    if (value === undefined) throw alteredError(`meta ${name}`);
    return value;
  };
  return {
    tenantId: read("tenantId"),
    tenantName: read("tenantName"),
    createdAt: read("createdAt"),
    publicKey: read("publicKey"),
    privateKey: read("privateKey"),
  };
}

export function assembleVault(
  database: VaultDatabase,
  files: ReturnType<typeof vaultFiles>,
  meta: VaultMeta,
): VaultParts {
  const ids = new IdDictionary(database);
  return {
    files,
    database,
    ids,
    packs: new PackReader(database),
    trees: new TreeStore(database, ids),
    chain: new Chain(database, meta.publicKey, meta.privateKey),
    tenant: { id: meta.tenantId, name: meta.tenantName },
    publicKey: meta.publicKey,
  };
}

/** Packs that a killed process put down for a snapshot that never came about. */
export function dropUnfinished({ database, chain }: VaultParts): void {
  if (database.run("DELETE FROM pack WHERE first >= ?", chain.state.nextEntry) > 0) database.giveBackRoom();
}
