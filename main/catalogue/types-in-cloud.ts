import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "./catalogue.ts";

/** What there is to capture in a cloud: a type that it never offers would make every snapshot incomplete. */
export function typesInCloud(name: string): readonly ObjectType[] {
  return objectTypes.filter((type) => definitionOf(type).list.notIn?.includes(name) !== true);
}
