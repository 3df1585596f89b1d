import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import type { Vault } from "../vault/vault.ts";

/** Resolves ids to names out of the given snapshots, the first that knows an id wins. Unknown ids are left out. */
export function namesOf(vault: Vault, snapshots: readonly number[], ids: Iterable<string>): ObjectNames {
  const names: Record<string, { readonly name: string; readonly type: ObjectType }> = Object.create(null);
  for (const id of ids) {
    const found = findNamed(vault, snapshots, id);
    if (found !== undefined) names[id] = { name: found.name, type: found.type };
  }
  return { ...names };
}

function findNamed(vault: Vault, snapshots: readonly number[], id: string) {
  for (const snapshot of snapshots) {
    for (const type of objectTypes) {
      const named = vault.named(snapshot, type, id);
      if (named !== undefined) return named;
    }
  }
  return undefined;
}
