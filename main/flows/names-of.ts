import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { nameOf, objectTypes } from "../../preload/contract/directory-object.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { Vault } from "../vault/vault.ts";

/** Resolves ids to names out of the given snapshots, the first that knows an id wins. Unknown ids are left out. */
export function namesOf(vault: Vault, snapshots: readonly number[], ids: Iterable<string>): ObjectNames {
  const names: Record<string, { readonly name: string; readonly type: ObjectType }> = Object.create(null);
  const aliases = aliasesIn(vault, snapshots);
  for (const id of ids) {
    const found = findNamed(vault, snapshots, id) ?? aliases().get(id.toLowerCase());
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

type Aliases = ReadonlyMap<string, { readonly name: string; readonly type: ObjectType }>;

/** Objects that values name by something else than their id, in lower case; read when the first such id comes. */
function aliasesIn(vault: Vault, snapshots: readonly number[]): () => Aliases {
  let known: Aliases | undefined;
  return () => {
    known ??= new Map([...snapshots].reverse().flatMap((snapshot) => aliased(vault, snapshot)));
    return known;
  };
}

function aliased(vault: Vault, snapshot: number) {
  return objectTypes.flatMap((type) => {
    const { alias } = definitionOf(type);
    if (alias === undefined) return [];
    const objects = [...vault.objects(snapshot, type)];
    return objects.map((object) => {
      return [jsonText(object.properties[alias]).toLowerCase(), { name: nameOf(object), type }] as const;
    });
  });
}
