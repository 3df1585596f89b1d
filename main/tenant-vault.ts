import { access, constants, mkdir } from "node:fs/promises";
import { ReinstateError } from "../preload/contract/reinstate-error.ts";
import { refuseCopyFolder } from "./copies/refuse-copy-folder.ts";
import { diskError } from "./exchange/disk-error.ts";
import type { OpenTenantOptions } from "./open-tenant.ts";
import { createVault } from "./vault/create-vault.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";
import { openVault } from "./vault/open-vault.ts";
import type { Vault } from "./vault/vault.ts";

export async function openOrCreate(options: OpenTenantOptions): Promise<Vault> {
  const { folder, cloud, tenant, use, acceptHead = false } = options;
  const tenantId = cloud?.tenantId ?? tenant?.id;
  await mustBeReachable(folder);
  if (isVaultFolder(folder)) {
    const secret = options.keys === undefined ? { passphrase: await options.passphrase() } : { keys: options.keys };
    const { readOnly = false } = options;
    const of = cloud === undefined ? {} : { tenantId: cloud.tenantId };
    return openVault({ folder, ...secret, acceptHead, use, readOnly, ...of });
  }
  refuseCopyFolder(folder);
  if (!options.create || tenantId === undefined) {
    throw new ReinstateError(
      "USAGE_NOT_FOUND",
      `There is no vault in ${folder}. Take a first snapshot with \`reinstate capture --cloud FILE.json --vault ${folder}\`, or name another folder with --vault (the simulated tenant's with --cloud demo).`,
    );
  }
  await makeFolder(folder);
  const passphrase = await options.passphrase();
  return createVault({
    folder,
    tenantId,
    tenantName: tenant?.name ?? cloud?.name ?? tenantId,
    passphrase,
    passphraseCost: options.passphraseCost,
    now: new Date().toISOString(),
  });
}

/** A folder that may not be looked into is not one without a vault: DISK_DENIED. */
export async function mustBeReachable(folder: string): Promise<void> {
  try {
    await access(folder, constants.X_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") throw diskError(error, folder);
  }
}

export async function makeFolder(folder: string): Promise<void> {
  await mustBeReachable(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ReinstateError("DISK_DENIED", `The folder ${folder} cannot be made. Choose one that you may write to.`, {
      cause,
    });
  }
}
