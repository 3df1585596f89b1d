import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { isExtensionName, shapes } from "./property-shapes.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** Where the object stands: delta rounds always say the id. */
export type Place = "list" | "item" | "delta";

/** Makes of a whole object what a request asked for. */
export type Projection = (object: MutableJsonObject) => JsonObject;

/** Checks `$select` for a type and makes the projection. 400 for names that it does not have, 501 for what lists lack. */
export function projectionOf(type: DirectoryType, select: readonly string[] | undefined, place: Place): Projection {
  const shape = shapes[type];
  if (select !== undefined) checkNames(type, select, place);
  const names = new Set([...(place === "delta" ? ["id"] : []), ...(select ?? shape.defaults)]);
  const plan = [...names].map((name) => [name, shape.kinds.get(name) === "list" ? emptyList : null] as const);
  const withKeys = select?.includes("keyCredentials") === true;
  return (object) => {
    const projected: MutableJsonObject = {};
    for (const [name, absent] of plan) projected[name] = object[name] ?? absent;
    if (!withKeys && projected.keyCredentials !== undefined) projected.keyCredentials = withoutKeys(object);
    return projected;
  };
}

const emptyList: readonly JsonValue[] = [];

function checkNames(type: DirectoryType, select: readonly string[], place: Place): void {
  const shape = shapes[type];
  for (const name of select) {
    if (!shape.kinds.has(name) && !isExtensionName(name)) {
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`, "BadRequest");
    }
    if (place !== "item" && shape.apart.has(name)) {
      throw new Refusal(501, "NotImplemented", `The property '${name}' is not available in a collection.`);
    }
    if (place !== "item" && shape.single.has(name)) {
      throw badRequest(`The property '${name}' can only be selected on a single ${type}.`);
    }
  }
}

/** The public part of a certificate only comes where keyCredentials is asked for by name. */
function withoutKeys({ keyCredentials }: MutableJsonObject): JsonValue {
  if (!Array.isArray(keyCredentials)) return emptyList;
  return keyCredentials.map((entry: JsonValue) => (isJsonObject(entry) ? { ...entry, key: null } : entry));
}
