import { existsSync } from "node:fs";
import { vaultFiles } from "./vault-files.ts";

/** True if the folder holds a vault, whatever its state. */
export function isVaultFolder(folder: string): boolean {
  const files = vaultFiles(folder);
  return existsSync(files.database) || existsSync(files.slots);
}
