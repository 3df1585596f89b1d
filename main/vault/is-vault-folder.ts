import { existsSync } from "node:fs";
import { vaultFiles } from "./vault-files.ts";

/**
 * True if there is a vault, or what is left of one. Key slots beside an unfinished database are of a making that was
 * killed: nothing was ever kept there.
 */
export function isVaultFolder(folder: string): boolean {
  const { database, slots } = vaultFiles(folder);
  return existsSync(database) || (existsSync(slots) && !existsSync(`${database}.new`));
}
