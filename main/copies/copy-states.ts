import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CopyState } from "../../preload/contract/copies.ts";
import type { ChainPlace } from "../vault/chain-links.ts";
import { guarded } from "../vault/vault-error.ts";
import { prepareFile } from "../vault/write-file-durably.ts";

const name = "copy-states.json";

/** What is kept of how a copy is. */
export interface KeptState extends Omit<CopyState, "holds"> {
  readonly holds: ChainPlace | null;
}

const placeSchema = z.object({ number: z.int().min(0), events: z.int().min(0) });

/** As earlier versions kept it: "snapshot 7 and event 2". */
const placeInWords = z.string().transform((said): ChainPlace => {
  const [number = 0, events = 0] = (said.match(/\d+/gu) ?? []).map(Number);
  return { number, events };
});

const stateSchema = z.object({
  succeededAt: z.string().nullable(),
  triedAt: z.string().nullable(),
  problem: z.string().nullable(),
  holds: z.union([placeSchema, placeInWords]).nullable(),
  bytesWritten: z.number(),
});

export const neverCopied: KeptState = {
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
export function readCopyStates(vaultFolder: string): Readonly<Record<string, KeptState>> {
  try {
    return z.record(z.string(), stateSchema).parse(JSON.parse(readFileSync(join(vaultFolder, name), "utf8")));
  } catch {
    return {};
  }
}

/** DISK_FULL, DISK_DENIED: what was known before stays. */
export function keepCopyState(vaultFolder: string, id: string, state: KeptState): void {
  const states = { ...readCopyStates(vaultFolder), [id]: state };
  guarded(() => prepareFile(join(vaultFolder, name), `${JSON.stringify(states, null, 2)}\n`)());
}
