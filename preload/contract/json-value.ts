/** Any value that JSON can hold. Values in snapshots are plain data and never change after capture. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object; keys are own properties only, `__proto__` included as an ordinary key. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts of a list; none where it is no list. */
export function textsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: JsonValue) => typeof item === "string") : [];
}

/**
 * A value as text, to compare or to show: text as it is, objects and lists as JSON. Whoever wrote a value may have put a `toString`
 * into it, over which `String` falls.
 */
export function jsonText(value: JsonValue | undefined): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
