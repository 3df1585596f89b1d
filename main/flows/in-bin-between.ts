import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { CompareContext } from "../compare/compare-objects.ts";
import type { Vault } from "../vault/vault.ts";

const restorable = ["user", "group", "servicePrincipal", "application"] as const;

/** What two snapshots know of their recycle bins, for comparing links. Each id is looked up once. */
export function inBinBetween(
  vault: Pick<Vault, "object" | "hashOf">,
  from: number,
  to: number,
): NonNullable<CompareContext["isInBin"]> {
  const known = { before: new Map<string, boolean>(), after: new Map<string, boolean>() };
  return (id, side) => {
    const found = known[side].get(id) ?? isIn(vault, [from, to], side, id);
    known[side].set(id, found);
    return found;
  };
}

/**
 * A link that one side shows and the other hides leads to what went into the bin or came out of it, so that it differs
 * itself: the trees say of most ids, without reading any, that they do not.
 */
function isIn(
  vault: Pick<Vault, "object" | "hashOf">,
  [from, to]: readonly [number, number],
  side: "before" | "after",
  id: string,
): boolean {
  return restorable.some((type) => {
    if (vault.hashOf(from, type, id) === vault.hashOf(to, type, id)) return false;
    const object = vault.object(side === "before" ? from : to, type, id);
    return object !== undefined && isSoftDeleted(object);
  });
}
