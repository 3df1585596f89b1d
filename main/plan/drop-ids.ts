import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { namesAny } from "./replace-ids.ts";

/** Ids in lower case. */
type Ids = ReadonlySet<string> | ReadonlyMap<string, unknown>;

/**
 * A value without the list entries that name these ids. Undefined where leaving them out would say something else: a
 * single value names one, or a list of what is included would be empty (a policy for nobody).
 */
export function dropIds<Value extends JsonValue>(value: Value, ids: Ids, name = ""): Value | undefined {
  return dropped(value, ids, name) as Value | undefined;
}

function dropped(value: JsonValue, ids: Ids, name: string): JsonValue | undefined {
  if (typeof value === "string") return namesAny(value, ids) ? undefined : value;
  if (Array.isArray(value)) return droppedFromList(value, ids, name);
  return isJsonObject(value) ? droppedFromObject(value, ids) : value;
}

function droppedFromList(list: readonly JsonValue[], ids: Ids, name: string): JsonValue | undefined {
  const kept = list.filter((item) => !isAbout(item, ids)).map((item) => dropped(item, ids, ""));
  if (kept.length === 0 && list.length > 0 && name.startsWith("include")) return undefined;
  return kept.includes(undefined) ? undefined : (kept as readonly JsonValue[]);
}

function droppedFromObject(value: JsonObject, ids: Ids): JsonValue | undefined {
  const entries = Object.entries(value).map(([name, inner]) => [name, dropped(inner, ids, name)] as const);
  return entries.some(([, inner]) => inner === undefined)
    ? undefined
    : Object.fromEntries(entries as readonly (readonly [string, JsonValue])[]);
}

/** An entry is the id, or a record of which a plain value is. */
function isAbout(item: JsonValue, ids: Ids): boolean {
  const values = isJsonObject(item) ? Object.values(item) : [item];
  return values.some((value) => typeof value === "string" && namesAny(value, ids));
}
