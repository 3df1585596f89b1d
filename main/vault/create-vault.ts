import { writeFileSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { newSigningKeys } from "./chain.ts";
import { onDisk } from "./disk-errors.ts";
import { isVaultFolder } from "./is-vault-folder.ts";
import { newVaultKey, sealKey } from "./key-slots.ts";
import { LocalVault } from "./local-vault.ts";
import { migrate } from "./migrations/migrate.ts";
import { openDatabase } from "./open-database.ts";
import type { Vault } from "./vault.ts";
import { vaultFiles } from "./vault-files.ts";
import { writeMeta } from "./vault-meta.ts";

export interface CreateVaultOptions {
  /** Exists already. */
  readonly folder: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly passphrase: string;
  /** ISO 8601. */
  readonly now: string;
  /** scrypt's N; lower in tests only. */
  readonly passphraseCost?: number;
}

/** A new, empty vault of one tenant. USAGE_INVALID if the folder holds one already; DISK_DENIED, DISK_FULL. */
export function createVault({ folder, passphrase, passphraseCost, now, ...tenant }: CreateVaultOptions): Vault {
  if (isVaultFolder(folder))
    throw new ReinstateError(
      "USAGE_INVALID",
      `There is a vault in ${folder} already. Open it, or name another folder.`,
    );
  const vaultKey = newVaultKey();
  const slots = sealKey(vaultKey, passphrase, passphraseCost);
  return onDisk(folder, () => {
    // The slots first: a database without them could never be opened.
    writeFileSync(vaultFiles(folder).slots, `${JSON.stringify(slots, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    const database = openDatabase(folder, vaultKey);
    migrate(database);
    writeMeta(database, { ...tenant, createdAt: now, privateKey: newSigningKeys().privateKey });
    return new LocalVault(folder, database);
  });
}
