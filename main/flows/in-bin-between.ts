import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { CompareContext } from "../compare/compare-objects.ts";
import type { Vault } from "../vault/vault.ts";

const restorable = ["user", "group", "servicePrincipal", "application"] as const;

/** What two snapshots know of their recycle bins, for comparing links. Each id is looked up once. */
export function inBinBetween(vault: Vault, from: number, to: number): NonNullable<CompareContext["isInBin"]> {
  const known = { before: new Map<string, boolean>(), after: new Map<string, boolean>() };
  return (id, side) => {
    const found = known[side].get(id) ?? isIn(vault, side === "before" ? from : to, id);
    known[side].set(id, found);
    return found;
  };
}

function isIn(vault: Vault, snapshot: number, id: string): boolean {
  return restorable.some((type) => {
    const object = vault.object(snapshot, type, id);
    return object !== undefined && isSoftDeleted(object);
  });
}
