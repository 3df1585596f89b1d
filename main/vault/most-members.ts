import type { VaultDatabase } from "./database.ts";
import { metaValue } from "./vault-meta.ts";

/** All of them where nothing was set, or where what another version set is not understood: too many harm less than too few. */
export function readMostMembers(database: VaultDatabase): number | undefined {
  const text = metaValue(database, "mostMembers");
  return text !== undefined && /^[1-9]\d{0,9}$/u.test(text) ? Number(text) : undefined;
}
