import { headOf, headProblem, prepareHead, readHead } from "./head-file.ts";
import { alteredError } from "./vault-error.ts";
import type { VaultParts } from "./vault-parts.ts";

/** What head.json says against the chain, in words; undefined if they agree. */
export function problemOfHead({ files, chain, database, headAtOpen }: VaultParts): string | undefined {
  return headProblem(database.readOnly ? headAtOpen : readHead(files.head), chain.links);
}

/** VAULT_ALTERED rather than a new record on a chain whose end is in doubt: it would bury the proof. */
export function refuseAlteredHead(parts: VaultParts): void {
  const problem = problemOfHead(parts);
  if (problem !== undefined)
    throw alteredError(`${problem} If you put an older copy back on purpose, go on from it with --accept-head`);
  keepHead(parts);
}

/** Writes the head after a process that ended between seal and head. */
export function keepHead({ files, chain, database }: VaultParts): void {
  const head = headOf(chain.links.at(-1));
  const current = readHead(files.head);
  if (database.readOnly || (typeof current === "object" && current.id === head.id)) return;
  prepareHead(files.head, head)();
}
