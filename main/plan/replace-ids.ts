import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";

/** Old ids in lower case → what stands for them now. */
export type IdMap = ReadonlyMap<string, string>;

const guids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

/** A text with every old id replaced: ids stand alone, in paths, in absolute links and in rule texts. */
export function replaceIdsInText(text: string, ids: IdMap): string {
  return ids.size === 0 ? text : text.replace(guids, (id) => ids.get(id.toLowerCase()) ?? id);
}

/** A value with every old id replaced, keys included. */
export function replaceIds<Value extends JsonValue>(value: Value, ids: IdMap): Value {
  return ids.size === 0 ? value : (replaced(value, ids) as Value);
}

function replaced(value: JsonValue, ids: IdMap): JsonValue {
  if (typeof value === "string") return replaceIdsInText(value, ids);
  if (Array.isArray(value)) return value.map((item: JsonValue) => replaced(item, ids));
  return isJsonObject(value) ? replacedObject(value, ids) : value;
}

function replacedObject(value: JsonObject, ids: IdMap): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, ids)]));
}

/** The ids by which others name an object that is made again, in lower case: its own, and an application's client id. */
export function ownIdsOf({
  type,
  id,
  properties,
}: Pick<DirectoryObject, "type" | "id" | "properties">): ReadonlySet<string> {
  const { appId } = properties;
  const ids = type === "application" && typeof appId === "string" ? [id, appId] : [id];
  return new Set(ids.map((own) => own.toLowerCase()));
}

/** Words that stand for new ids until something has been made again; only people read them. */
export function wordsForNewIds(objects: readonly Pick<DirectoryObject, "type" | "id" | "properties">[]): IdMap {
  return new Map(
    objects.flatMap((object) =>
      [...ownIdsOf(object)].map((id, index) => [id, `{new ${index === 0 ? "" : "client "}id of ${id}}`]),
    ),
  );
}

const words = /\{new (?:client )?id of ([0-9a-f-]{36})\}/gi;

/** A text with the new ids in the place of the words that stood for them. */
export function withIdsForWords<Value extends JsonValue>(value: Value, ids: IdMap): Value {
  if (ids.size === 0) return value;
  const text = JSON.stringify(value).replace(words, (word, id: string) => ids.get(id.toLowerCase()) ?? word);
  return parseJson(text) as Value;
}

/** Whether a value names one of these ids. */
export function namesAny(value: JsonValue, ids: { has(id: string): boolean }): boolean {
  for (const id of idsNamedIn(value)) if (ids.has(id)) return true;
  return false;
}

/** Every id in a value, in lower case. */
export function idsNamedIn(value: JsonValue): ReadonlySet<string> {
  const found = JSON.stringify(value).match(guids) ?? [];
  return new Set(found.map((id) => id.toLowerCase()));
}
