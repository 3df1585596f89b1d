import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderStore } from "../main/copies/folder-store.ts";
import { copyOnce } from "../main/copies/testing/copy-once.ts";
import type { Vault } from "../main/vault/vault.ts";
import { type Row, sizeRow, timeRow } from "./measure.ts";

/** The second copy of a vault, after `change` has sealed what is new in it. */
export async function copyRows(vault: Vault, change: () => void): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "reinstate-bench-copy-"));
  const store = folderStore(folder);
  const copy = () => copyOnce(vault, store);
  try {
    await copy();
    change();
    const [before, start] = [process.threadCpuUsage(), performance.now()];
    const { bytesWritten: result } = await copy();
    const milliseconds = performance.now() - start;
    const { user, system } = process.threadCpuUsage(before);
    const measured = { result, milliseconds, thread: (user + system) / 1000 };
    return [timeRow("copy the vault again, changed objects", 1000, measured), sizeRow("  written", 1, result)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
