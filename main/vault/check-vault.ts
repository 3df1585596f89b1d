import { checkChain } from "./check-chain.ts";
import { checkPacks } from "./check-packs.ts";
import { inPlace, Problem } from "./check-problem.ts";
import { checkAudit, checkImported, checkRecoveries, checkTallies } from "./check-rest.ts";
import { checkTrees } from "./check-trees.ts";
import type { VaultDatabase } from "./database.ts";
import { IdDictionary } from "./id-dictionary.ts";
import { PackReader } from "./pack-reader.ts";
import { TreeStore } from "./tree-store.ts";
import type { CheckProgress, CheckVerdict } from "./vault.ts";
import type { VaultParts } from "./vault-parts.ts";

/**
 * Proves the vault from the disk up: records, signatures, chain and head; trees against the records' roots; every entry
 * of every pack against its hash in a tree; audit records; and, by reading them, all pages with their authentication
 * codes. Stops at the first thing that is wrong.
 */
export function* checkVault(open: VaultParts): Generator<CheckProgress, CheckVerdict> {
  const { database, chain } = open;
  const isSettled = inPlace("vault.db", () => database.settle());
  const known = { snapshots: chain.kept.length, bytes: database.size };
  const total = chain.state.nextEntry - 1;
  try {
    yield { done: 0, total };
    const parts = readAnew(open);
    checkChain(parts);
    const expected = yield* checkTrees(parts, total);
    yield* checkPacks(parts, expected, total);
    checkAudit(parts);
    checkImported(parts);
    checkRecoveries(database);
    checkTallies(database);
    checkPages(database, isSettled);
    yield { done: total, total };
    return { ok: true, ...known };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, ...known, problem: error.message };
    throw error;
  }
}

/** What was read before the check says nothing of what is on the disk now. */
function readAnew(open: VaultParts): VaultParts {
  const { database } = open;
  database.pragma("shrink_memory");
  const ids = new IdDictionary(database);
  inPlace("the id dictionary", () => ids.count);
  return { ...open, ids, packs: new PackReader(database), trees: new TreeStore(database, ids) };
}

/** Pages that no row made us read, and nothing besides pages. */
function checkPages(database: VaultDatabase, isSettled: boolean): void {
  // Free pages are not read; there are to be none.
  inPlace("a page of vault.db", () => database.giveBackRoom());
  const found = inPlace("a page of vault.db", () => database.pragma("quick_check(1)"));
  if (found !== "ok")
    throw new Problem(`vault.db: the bytes on the disk are not those that were written (${String(found)}).`);
  // While somebody writes or reads beside us, part of it lies in the file next to it.
  if (database.readOnly || !isSettled || !database.settle()) return;
  const pages = Number(database.pragma("page_count")) * Number(database.pragma("page_size"));
  const { size } = database;
  if (size !== pages) throw new Problem(`vault.db has ${size} bytes, but its pages make up ${pages}.`);
}
