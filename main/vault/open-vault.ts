import { existsSync, readFileSync } from "node:fs";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { onDisk } from "./disk-errors.ts";
import { openKey, parseSlots } from "./key-slots.ts";
import { LocalVault } from "./local-vault.ts";
import { migrate } from "./migrations/migrate.ts";
import { openDatabase, releaseDatabase } from "./open-database.ts";
import type { Vault } from "./vault.ts";
import { vaultFiles } from "./vault-files.ts";

export interface OpenVaultOptions {
  readonly folder: string;
  readonly passphrase: string;
  /** VAULT_OTHER_TENANT if the vault is of another one. */
  readonly tenantId?: string;
}

/** VAULT_NOT_A_VAULT, VAULT_LOCKED, VAULT_HELD, VAULT_NEWER, VAULT_OTHER_TENANT, VAULT_ALTERED, DISK_DENIED. */
export function openVault({ folder, passphrase, tenantId }: OpenVaultOptions): Vault {
  const files = vaultFiles(folder);
  if (!existsSync(files.slots) || !existsSync(files.database)) {
    throw new ReinstateError(
      "VAULT_NOT_A_VAULT",
      `The folder ${folder} holds no whole vault (vault.db and slots.json). Name the vault's folder, or put back what is missing.`,
    );
  }
  const slots = parseSlots(onDisk(folder, () => readFileSync(files.slots, "utf8")));
  const database = openDatabase(folder, openKey(slots, passphrase));
  try {
    migrate(database);
    const vault = onDisk(folder, () => new LocalVault(folder, database));
    if (tenantId !== undefined && vault.description.tenantId !== tenantId) throw otherTenant(folder, vault);
    return vault;
  } catch (error) {
    releaseDatabase(folder, database);
    throw error;
  }
}

function otherTenant(folder: string, vault: Vault): ReinstateError {
  return new ReinstateError(
    "VAULT_OTHER_TENANT",
    `The vault in ${folder} is of the tenant "${vault.description.tenantName}", not of the one you are connected to. Name another folder with --vault.`,
  );
}
