import { deletionsSchema, usualMostDeletions } from "../../preload/contract/methods.ts";
import type { VaultDatabase } from "./database.ts";
import { metaValue } from "./vault-meta.ts";

/** The usual number where none was set, or where what another version set is not understood. */
export function readMostDeletions(database: VaultDatabase): number {
  const text = metaValue(database, "mostDeletions");
  const read = deletionsSchema.safeParse({ most: text === undefined ? usualMostDeletions : Number(text) });
  return read.success ? read.data.most : usualMostDeletions;
}
