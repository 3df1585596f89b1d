import { allowanceShareSchema } from "../../preload/contract/methods.ts";
import type { VaultDatabase } from "./database.ts";
import { metaValue } from "./vault-meta.ts";

/** A fifth is left to the other applications and people who work in the tenant. */
const usualPercent = 80;

/** The usual share where none was set, or where what another version set is not understood. */
export function readAllowanceShare(database: VaultDatabase): number {
  const text = metaValue(database, "allowanceShare");
  const read = allowanceShareSchema.safeParse({ percent: text === undefined ? usualPercent : Number(text) });
  return read.success ? read.data.percent : usualPercent;
}
