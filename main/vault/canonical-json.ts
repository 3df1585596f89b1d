import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";

/** An integer-like key would be moved to the front by JavaScript; `__proto__` would not become a key at all. */
const awkwardKey = /^(?:0|[1-9]\d{0,9})$|^__proto__$/u;

/**
 * The value as RFC 8785 canonical JSON: keys in the order of their UTF-16 code units, numbers and strings as ECMAScript
 * writes them. Most of the time goes into native JSON.stringify: objects whose keys are in order are left alone, others
 * are rebuilt in order, and only values with awkward keys are written by our own slower writer.
 */
export function canonicalJson(value: JsonValue): string {
  const ordered = inOrder(value);
  return ordered === undefined ? writeSlowly(value) : JSON.stringify(ordered);
}

/** The same value with keys in order, itself where they already are; undefined if JavaScript cannot hold that order. */
function inOrder(value: JsonValue): JsonValue | undefined {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? listInOrder(value) : objectInOrder(value as JsonObject);
}

function listInOrder(list: readonly JsonValue[]): JsonValue | undefined {
  let copy: JsonValue[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index] as JsonValue;
    if (typeof item !== "object" || item === null) continue;
    const ordered = inOrder(item);
    if (ordered === undefined) return undefined;
    if (ordered === item) continue;
    copy ??= [...list];
    copy[index] = ordered;
  }
  return copy ?? list;
}

function objectInOrder(object: JsonObject): JsonValue | undefined {
  const keys = Object.keys(object);
  const plan = planFor(keys);
  if (plan === undefined) return undefined;
  let changed = plan !== keys;
  const copy: Record<string, JsonValue> = {};
  for (const key of plan) {
    const item = object[key] as JsonValue;
    const ordered = inOrder(item);
    if (ordered === undefined) return undefined;
    if (ordered !== item) changed = true;
    copy[key] = ordered;
  }
  return changed ? copy : object;
}

interface Plan {
  readonly keys: readonly string[];
  /** `keys` itself when they are in order; undefined when one of them is awkward. */
  readonly sorted: readonly string[] | undefined;
}

/** Objects of one type have the same keys in the same order: the last plans are found by a look at three of them. */
const plans = new Map<string, Plan>();
const mostPlans = 5000;

function planFor(keys: readonly string[]): readonly string[] | undefined {
  if (keys.length === 0) return keys;
  const sign = `${keys.length} ${keys[0]} ${keys[keys.length >> 1]} ${keys.at(-1)}`;
  const known = plans.get(sign);
  if (known !== undefined && sameKeys(known.keys, keys)) return known.sorted === known.keys ? keys : known.sorted;
  const sorted = keys.some((key) => awkwardKey.test(key)) ? undefined : [...keys].sort();
  const plan: Plan = { keys, sorted: sorted !== undefined && sameKeys(sorted, keys) ? keys : sorted };
  if (plans.size >= mostPlans) plans.clear();
  plans.set(sign, plan);
  return plan.sorted;
}

function sameKeys(first: readonly string[], second: readonly string[]): boolean {
  if (first.length !== second.length) return false;
  for (let index = 0; index < first.length; index += 1) if (first[index] !== second[index]) return false;
  return true;
}

function writeSlowly(value: JsonValue): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeSlowly).join(",")}]`;
  const object = value as JsonObject;
  const members = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${writeSlowly(object[key] as JsonValue)}`);
  return `{${members.join(",")}}`;
}
