import { deletionsSchema } from "../../preload/contract/methods.ts";
import type { VaultDatabase } from "./database.ts";
import { metaValue } from "./vault-meta.ts";

const usualMost = 10;

/** The usual number where none was set, or where what another version set is not understood. */
export function readMostDeletions(database: VaultDatabase): number {
  const text = metaValue(database, "mostDeletions");
  const read = deletionsSchema.safeParse({ most: text === undefined ? usualMost : Number(text) });
  return read.success ? read.data.most : usualMost;
}
