import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord, TypeProof } from "../../preload/contract/snapshot.ts";
import type { UnknownPart } from "../../preload/contract/views.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { LinkRule, PropertyRule } from "../catalogue/object-type-definition.ts";

/**
 * What the catalogue knows of the type and the snapshot does not hold of this object, with the reason. A property that
 * was asked for and is not there is not set; the recycle bin answers with fewer.
 */
export function unknownParts(object: DirectoryObject, record: SnapshotRecord): readonly UnknownPart[] {
  const { properties, links } = definitionOf(object.type);
  const proof = record.types[object.type];
  return [
    ...Object.entries(properties).flatMap(([name, rule]) => unknownAttribute(name, rule, object, record, proof)),
    ...Object.entries(links).flatMap(([name, rule]) => unknownLink(name, rule, object, record, proof)),
  ];
}

function unknownAttribute(
  name: string,
  rule: PropertyRule,
  object: DirectoryObject,
  { number }: SnapshotRecord,
  proof: TypeProof | undefined,
): readonly UnknownPart[] {
  const of = (reason: string) => [{ name, kind: "attribute", reason } as const];
  if (rule.secret === true) return of("It can never be read, so no snapshot holds it.");
  if (Object.hasOwn(object.properties, name) || name.startsWith("@")) return [];
  if (proof?.selected.includes(name) !== true) return of(`Snapshot ${number} did not ask for it.`);
  return isSoftDeleted(object) ? of("The recycle bin does not tell it.") : [];
}

function unknownLink(
  name: string,
  rule: LinkRule,
  object: DirectoryObject,
  { number }: SnapshotRecord,
  proof: TypeProof | undefined,
): readonly UnknownPart[] {
  if (Object.hasOwn(object.links, name)) return [];
  const of = (reason: string) => [{ name, kind: "link", reason } as const];
  if (isSoftDeleted(object)) return of("The recycle bin does not tell it.");
  if (rule.appliesTo?.(object) === false) return object.type === "group" ? of(followsFromRule) : [];
  if (proof?.links.includes(name) !== true) return of(`Snapshot ${number} did not ask for it.`);
  return of(["It was asked for and could not be read.", ...(proof.notes ?? [])].join(" "));
}

const followsFromRule = "The members of a dynamic group follow from its rule and are not read.";
