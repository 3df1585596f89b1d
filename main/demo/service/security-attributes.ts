import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { merged } from "./check-body.ts";

/** Without it a PATCH that names custom security attributes is refused, whatever else the token allows. */
export const securityAttributesWrite = "CustomSecAttributeAssignment.ReadWrite.All";

/** Set by set, attribute by attribute: null and [] take one away, and a set without any is none. */
export function attributesAfter(before: JsonValue | undefined, patch: JsonValue | undefined): JsonValue {
  const sets = new Map(Object.entries(isJsonObject(before) ? before : {}));
  for (const [name, attributes] of Object.entries(isJsonObject(patch) ? patch : {})) {
    const all = Object.entries(merged(sets.get(name), attributes) as JsonObject);
    const gone = all.filter(([, value]) => value === null || (Array.isArray(value) && value.length === 0));
    const names = new Set(gone.flatMap(([attribute]) => [attribute, `${attribute}@odata.type`]));
    const kept = all.filter(([attribute]) => !names.has(attribute));
    if (kept.some(([attribute]) => !attribute.includes("@"))) sets.set(name, Object.fromEntries(kept));
    else sets.delete(name);
  }
  return sets.size === 0 ? null : Object.fromEntries(sets);
}
