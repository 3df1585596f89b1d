import { existsSync } from "node:fs";
import { vaultFiles } from "./vault-files.ts";

/** True if there is a vault, or what is left of one. */
export function isVaultFolder(folder: string): boolean {
  const { database, slots } = vaultFiles(folder);
  return existsSync(slots) || existsSync(database);
}
