import { rmSync } from "node:fs";
import { journalSuffixes, type vaultFiles } from "../vault-files.ts";
import { prepareSlots, readSlots } from "./slots-file.ts";

/**
 * Ends a re-keying that was interrupted, the way the file in place says: with the new key it was done but for the slots, with the
 * former one it never took place.
 */
export function settleRekey(files: ReturnType<typeof vaultFiles>, isUnderNext: boolean): void {
  const { next, ...file } = readSlots(files.slots);
  if (next !== undefined) prepareSlots(files.slots, { ...file, slots: isUnderNext ? next : file.slots })();
  dropRekeyed(files);
}

/** The unfinished copy and what SQLite may have left beside it. */
export function dropRekeyed({ rekeyed }: ReturnType<typeof vaultFiles>): void {
  for (const suffix of ["", ...journalSuffixes]) rmSync(`${rekeyed}${suffix}`, { force: true });
}
