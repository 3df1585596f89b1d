import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";

/** Links that people make with the one properties and a rule with the others: the members of a group that is given one. */
export function linksOnlyWith(
  { type, id }: { readonly type: ObjectType; readonly id: string },
  having: JsonObject,
  unlike: JsonObject,
): readonly string[] {
  return Object.entries(definitionOf(type).links).flatMap(([link, { appliesTo, decidedBy }]) => {
    const applies = (properties: JsonObject) => appliesTo?.({ type, id, properties, links: {} }) !== false;
    return decidedBy !== undefined && applies(having) && !applies(unlike) ? [link] : [];
  });
}

/** Whether writing any of these properties can begin or end a rule. */
export function canDecideLinks(type: ObjectType, properties: readonly string[]): boolean {
  const deciding = Object.values(definitionOf(type).links).map(({ decidedBy }) => decidedBy);
  return properties.some((name) => deciding.includes(name));
}
