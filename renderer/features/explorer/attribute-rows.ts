import { propertyPath } from "../../../preload/contract/attribute-path.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";

export interface AttributeRow {
  /** From the object's properties, as a change names it: `conditions.users.includeGroups`. */
  readonly path: string;
  readonly value: JsonValue;
  /** Known to be empty: null, an empty text, list or object. */
  readonly isEmpty: boolean;
}

/** The object's attributes one by one in the order of their names; what is nested has a path. Lists stay whole. */
export function attributeRows(properties: JsonObject, above = ""): readonly AttributeRow[] {
  return Object.keys(properties)
    .sort()
    .flatMap((name) => {
      const value = properties[name] ?? null;
      const path = propertyPath(above, name);
      if (isJsonObject(value) && Object.keys(value).length > 0) return attributeRows(value, path);
      return [{ path, value, isEmpty: isEmpty(value) }];
    });
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
