import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { NamedObject } from "../../preload/contract/views.ts";
import type { Disguise } from "../flows/list-objects.ts";
import { namesOfType } from "../flows/names-of-type.ts";
import type { KnownPeople } from "../pseudonyms/known-people.ts";
import type { Vault } from "../vault/vault.ts";

const beginningOfTime = "0001-01-01T00:00:00Z";
const endOfTime = "9999-12-31T23:59:59Z";

/**
 * A filter by pseudonyms as one by what they stand for. A name of the filter becomes the ids of what is shown by such a
 * name, so that nobody is found by their real one.
 */
export async function meantFilter(
  vault: Vault,
  { actor, name, ...rest }: ChangeFilter,
  people: KnownPeople,
  disguise: Disguise,
): Promise<ChangeFilter> {
  return {
    ...rest,
    ...(actor === undefined ? {} : { actor: actorsMeant(vault, actor, people) }),
    ...(name === undefined ? {} : { ids: await idsMeant(vault, name, disguise, rest.ids) }),
  };
}

function actorsMeant(vault: Vault, actor: string, people: KnownPeople): string {
  const parts = actor
    .toLowerCase()
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const names = new Set<string>();
  for (const { initiatedBy } of vault.auditRecords(beginningOfTime, endOfTime)) {
    if (initiatedBy.name === null || names.has(initiatedBy.name)) continue;
    const shown = people.actor(initiatedBy.name).toLowerCase();
    if (parts.some((part) => shown.includes(part))) names.add(initiatedBy.name);
  }
  return names.size === 0 ? actor : [...names].join(",");
}

async function idsMeant(
  vault: Vault,
  name: string,
  disguise: Disguise,
  among: readonly string[] | undefined,
): Promise<readonly string[]> {
  const wanted = name.toLowerCase();
  const ids = new Set<string>();
  const take = ({ id, name: shown }: NamedObject) => shown.toLowerCase().includes(wanted) && ids.add(id);
  for (const { number } of vault.snapshots())
    for (const type of objectTypes) for (const named of await namesOfType(vault, number, type)) take(disguise(named));
  const chosen = among === undefined ? undefined : new Set(among.map((id) => id.toLowerCase()));
  return chosen === undefined ? [...ids] : [...ids].filter((id) => chosen.has(id.toLowerCase()));
}
