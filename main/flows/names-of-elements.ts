import { idsInPath, parsePath } from "../../preload/contract/attribute-path.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";

/** Of an assignment that gives no role in particular. */
const noRole = "00000000-0000-0000-0000-000000000000";

/** An object as it was at each time that counts: what is gone from it now has its name from then. */
type Find = (type: ObjectType, id: string) => readonly DirectoryObject[];

/** What the ids of a plan mean that are no objects: a client secret, a certificate, an app role of the object they lie in. */
export function namesOfElements({ steps, impossible }: Plan, find: Find): ObjectNames {
  const names: Record<string, ObjectNames[string]> = {};
  const note = (type: ObjectType, id: string, unit: string, keys: readonly string[]) => {
    if (keys.every((key) => Object.hasOwn(names, key))) return;
    for (const element of find(type, id).flatMap((object) => elementsIn(object, unit))) {
      const key = keys.find((each) => Object.values(element).includes(each));
      const name = [element.displayName, element.value].find((text) => typeof text === "string" && text !== "");
      if (key !== undefined && typeof name === "string") names[key] ??= { name, type };
    }
  };
  const places = [
    ...steps.flatMap(({ object, attributes }) => attributes.map(({ path }) => ({ object, path }))),
    ...impossible,
  ];
  for (const { object, path = "" } of places) {
    const keys = idsInPath(path);
    if (keys.length > 0) note(object.type, object.id, parsePath(path)[0] ?? "", keys);
  }
  for (const { object, links } of steps) {
    for (const target of links.flatMap(({ add, remove }) => [...add, ...remove])) {
      if (typeof target === "string" || typeof target.appRoleId !== "string" || target.appRoleId === noRole) continue;
      const resource = typeof target.resourceId === "string" ? target.resourceId : object.id;
      note("servicePrincipal", resource, "appRoles", [target.appRoleId]);
    }
  }
  return names;
}

function elementsIn({ properties }: DirectoryObject, unit: string) {
  const value: JsonValue | undefined = properties[unit];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
