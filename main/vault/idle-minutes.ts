import { idleTimeSchema } from "../../preload/contract/methods.ts";
import type { VaultDatabase } from "./database.ts";
import { metaValue } from "./vault-meta.ts";

const usualIdleMinutes = 15;

/** The usual time where none was set, or where what another version set is not understood: a vault stays open for nothing else. */
export function readIdleMinutes(database: VaultDatabase): number {
  const text = metaValue(database, "idleMinutes");
  const read = idleTimeSchema.safeParse({ minutes: text === undefined ? usualIdleMinutes : Number(text) });
  return read.success ? read.data.minutes : usualIdleMinutes;
}
