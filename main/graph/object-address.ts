import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { urlPart } from "../catalogue/url-part.ts";

/** `?$select=…` for the type, or nothing where Graph takes none. */
export function selectQuery(definition: ObjectTypeDefinition): string {
  return definition.list.selectable ? `?$select=${selectOf(definition).join(",")}` : "";
}

/** One active object. */
export function objectAddress(definition: ObjectTypeDefinition, id: string): string {
  const { path, singleton } = definition.list;
  const own = singleton === true ? path : `${path}/${urlPart(id)}`;
  return `${own}${selectQuery(definition)}`;
}

/**
 * One object in the recycle bin; undefined where the type has none. Without `$select`: the address is that of any
 * directory object, which knows none of the type's own properties.
 */
export function deletedObjectAddress({ list }: ObjectTypeDefinition, id: string): string | undefined {
  const bin = list.deletedItems?.replace(/\/microsoft\.graph\.[A-Za-z]+$/, "");
  return bin === undefined ? undefined : `${bin}/${urlPart(id)}`;
}
