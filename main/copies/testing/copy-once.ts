import type { Vault } from "../../vault/vault.ts";
import type { CopyStore } from "../copy-store.ts";
import { type CopyOutcome, type CopyRun, runCopy } from "../run-copy.ts";

/** If not told otherwise as the first of its copies there, on one day for all tests. */
export function copyOnce(vault: Vault, store: CopyStore, more: Partial<CopyRun> = {}): Promise<CopyOutcome> {
  const now = "2026-08-01T00:00:00Z";
  return runCopy({ source: () => vault.copySource(), store, now, isKnown: false, ...more });
}
