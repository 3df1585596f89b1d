import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule, WriteRoute } from "./object-type-definition.ts";
import type { Rules } from "./property-rules.ts";
import { ruleOf } from "./property-rules.ts";

type Value = JsonValue | undefined;

/** Not set in any of the ways Graph says it. */
export function isBlank(value: Value): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (typeof value !== "object") return false;
  return Object.entries(value).every(([name, inner]) => name === "@odata.type" || isAnnotation(name) || isBlank(inner));
}

/** OData noise. `@odata.type` is data: without it Graph does not know what kind of thing is written. */
export function isAnnotation(name: string): boolean {
  return name !== "@odata.type" && (name.includes("@") || name.startsWith("#"));
}

/** The top-level names of either state whose rule has this route and whose values differ. */
export function namesToWrite(
  rules: Rules,
  route: WriteRoute["route"],
  promised: JsonObject,
  expected: JsonObject,
): readonly string[] {
  const names = new Set([...Object.keys(promised), ...Object.keys(expected)]);
  return [...names].filter((name) => {
    const rule = ruleOf(rules, name);
    if (rule === undefined || rule.write.route !== route || isRefusedBlank(rule, promised[name])) return false;
    return !same(promised[name], expected[name]);
  });
}

/** Clearing what Graph does not let be cleared would fail the whole request; the plan says that it cannot be done. */
function isRefusedBlank(rule: PropertyRule, value: Value): boolean {
  return rule.notClearable === true && isBlank(value);
}

/** The body of a PATCH with these top-level names, by the allow-list of `rules`. */
export function updateBody(
  rules: Rules,
  names: readonly string[],
  promised: JsonObject,
  expected: JsonObject,
): JsonObject {
  return Object.fromEntries(
    names.map((name) => [name, bodyValue(ruleOf(rules, name), promised[name], expected[name])]),
  );
}

/**
 * What is sent so that `promised` stands where `expected` is. Known parts by their rules: annotations and read-only
 * parts stay out, a collection that is not set becomes `[]` (fault C1), other things become null (Graph refuses ""), an
 * expanded reference becomes `{ id }`. Unknown parts go along if they say something on either side, so that a body never
 * says less than what was captured (fault C7): Graph then refuses openly what it no longer takes.
 */
export function bodyValue(rule: PropertyRule | undefined, promised: Value, expected: Value): JsonValue {
  if (rule?.comparison === "reference") return referenceValue(promised);
  if (rule !== undefined && isCollection(rule)) return elements(rule, promised);
  if (Array.isArray(promised)) return elements(rule, promised);
  if (!isJsonObject(promised)) return promised === undefined || promised === "" ? null : promised;
  return bodyObject(rule?.inside ?? {}, promised, isJsonObject(expected) ? expected : {});
}

function isCollection(rule: PropertyRule): boolean {
  return ["set", "words", "list", "keyed"].includes(rule.comparison);
}

function elements(rule: PropertyRule | undefined, promised: Value): JsonValue {
  const items = Array.isArray(promised) ? promised : [];
  return items.map((item: JsonValue) => (isJsonObject(item) ? bodyObject(rule?.inside ?? {}, item, {}) : item));
}

function referenceValue(promised: Value): JsonValue {
  const id = isJsonObject(promised) ? promised.id : promised;
  return typeof id === "string" && id !== "" ? { id } : null;
}

function bodyObject(inside: Rules, promised: JsonObject, expected: JsonObject): JsonObject {
  const names = new Set([...Object.keys(promised), ...Object.keys(expected)]);
  const kept = [...names].filter((name) => isWritten(inside, name, promised, expected));
  return updateBody(inside, kept, promised, expected);
}

function isWritten(inside: Rules, name: string, promised: JsonObject, expected: JsonObject): boolean {
  if (isAnnotation(name)) return false;
  if (name === "@odata.type") return Object.hasOwn(promised, name);
  const rule = ruleOf(inside, name);
  if (rule !== undefined && rule.write.route !== "patch") return false;
  if (rule !== undefined && Object.hasOwn(promised, name)) return true;
  return !(isBlank(promised[name]) && isBlank(expected[name]));
}

/** The body of a POST: what the snapshot holds of these names, without anything that is not set. */
export function createBody(rules: Rules, names: readonly string[], properties: JsonObject): JsonObject {
  const set = names.filter((name) => !isBlank(properties[name]));
  const body = updateBody(rules, set, properties, {});
  return withoutNulls(body) as JsonObject;
}

/** The names of `rules` that go by one of these routes. */
export function namesByRoute(rules: Rules, routes: readonly WriteRoute["route"][]): readonly string[] {
  return Object.keys(rules).filter((name) => routes.includes(rules[name]?.write.route ?? "never"));
}

/** Nulls in a POST have broken policies that go without them. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const rest = withoutNulls(inner);
      return rest === null || isEmptyObject(rest) ? [] : [[name, rest]];
    }),
  );
}

function isEmptyObject(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Exactly equal, whatever the order of keys; absent and null are different. */
export function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [one, other] = [Object.entries(left), right as JsonObject];
  return (
    one.length === Object.keys(other).length &&
    one.every(([name, inner]) => Object.hasOwn(other, name) && same(inner as JsonValue, other[name]))
  );
}
