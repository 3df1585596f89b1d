import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { checkChain } from "./check-chain.ts";
import { checkPacks } from "./check-packs.ts";
import { checkLength, checkPages } from "./check-pages.ts";
import { HeadProblem, inPlace, Problem } from "./check-problem.ts";
import { checkAudit, checkImported, checkRecoveries, checkTallies } from "./check-rest.ts";
import { checkTrees } from "./check-trees.ts";
import type { VaultDatabase } from "./database.ts";
import { readHead } from "./head-file.ts";
import { IdDictionary } from "./id-dictionary.ts";
import { PackReader } from "./pack-reader.ts";
import { TreeStore } from "./tree-store.ts";
import type { CheckProgress, CheckVerdict } from "./vault.ts";
import type { VaultParts } from "./vault-parts.ts";

/**
 * Proves the vault from the disk up: records, signatures, chain and head; trees against the records' roots; every entry
 * of every pack against its hash in a tree; audit records; and, by reading them, all pages with their authentication
 * codes. Stops at the first thing that is wrong. Proven is the vault as it is when the check begins: it reads beside
 * whoever seals, thins out or recovers meanwhile.
 */
export function* checkVault(open: VaultParts, isSealing = false): Generator<CheckProgress, CheckVerdict> {
  const { database, chain } = open;
  const known = { snapshots: chain.kept.length, bytes: database.size };
  const total = chain.state.nextEntry - 1;
  let reader: VaultDatabase | undefined;
  try {
    checkLength(database);
    if (!database.readOnly) reader = inPlace("vault.db", () => database.openBeside());
    // What another process, or a seal of this one, has put down for a snapshot to come belongs to none yet.
    const seen = reader ?? database;
    yield* prove(readAnew(open, seen), database.readOnly || isSealing);
    for (const _ of checkPages(seen, database)) yield { done: total, total };
    return { ok: true, ...known };
  } catch (error) {
    if (!database.isOpen) throw closedError();
    if (error instanceof Problem)
      return { ok: false, ...known, problem: error.message, ...(error instanceof HeadProblem && { endInDoubt: true }) };
    throw error;
  } finally {
    reader?.close();
  }
}

function closedError(): ReinstateError {
  const message =
    "The vault was locked or closed while it was being checked, which says nothing of it. Check it again.";
  return new ReinstateError("CANCELLED", message);
}

/** What was read before the check says nothing of what is on the disk now. */
function readAnew(open: VaultParts, database: VaultDatabase): VaultParts {
  database.pragma("shrink_memory");
  const ids = new IdDictionary(database);
  const headAtOpen = open.database.readOnly ? open.headAtOpen : readHead(open.files.head);
  const parts = { database, ids, packs: new PackReader(database), trees: new TreeStore(database, ids) };
  return { ...open, ...parts, chain: open.chain.frozen(), ...(headAtOpen === undefined ? {} : { headAtOpen }) };
}

function* prove(parts: VaultParts, hasUnfinished: boolean): Generator<CheckProgress> {
  const { database, ids, chain } = parts;
  const total = chain.state.nextEntry - 1;
  // Before anybody else has a turn: the chain, its end and the head are of one moment.
  inPlace("the id dictionary", () => ids.count);
  checkChain(parts);
  yield { done: 0, total };
  const expected = yield* checkTrees(parts, total);
  yield* checkPacks(parts, expected, { total, hasUnfinished });
  checkAudit(parts);
  checkImported(parts);
  checkRecoveries(database);
  checkTallies(database);
  yield { done: total, total };
}
