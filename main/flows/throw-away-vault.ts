import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVault } from "../vault/create-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { vaultFiles } from "../vault/vault-files.ts";
import { WriterLock } from "../vault/writer-lock.ts";

export interface ThrowAwayVault {
  readonly vault: Vault;
  /** Closes it and removes every file of it. */
  erase(): Promise<void>;
}

const prefix = "reinstate-throw-away-";
/** A folder that somebody is making right now holds no lock yet. */
const youngMs = 60_000;

/**
 * A vault among the temporary files. Its passphrase is random and never leaves this function, so that what a killed process leaves
 * behind can be read by nobody; the next one removes it.
 */
export async function throwAwayVault(tenant: { readonly id: string; readonly name: string }): Promise<ThrowAwayVault> {
  await sweepThrowAways();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const passphrase = randomBytes(32).toString("base64");
  const now = new Date().toISOString();
  try {
    // 256 random bits need no costly stretching.
    const vault = createVault({
      folder,
      tenantId: tenant.id,
      tenantName: tenant.name,
      passphrase,
      now,
      passphraseCost: 16,
    });
    const erase = async () => {
      vault.close();
      await rm(folder, { recursive: true, force: true });
    };
    return { vault, erase };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what processes that were killed left behind; what cannot be removed stays as it is. */
export async function sweepThrowAways(now = Date.now()): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^${prefix}(\\d+)-`, "u").exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid) continue;
    const folder = join(tmpdir(), name);
    if (await isLeftBehind(folder, now)) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftBehind(folder: string, now: number): Promise<boolean> {
  try {
    if (now - (await stat(folder)).mtimeMs < youngMs) return false;
    const lock = WriterLock.take(vaultFiles(folder).writer);
    lock?.release();
    return lock !== undefined;
  } catch {
    // Somebody else's, or gone meanwhile.
    return false;
  }
}
