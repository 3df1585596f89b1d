import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";

/** How far the shortcut looks. */
const shallow = 20;

/** True if both are the same to the letter, which most values are; false says nothing. Allocates nothing. */
export function isSame(before: JsonValue | undefined, after: JsonValue | undefined, depth = 0): boolean {
  if (before === after) return true;
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return false;
  if (depth > shallow) return false;
  if (Array.isArray(before)) return Array.isArray(after) && isSameArray(before, after, depth);
  return !Array.isArray(after) && isSameObject(before as JsonObject, after as JsonObject, depth);
}

function isSameArray(before: readonly JsonValue[], after: readonly JsonValue[], depth: number): boolean {
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index += 1) {
    if (!isSame(before[index], after[index], depth + 1)) return false;
  }
  return true;
}

function isSameObject(before: JsonObject, after: JsonObject, depth: number): boolean {
  let count = 0;
  for (const name in before) {
    if (!Object.hasOwn(after, name) || !isSame(before[name], after[name], depth + 1)) return false;
    count += 1;
  }
  for (const _ in after) count -= 1;
  return count === 0;
}
