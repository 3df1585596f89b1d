import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { nameOf, objectTypes } from "../../preload/contract/directory-object.ts";
import type { DeletedItem, RecycleBin } from "../../preload/contract/incident.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { Vault } from "../vault/vault.ts";
import { namesOfType } from "./names-of-type.ts";

/** https://learn.microsoft.com/entra/architecture/recover-from-deletions: 30 days, then they are gone for good. */
const keptForMs = 30 * 86_400_000;
const mostItems = 200;

/** What lies in deleted items by the newest snapshot, by when it expires. `now` (ms): what has expired is left out. */
export async function recycleBin(vault: Vault, now: number): Promise<RecycleBin> {
  const newest = vault.snapshots().at(-1);
  const withBin = objectTypes.filter((type) => definitionOf(type).list.deletedItems !== undefined);
  if (newest === undefined) return { snapshot: null, total: 0, items: [], unknown: withBin };
  const known = withBin.filter((type) => newest.types[type]?.deletedItemsRead === true);
  const items: DeletedItem[] = [];
  for (const type of known) items.push(...(await deletedOf(vault, newest.number, type)));
  const left = items.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  left.sort((one, other) => Date.parse(one.expiresAt) - Date.parse(other.expiresAt));
  return {
    snapshot: { number: newest.number, endedAt: newest.endedAt },
    total: left.length,
    items: left.slice(0, mostItems),
    unknown: withBin.filter((type) => !known.includes(type)),
  };
}

async function deletedOf(vault: Vault, snapshot: number, type: ObjectType): Promise<readonly DeletedItem[]> {
  const names = await namesOfType(vault, snapshot, type);
  return names.flatMap(({ id, softDeleted }) => {
    const object = softDeleted ? vault.object(snapshot, type, id) : undefined;
    return object === undefined ? [] : [itemOf(object)];
  });
}

/** ISO 8601, when what lies in the recycle bin is gone for good; undefined: it does not lie there. */
export function expiryOf({ properties: { deletedDateTime } }: DirectoryObject): string | undefined {
  const until = new Date(typeof deletedDateTime === "string" ? Date.parse(deletedDateTime) + keptForMs : Number.NaN);
  return Number.isNaN(until.getTime()) ? undefined : until.toISOString();
}

function itemOf(object: DirectoryObject): DeletedItem {
  const deletedAt = jsonText(object.properties.deletedDateTime);
  const expiresAt = expiryOf(object) ?? deletedAt;
  return { type: object.type, id: object.id, name: nameOf(object), deletedAt, expiresAt };
}
