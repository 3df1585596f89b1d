import { isJsonObject, type JsonValue } from "./json-value.ts";

/** A key of one character that is written as an escape. Inside a text no bare quote follows a brace or comma. */
const escapedKeys = /([{,]\s*")(\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])"\s*:)/gu;

/**
 * `JSON.parse`, exact for every key as well. V8 reads a key of one escaped character (a line end, half of a surrogate pair) as
 * a backslash where an object read before had a backslash for a key in that place (nodejs/node#63785): a vault would give back
 * what it does not hold, depending on what was read before. Throws a SyntaxError as `JSON.parse` does.
 */
export function parseJson(text: string): JsonValue {
  if (!text.includes("\\") || text.search(escapedKeys) < 0) return JSON.parse(text) as JsonValue;
  const mark = unusedMark(text);
  return unmarked(JSON.parse(text.replace(escapedKeys, `$1${mark}$2`)) as JsonValue, mark);
}

/** No key begins with it, however it is written. */
function unusedMark(text: string): string {
  const runs = text.match(/(?:~|\\u007[eE])+/gu) ?? [];
  return "~".repeat(runs.reduce((longest, { length }) => Math.max(longest, length), 0) + 1);
}

/** Object.fromEntries makes `__proto__` a key like any other. */
function unmarked(value: JsonValue, mark: string): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => unmarked(item, mark));
  if (!isJsonObject(value)) return value;
  const nameOf = (key: string) => (key.startsWith(mark) ? key.slice(mark.length) : key);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [nameOf(key), unmarked(inner, mark)]));
}
