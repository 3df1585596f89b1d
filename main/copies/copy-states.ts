import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CopyState } from "../../preload/contract/copies.ts";
import { guarded } from "../vault/vault-error.ts";
import { prepareFile } from "../vault/write-file-durably.ts";

const name = "copy-states.json";

const stateSchema = z.object({
  succeededAt: z.string().nullable(),
  triedAt: z.string().nullable(),
  problem: z.string().nullable(),
  holds: z.string().nullable(),
  bytesWritten: z.number(),
});

export const neverCopied: CopyState = {
  succeededAt: null,
  triedAt: null,
  problem: null,
  holds: null,
  bytesWritten: 0,
};

/**
 * How each copy is, by its id. Beside the vault and not in it: otherwise each run would make the copy old that it has just made.
 * A file that cannot be read says that nothing is known.
 */
export function readCopyStates(vaultFolder: string): Readonly<Record<string, CopyState>> {
  try {
    return z.record(z.string(), stateSchema).parse(JSON.parse(readFileSync(join(vaultFolder, name), "utf8")));
  } catch {
    return {};
  }
}

/** DISK_FULL, DISK_DENIED: what was known before stays. */
export function keepCopyState(vaultFolder: string, id: string, state: CopyState): void {
  const states = { ...readCopyStates(vaultFolder), [id]: state };
  guarded(() => prepareFile(join(vaultFolder, name), `${JSON.stringify(states, null, 2)}\n`)());
}
