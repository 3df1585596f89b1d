import type Database from "better-sqlite3-multiple-ciphers";

/** What a vault knows of itself, written once when it is made. */
export interface VaultMeta {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly createdAt: string;
  /** Ed25519, PKCS#8 PEM. */
  readonly privateKey: string;
}

const names = ["tenantId", "tenantName", "createdAt", "privateKey"] as const;

export function writeMeta(database: Database.Database, meta: VaultMeta): void {
  const insert = database.prepare("INSERT INTO meta (name, value) VALUES (?, ?)");
  for (const name of names) insert.run(name, Buffer.from(meta[name], "utf8"));
}

export function readMeta(database: Database.Database): VaultMeta {
  const rows = database.prepare("SELECT name, value FROM meta").all() as { name: string; value: Buffer }[];
  const values = new Map(rows.map(({ name, value }) => [name, value.toString("utf8")]));
  const textOf = (name: (typeof names)[number]) => values.get(name) ?? "";
  return {
    tenantId: textOf("tenantId"),
    tenantName: textOf("tenantName"),
    createdAt: textOf("createdAt"),
    privateKey: textOf("privateKey"),
  };
}
