import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition, PropertyRule } from "../catalogue/object-type-definition.ts";
import { keyOfElement } from "../compare/compare-values.ts";
import { isBlank, ownValue } from "../compare/meaning-text.ts";

type Value = JsonValue | undefined;

/** One leaf that is to be put back; an absent value means "not set at all". */
export interface ChosenValue {
  readonly path: string;
  readonly value: Value;
}

/** Whole write units (top-level properties): as they are, and with the chosen leaves put back. */
export interface MergedUnits {
  readonly expected: JsonObject;
  readonly promised: JsonObject;
}

/**
 * Puts chosen leaves of the target into the current values of the write units they lie in; everything else of a unit
 * stays as it is now. A unit that is not set is absent on that side.
 */
export function mergeAttributes(
  current: JsonObject,
  target: JsonObject,
  chosen: readonly ChosenValue[],
  definition: ObjectTypeDefinition,
): MergedUnits {
  const merged = new Map<string, Value>();
  for (const { path, value } of chosen) {
    const [unit = "", ...inside] = parsePath(path);
    const now = merged.has(unit) ? merged.get(unit) : ownValue(current, unit);
    const rule = propertyRule(definition, unit);
    merged.set(unit, setAt(now, ownValue(target, unit), inside, value, rule));
  }
  const units = [...merged.keys()];
  return {
    expected: objectOf(units.map((unit) => [unit, ownValue(current, unit)])),
    promised: objectOf([...merged]),
  };
}

/** Own properties only, so that `__proto__` is a key like any other; what is not set is left out. */
function objectOf(entries: readonly (readonly [string, Value])[]): JsonObject {
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function setAt(
  current: Value,
  target: Value,
  path: readonly string[],
  value: Value,
  rule: PropertyRule | undefined,
): Value {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (rule?.comparison === "keyed" && (Array.isArray(current) || Array.isArray(target))) {
    return setElement(arrayOf(current), arrayOf(target), segment, rest, value, rule);
  }
  const now = isJsonObject(current) ? current : skeletonOf(target);
  const then = isJsonObject(target) ? ownValue(target, segment) : undefined;
  const inner = setAt(ownValue(now, segment), then, rest, value, insideRule(rule, segment));
  const result = objectOf([...Object.entries(now).filter(([name]) => name !== segment), [segment, inner]]);
  // Graph often refuses an object full of empty values where the target simply has none.
  return !isJsonObject(target) && isBlank(result) ? target : result;
}

function setElement(
  current: readonly JsonValue[],
  target: readonly JsonValue[],
  key: string,
  rest: readonly string[],
  value: Value,
  rule: PropertyRule,
): JsonValue {
  const isMeant = (element: JsonValue) => isElement(element, key, rule);
  const now = current.find(isMeant);
  const element = setAt(now, target.find(isMeant), rest, value, { ...rule, comparison: "value" });
  if (element === undefined) return current.filter((other) => other !== now);
  return now === undefined ? [...current, element] : current.map((other) => (other === now ? element : other));
}

function isElement(element: JsonValue, key: string, rule: PropertyRule): boolean {
  if (!isJsonObject(element)) return false;
  return keyOfElement(element, rule.key ?? [])?.toLowerCase() === key.toLowerCase();
}

/** Of an object that is to come back in part: its type, and what says nothing (empty lists that Graph wants to see). */
function skeletonOf(target: Value): JsonObject {
  if (!isJsonObject(target)) return {};
  return Object.fromEntries(Object.entries(target).filter(([name, inner]) => name === "@odata.type" || isBlank(inner)));
}

function insideRule(rule: PropertyRule | undefined, name: string): PropertyRule | undefined {
  return rule?.inside && Object.hasOwn(rule.inside, name) ? rule.inside[name] : undefined;
}

function arrayOf(value: Value): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
