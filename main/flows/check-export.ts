import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportOpener } from "../exchange/export-key.ts";
import { createVault } from "../vault/create-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { importFile } from "./import.ts";
import type { WorkControl } from "./tenant-session.ts";

export interface ProvenExport {
  /** The origin's own number, time and tenant, under a record of this check. */
  readonly record: SnapshotRecord;
  readonly objects: number;
  /** Of the file. */
  readonly bytes: number;
}

/**
 * Proves an exported snapshot: every byte, the record's id and signature, and that the objects give the very root that
 * was signed, by importing it into a vault that is thrown away. Errors: as for an import.
 */
export async function checkExport(file: string, opener: ExportOpener, control: WorkControl): Promise<ProvenExport> {
  let vault: Vault | undefined;
  let folder: string | undefined;
  const open = async (tenant: { readonly id: string; readonly name: string }) => {
    folder = await mkdtemp(join(tmpdir(), "reinstate-check-"));
    const passphrase = randomBytes(32).toString("base64");
    const now = new Date().toISOString();
    // A random passphrase of 256 bits needs no costly stretching.
    vault = createVault({ folder, tenantId: tenant.id, tenantName: tenant.name, passphrase, now, passphraseCost: 16 });
    return { vault };
  };
  try {
    const { record, objects } = await importFile(open, file, opener, control);
    return { record, objects, bytes: (await stat(file)).size };
  } finally {
    vault?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
