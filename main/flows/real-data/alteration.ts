import { parsePath } from "../../../preload/contract/attribute-path.ts";
import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import type { WriteRequest } from "../../catalogue/object-type-definition.ts";

/** What another administrator does to one part of an object, and what a report has to say of it. */
export interface Alteration {
  readonly requests: readonly Pick<WriteRequest, "method" | "path" | "body">[];
  /** Attribute paths and link names that differ then; none for what is not to count as a difference. */
  readonly names: readonly string[];
  /** The object's properties as they are then. */
  readonly properties: JsonObject;
}

/** The alteration that writes `value` at `path` with the object's own PATCH; `names` besides, or instead, of the path. */
export function writing(
  object: DirectoryObject,
  path: string,
  value: JsonValue,
  names: readonly string[] = [path],
): Alteration {
  const segments = parsePath(path);
  const properties = withValue(object.properties, segments, value) as JsonObject;
  return { requests: [patchOf({ ...object, properties }, segments)], names, properties };
}

/** Written by hand, not by the catalogue: Graph's rules, not ours, decide what an administrator can do. */
function patchOf({ type, id, properties }: DirectoryObject, [unit = "", method = "", setting = ""]: readonly string[]) {
  const { path, singleton } = definitionOf(type).list;
  const address = singleton === true ? path : `${path}/${id}`;
  const value = properties[unit] ?? null;
  if (unit === "authenticationMethodConfigurations") {
    const config = valueAt(properties, [unit, method]) as JsonObject;
    const body = { "@odata.type": config["@odata.type"] ?? null, [setting]: config[setting] ?? null };
    return { method: "PATCH" as const, path: `${address}/${unit}/${method}`, body };
  }
  const kind = type === "namedLocation" ? { "@odata.type": properties["@odata.type"] ?? null } : {};
  return { method: "PATCH" as const, path: address, body: { ...kind, [unit]: withStrengthById(value) } };
}

/** Graph shows a policy's strength in full and takes its id only. */
function withStrengthById(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || !isJsonObject(value.authenticationStrength)) return value;
  return { ...value, authenticationStrength: { id: value.authenticationStrength.id ?? null } };
}

export function valueAt(value: JsonValue | undefined, segments: readonly string[]): JsonValue | undefined {
  const [name, ...rest] = segments;
  if (name === undefined) return value;
  if (Array.isArray(value)) return valueAt(elementOf(value, name), rest);
  return isJsonObject(value) ? valueAt(value[name], rest) : undefined;
}

function elementOf(list: readonly JsonValue[], id: string): JsonValue | undefined {
  return list.find((element) => isJsonObject(element) && element.id === id);
}

function withValue(whole: JsonValue | undefined, segments: readonly string[], value: JsonValue): JsonValue {
  const [name, ...rest] = segments;
  if (name === undefined) return value;
  if (Array.isArray(whole)) {
    const replaced = elementOf(whole, name);
    return whole.map((element: JsonValue) => (element === replaced ? withValue(element, rest, value) : element));
  }
  const object = isJsonObject(whole) ? whole : {};
  return { ...object, [name]: withValue(object[name], rest, value) };
}
