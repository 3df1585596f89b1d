import { stat } from "node:fs/promises";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportOpener } from "../exchange/export-key.ts";
import { importFile } from "./import.ts";
import type { WorkControl } from "./tenant-session.ts";
import { type ThrowAwayVault, throwAwayVault } from "./throw-away-vault.ts";

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
  let made: ThrowAwayVault | undefined;
  try {
    const open = async (tenant: { readonly id: string; readonly name: string }) => {
      made = await throwAwayVault(tenant);
      return made;
    };
    const { record, objects } = await importFile(open, file, opener, control);
    return { record, objects, bytes: (await stat(file)).size };
  } finally {
    await made?.erase();
  }
}
