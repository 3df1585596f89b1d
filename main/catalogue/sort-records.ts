import { isJsonObject, type JsonObject, type JsonValue } from "../../preload/contract/json-value.ts";

/** The records among link targets. */
function recordsAmong(targets: readonly unknown[]): readonly JsonObject[] {
  return targets.filter((target) => isJsonObject(target as JsonValue)) as readonly JsonObject[];
}

export interface SortedRecords {
  readonly added: readonly JsonObject[];
  readonly removed: readonly JsonObject[];
  /** In both under one key: `wanted` is to stand where `present` is. */
  readonly changed: readonly { readonly wanted: JsonObject; readonly present: JsonObject }[];
}

/** Tells records that changed in content from those that come and go. */
export function sortRecords(
  add: readonly unknown[],
  remove: readonly unknown[],
  keyOf: (record: JsonObject) => string,
): SortedRecords {
  const present = new Map(recordsAmong(remove).map((record) => [keyOf(record), record]));
  const wanted = new Map(recordsAmong(add).map((record) => [keyOf(record), record]));
  return {
    added: [...wanted].flatMap(([key, record]) => (present.has(key) ? [] : [record])),
    removed: [...present].flatMap(([key, record]) => (wanted.has(key) ? [] : [record])),
    changed: [...wanted].flatMap(([key, record]) => {
      const other = present.get(key);
      return other === undefined ? [] : [{ wanted: record, present: other }];
    }),
  };
}
