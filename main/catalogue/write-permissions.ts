import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "./catalogue.ts";
import type { WriteRoute } from "./object-type-definition.ts";

/**
 * Every permission that a plan for this type can ask for, each once, sorted; a plan asks for those of its own steps
 * only. What one object needs besides (`permissionsFor`) is not in here.
 */
export function writePermissions(type: ObjectType): readonly string[] {
  const { writePermissions: general, properties, links } = definitionOf(type);
  const routes = [...Object.values(properties), ...Object.values(links)].map(({ write }) => permissionsOf(write));
  const ofLinks = Object.values(links).map(({ permissions }) => permissions);
  return [...new Set([...general, ...routes.flat(), ...ofLinks.flat()])].sort();
}

function permissionsOf(write: WriteRoute): readonly string[] {
  return "permissions" in write ? (write.permissions ?? []) : [];
}
