import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoTenant } from "./demo/demo-tenant.ts";
import { diskError } from "./exchange/disk-error.ts";
import { isVaultFolder } from "./vault/is-vault-folder.ts";

/** The demo tenant's own files beside its vault. Its people are made up: the passphrase may lie there too. */
export const demoStateName = "demo-tenant.state";
const demoPassphraseName = "demo-passphrase.txt";

/** True if a demo was built here to the end. */
export function isDemoFolder(folder: string): boolean {
  return isVaultFolder(folder) && existsSync(join(folder, demoStateName));
}

/** Keeps the demo tenant's state beside the vault, so that later commands find it as it was left. DISK_FULL, DISK_DENIED. */
export async function keepDemo(folder: string, demo: DemoTenant): Promise<void> {
  const file = join(folder, demoStateName);
  try {
    await writeFile(`${file}.new`, demo.save(), { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    await rm(`${file}.new`, { force: true });
    throw diskError(error, file);
  }
}

/** The file with the passphrase of the demo vault in the folder, where there is one. */
export function demoPassphraseFile(folder: string): string | undefined {
  const file = join(folder, demoPassphraseName);
  return existsSync(file) ? file : undefined;
}

/** Made with the demo's first vault. DISK_DENIED, DISK_FULL. */
export async function readDemoPassphrase(folder: string): Promise<string> {
  const file = join(folder, demoPassphraseName);
  try {
    if (!existsSync(file)) await writeFile(file, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    throw diskError(error, file);
  }
}
