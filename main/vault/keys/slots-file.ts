import { readFileSync } from "node:fs";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import { refuseNewer } from "../migrations/migrations.ts";
import { guarded } from "../vault-error.ts";
import { prepareFile } from "../write-file-durably.ts";
import { type DirectSlot, isDirectSlot, isSlot, isTooCostly, type Slot, slotsFileSchema } from "./slot-schema.ts";

const slotsVersion = 2;

/** What slots.json says. `unknown`: slots of kinds that this program does not know; they are kept as they are. */
export interface SlotsFile {
  readonly slots: readonly Slot[];
  /** Of format 1: only the secret itself can make it one of today's. */
  readonly direct: readonly DirectSlot[];
  readonly unknown: readonly object[];
  /** While a re-keying is under way: the slots under the new key. */
  readonly next?: readonly Slot[];
}

/** VAULT_NOT_A_VAULT, VAULT_NEWER. */
export function readSlots(path: string): SlotsFile {
  const { version, slots, next } = parse(path);
  refuseNewer(version);
  const known = { slots: slots.filter(isSlot), direct: slots.filter(isDirectSlot) };
  if (isTooCostly([...known.slots, ...known.direct])) throw notOurs();
  return {
    ...known,
    unknown: slots.filter((slot) => !isSlot(slot) && !isDirectSlot(slot)),
    ...(next === undefined ? {} : { next }),
  };
}

/** Replaces slots.json as one durable step (USAGE_INVALID for too many passphrases, DISK_FULL, DISK_DENIED); the returned function does it, so that room is found before. */
export function prepareSlots(path: string, { slots, direct, unknown, next }: SlotsFile): () => void {
  if (isTooCostly([...slots, ...direct])) {
    throw new ReinstateError("USAGE_INVALID", "The vault has as many passphrases as it can. Remove one first.");
  }
  const content = { version: slotsVersion, slots: [...slots, ...direct, ...unknown], ...(next && { next }) };
  const show = guarded(() => prepareFile(path, `${JSON.stringify(content, null, 2)}\n`));
  return () => guarded(show);
}

function parse(path: string) {
  const text = readFileSync(path, "utf8");
  try {
    return slotsFileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw notOurs(cause);
  }
}

function notOurs(cause?: unknown): ReinstateError {
  return new ReinstateError(
    "VAULT_NOT_A_VAULT",
    "The folder's slots.json is not one of Reinstate's, or it was damaged. Put a copy of it back: without it nothing opens the vault.",
    { cause },
  );
}
