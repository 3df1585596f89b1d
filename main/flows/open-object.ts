import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { LinkSummary, ObjectNames, ObjectSight, OpenedObject } from "../../preload/contract/views.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { withoutSecrets } from "../catalogue/without-secrets.ts";
import type { Vault } from "../vault/vault.ts";
import { idsInValue } from "./ids-in-change.ts";
import { linkRow } from "./link-rows.ts";
import { namesOf } from "./names-of.ts";
import { namesOfType } from "./names-of-type.ts";
import { reasonWhyUnknown } from "./report.ts";
import { unknownParts } from "./unknown-parts.ts";

/** One object of a snapshot as a person reads it; its links are fetched apart. */
export async function openObject(
  vault: Vault,
  record: SnapshotRecord,
  type: ObjectType,
  id: string,
): Promise<ObjectSight> {
  const reasons = reasonWhyUnknown(record, type);
  const object = vault.object(record.number, type, id);
  const named = vault.named(record.number, type, id);
  if (object === undefined || named === undefined) return { object: null, reasons };
  const properties = withoutSecrets(object.properties, definitionOf(type).properties);
  const opened: OpenedObject = {
    ...named,
    properties,
    links: linksOf(vault, record.number, object),
    unknown: unknownParts(object, record),
    names: await namesIn(vault, record.number, idsInValue(properties)),
  };
  return { object: opened, reasons };
}

function linksOf(vault: Vault, snapshot: number, { type, links }: DirectoryObject): readonly LinkSummary[] {
  const rules = definitionOf(type).links;
  return Object.entries(links).map(([link, targets]) => {
    const [first] = targets;
    const isSingle = rules[link]?.single === true && targets.length === 1 && first !== undefined;
    return { link, total: targets.length, only: isSingle ? linkRow(vault, snapshot, first) : null };
  });
}

/** Policies and grants name applications by their app id, which is no object's id. */
async function namesIn(vault: Vault, snapshot: number, ids: ReadonlySet<string>): Promise<ObjectNames> {
  const names = namesOf(vault, [snapshot], ids);
  const left = new Set([...ids].filter((id) => names[id] === undefined));
  if (left.size === 0) return names;
  const byAppId: Record<string, ObjectNames[string]> = {};
  for (const type of ["application", "servicePrincipal"] as const) {
    for (const { besides, name } of await namesOfType(vault, snapshot, type)) {
      if (besides !== null && left.has(besides)) byAppId[besides] = { name, type };
    }
  }
  return { ...names, ...byAppId };
}
