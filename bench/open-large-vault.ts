import { randomBytes } from "node:crypto";
import { statfsSync } from "node:fs";
import { createVault } from "../main/vault/create-vault.ts";
import { usualPassphraseCost } from "../main/vault/keys/passphrase-key.ts";
import { openVault } from "../main/vault/open-vault.ts";
import { type Measured, median, type Row, timeRow } from "./measure.ts";

const vaultBytes = 5e9;
const rowBytes = 50e6;
const neededBytes = 12e9;
const goalMs = 2000;
const passphrase = "prove";

/** A vault of 5 GB, opened with its passphrase at the usual cost and closed, the middle of three times. Undefined where the disk has no 12 GB free. */
export function openLargeVault(folder: string): Row | undefined {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < neededBytes) return undefined;
  fill(folder);
  return timeRow("open a vault of 5 GB", goalMs, opened(folder));
}

function fill(folder: string): void {
  const vault = createVault({
    folder,
    tenantId: "00000000-0000-0000-0000-000000000001",
    tenantName: "Contoso",
    passphrase,
    now: new Date().toISOString(),
    passphraseCost: usualPassphraseCost,
  });
  try {
    for (let row = 0; row < vaultBytes / rowBytes; row += 1) vault.setSecret(`row ${row}`, randomBytes(rowBytes));
  } finally {
    vault.close();
  }
}

function opened(folder: string): Measured<number> {
  const measured = median(() => {
    const vault = openVault({ folder, passphrase });
    const { bytes } = vault.description;
    vault.close();
    return bytes;
  });
  if (measured.result < vaultBytes) throw new Error(`the vault has ${measured.result} bytes only`);
  return measured;
}
