import type { VaultDatabase } from "./database.ts";
import { tallied } from "./tally.ts";
import { alteredError } from "./vault-error.ts";

export interface VaultMeta {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly createdAt: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

const requiredNames = ["tenantId", "tenantName", "createdAt", "publicKey", "privateKey"] as const;

/** `retention`: the policies that were set (JSON). `unswept`: snapshots were removed whose rows are still to be swept. `copies`: their places (JSON). `idleMinutes`: until a window locks it. `allowanceShare`: of Graph's limits, in percent. `mostMembers`: that are read of one group. `mostDeletions`: of a plan without a warning that stops. */
export type MetaName =
  | keyof VaultMeta
  | "retention"
  | "unswept"
  | "copies"
  | "idleMinutes"
  | "allowanceShare"
  | "mostMembers"
  | "mostDeletions";

export function storeMeta(database: VaultDatabase, meta: VaultMeta): void {
  for (const name of requiredNames) setMeta(database, name, meta[name]);
}

/** Inside a transaction; undefined takes the value away. */
export function setMeta(database: VaultDatabase, name: MetaName, value: string | undefined): void {
  tallied(database, "meta", [name], () => {
    if (value === undefined) database.run("DELETE FROM meta WHERE name = ?", name);
    else database.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
  });
}

export function metaValue(database: VaultDatabase, name: MetaName): string | undefined {
  return database.get<{ value: string }>("SELECT value FROM meta WHERE name = ?", name)?.value;
}

export function readMeta(database: VaultDatabase): VaultMeta {
  const read = (name: keyof VaultMeta) => {
    const value = metaValue(database, name);
    if (value === undefined) throw alteredError(`the table meta has no ${name}`);
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
