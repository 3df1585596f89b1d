import { isDeepStrictEqual } from "node:util";
import type { ObjectType } from "../../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../../preload/contract/directory-object.ts";
import type { DemoState, MutableJsonObject } from "../../demo-state.ts";

/**
 * Ids that differ between two states, by type, found without change log or audit: objects and what hangs on them
 * (members, owners, manager, sponsors, assignments at the resource, grants at the client, federated credentials).
 */
export function differingIds(before: DemoState, after: DemoState): Readonly<Record<string, ReadonlySet<string>>> {
  const found: Record<string, Set<string>> = {};
  for (const type of objectTypes) {
    for (const id of new Set([...idsOf(before, type), ...idsOf(after, type)])) {
      if (isDeepStrictEqual(everythingOf(before, type, id), everythingOf(after, type, id))) continue;
      found[type] = (found[type] ?? new Set()).add(id);
    }
  }
  return found;
}

function idsOf(state: DemoState, type: ObjectType): readonly string[] {
  const deleted = [...state.deleted].filter(([, entry]) => entry.type === type).map(([id]) => id);
  return [...state.objects[type].keys(), ...deleted];
}

function everythingOf(state: DemoState, type: ObjectType, id: string): unknown {
  const { links } = state;
  const sorted = (ids: Iterable<string> | undefined) => [...(ids ?? [])].sort();
  return [
    state.objects[type].get(id),
    state.deleted.get(id)?.object,
    sorted(links.members.get(id)),
    sorted(links.owners.get(id)),
    sorted(links.sponsors.get(id)),
    links.manager.get(id),
    links.federatedCredentials.get(id),
    type === "servicePrincipal" ? recordsOf(links.appRoleAssignments, "resourceId", id) : [],
    type === "servicePrincipal" ? recordsOf(links.grants, "clientId", id) : [],
  ];
}

function recordsOf(
  records: ReadonlyMap<string, MutableJsonObject>,
  key: string,
  id: string,
): readonly MutableJsonObject[] {
  return [...records.values()].filter((record) => record[key] === id);
}
