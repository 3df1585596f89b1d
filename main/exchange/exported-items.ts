import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { typeNamed } from "./detect-type.ts";

/** One object of a file, with the type that the collection around it says. */
export interface ExportedItem {
  readonly value: JsonValue;
  readonly collection: ObjectType | undefined;
}

/**
 * The objects of a file: one alone, a list, Graph's `{value: [...]}`, named lists (`{groups: [...], users: [...]}`), or
 * a dictionary by id.
 */
export function exportedItems(root: JsonValue): readonly ExportedItem[] {
  if (Array.isArray(root)) return itemsOf(root, undefined);
  if (!isJsonObject(root)) return [{ value: root, collection: undefined }];
  if (Array.isArray(root.value) && !Object.hasOwn(root, "id")) return itemsOf(root.value, typeInContext(root));
  const named = Object.entries(root).filter(([name, list]) => Array.isArray(list) && typeNamed(name) !== undefined);
  if (named.length > 0 && !isOneObject(root)) {
    return named.flatMap(([name, list]) => itemsOf(list as readonly JsonValue[], typeNamed(name)));
  }
  if (isDictionary(root))
    return Object.entries(root).map(([id, value]) => ({ value: withId(id, value), collection: undefined }));
  return [{ value: root, collection: undefined }];
}

function itemsOf(list: readonly JsonValue[], collection: ObjectType | undefined): readonly ExportedItem[] {
  return list.map((value) => ({ value, collection }));
}

function isOneObject(root: JsonObject): boolean {
  return Object.hasOwn(root, "id") || Object.hasOwn(root, "displayName") || Object.hasOwn(root, "@odata.type");
}

function typeInContext(root: JsonObject): ObjectType | undefined {
  const context = root["@odata.context"];
  if (typeof context !== "string") return undefined;
  const path = (context.split("#").at(-1) ?? "").replace(/\(.*$/, "");
  if (/conditionalAccess\/policies/i.test(path)) return "conditionalAccessPolicy";
  return typeNamed(path.split("/").at(-1) ?? "");
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function isDictionary(root: JsonObject): boolean {
  const entries = Object.entries(root);
  return entries.length > 0 && entries.every(([key, value]) => idPattern.test(key) && isJsonObject(value));
}

function withId(id: string, value: JsonValue): JsonValue {
  return isJsonObject(value) && !Object.hasOwn(value, "id") ? { id, ...value } : value;
}
