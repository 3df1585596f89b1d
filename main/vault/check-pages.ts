import { inPlace, Problem } from "./check-problem.ts";
import type { VaultDatabase } from "./database.ts";

/** Between two chances for others, and as often as a page that a writer is in the middle of is read again. */
const [pagesPerStep, attempts] = [64, 3];

/** Nothing is cut off or added. While somebody writes or reads beside us, part of the pages lies in the log next to the file. */
export function checkLength(database: VaultDatabase): void {
  const isSettled = inPlace("vault.db", () => database.settle());
  if (!isSettled || !database.isOneFile) return;
  const pages = inPlace("vault.db", () => database.pageCount * database.pageSize);
  const { size } = database;
  if (size === pages) return;
  const what = size < pages ? "was cut off" : "was added to";
  throw new Problem(`vault.db ${what}: it has ${size} bytes, but its pages make up ${pages}.`);
}

/**
 * Pages that no row made us read. `reader` says which there are, `file` holds their bytes. Those that nothing lies in are few:
 * thinning out and closing give them back. SQLite never reads them, and giving them back now would hide what is wrong with them.
 */
export function* checkPages(reader: VaultDatabase, file: VaultDatabase): Generator<undefined, void> {
  const found = inPlace("a page of vault.db", () => String(reader.pragma("quick_check(1)")));
  if (found !== "ok") {
    const details = found.replaceAll(/\s+/gu, " ").replace("*** in database main *** ", "");
    throw new Problem(`vault.db: the bytes on the disk are not those that were written (${details}).`);
  }
  if (Number(reader.pragma("freelist_count")) === 0) return;
  const used = new Set(reader.all<{ page: number }>("SELECT pageno AS page FROM dbstat").map(({ page }) => page));
  for (let number = 1; number <= reader.pageCount; number += 1) {
    if (number % pagesPerStep === 0) yield;
    if (!used.has(number) && !isUnusedPageWhole(file, number))
      throw new Problem(`Page ${number} of vault.db, which nothing lies in, is not as it was written.`);
  }
}

function isUnusedPageWhole(file: VaultDatabase, number: number): boolean {
  for (let attempt = 0; attempt < attempts; attempt += 1) if (file.pageHolds(number)) return true;
  return false;
}
