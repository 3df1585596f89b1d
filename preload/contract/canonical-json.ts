import type { JsonObject, JsonValue } from "./json-value.ts";

/**
 * JSON as RFC 8785 writes it: keys sorted by UTF-16 code units, no white space, numbers and escapes as ECMAScript has
 * them. Lone surrogates, which the RFC forbids, are written as \u escapes, so that they come back as they were.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "object" && value !== null) {
    return isList(value) ? listText(value) : objectText(value);
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("JSON has no such number");
  if (value === undefined) throw new TypeError("JSON has no undefined");
  return String(value);
}

/** All that needs no escape: everything but controls, the quote, the backslash and surrogates. */
const needsEscape = /[^\u0020\u0021\u0023-\u005b\u005d-\ud7ff\ue000-\uffff]/;

function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** From this length on one native call is quicker than quoting one by one. */
const nativeFrom = 8;

function listText(values: readonly JsonValue[]): string {
  if (values.length >= nativeFrom && values.every((value) => typeof value === "string")) return JSON.stringify(values);
  let text = "[";
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as JsonValue;
    text += index === 0 ? canonicalJson(value) : `,${canonicalJson(value)}`;
  }
  return `${text}]`;
}

function objectText(object: JsonObject): string {
  const { names, openings } = planFor(Object.keys(object));
  if (names.length === 0) return "{}";
  let text = "";
  for (let index = 0; index < names.length; index += 1) {
    text += openings[index] + canonicalJson(object[names[index] as string] as JsonValue);
  }
  return `${text}}`;
}

/** How objects with these keys are written: sorting and quoting keys is done once a shape, not once an object. */
interface KeyPlan {
  readonly keys: readonly string[];
  /** The keys in canonical order, with the text that goes before each one's value. */
  readonly names: readonly string[];
  readonly openings: readonly string[];
}

/** By number of keys. Few shapes make up a directory; objects used as maps must not fill the memory, hence the limit. */
const plans = new Map<number, KeyPlan[]>();
const plansPerSize = 12;

function planFor(keys: readonly string[]): KeyPlan {
  let known = plans.get(keys.length);
  if (known === undefined) {
    known = [];
    if (keys.length <= 256) plans.set(keys.length, known);
  }
  for (const plan of known) if (hasKeys(plan, keys)) return plan;
  const names = keys.toSorted();
  const openings = names.map((name, index) => `${index === 0 ? "{" : ","}${quoted(name)}:`);
  const plan = { keys, names, openings };
  if (known.length < plansPerSize) known.push(plan);
  else known[Math.floor(names.length % plansPerSize)] = plan;
  return plan;
}

function hasKeys(plan: KeyPlan, keys: readonly string[]): boolean {
  for (let index = 0; index < keys.length; index += 1) if (plan.keys[index] !== keys[index]) return false;
  return true;
}
