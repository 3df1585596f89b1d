import { elementPath, propertyPath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { PropertyRule } from "../catalogue/object-type-definition.ts";
import { isSame } from "./is-same.ts";
import { isAnnotation, isBlank, meaningText, ownValue, sameMeaning } from "./meaning-text.ts";
import { sameMoment } from "./same-moment.ts";

type Value = JsonValue | undefined;
type Rule = PropertyRule | undefined;
type Comparer = (
  before: Value,
  after: Value,
  rule: Rule,
  path: string,
  changes: AttributeChange[],
  depth: number,
) => void;

/** Deeper than anything Graph returns; what lies beneath is compared as one value, without recursion. */
const deepest = 100;

/**
 * Adds to `changes` what differs in meaning between two values of one path: a leaf or a whole set each. Absent, null,
 * "", [] and {} are the same; a property without a rule is compared as a value, its arrays as sets.
 */
export function compareValues(
  before: Value,
  after: Value,
  rule: Rule,
  path: string,
  changes: AttributeChange[],
  depth = 0,
): void {
  if (before === after || rule?.volatile || isSame(before, after)) return;
  if (depth > deepest) addIf(!sameMeaning(before, after), before, after, path, changes);
  else comparerOf(before, after, rule)(before, after, rule, path, changes, depth);
}

function comparerOf(before: Value, after: Value, rule: Rule): Comparer {
  if (rule?.comparison === "reference") return compareReferences;
  if (rule?.comparison === "flags" && isText(before) && isText(after)) return compareFlags;
  if (isContainer(before, after, Array.isArray)) return arrayComparer(rule);
  if (isContainer(before, after, isJsonObject)) return compareStructures;
  return compareScalars;
}

function arrayComparer(rule: Rule): Comparer {
  if (rule?.comparison === "keyed" && rule.key) return compareKeyed;
  if (rule?.comparison === "list" || rule?.comparison === "value") return compareLists;
  return compareSets;
}

/** True if one is a container of this kind and the other one too, or not set. */
function isContainer(before: Value, after: Value, isKind: (value: Value) => boolean): boolean {
  if (isKind(before)) return isKind(after) || isEmpty(after);
  return isKind(after) && isEmpty(before);
}

function isEmpty(value: Value): boolean {
  return value === undefined || value === null || value === "";
}

function isText(value: Value): boolean {
  return typeof value === "string" || isEmpty(value);
}

function addIf(differ: boolean, before: Value, after: Value, path: string, changes: AttributeChange[]): void {
  if (differ) changes.push(attributeChange(path, before, after));
}

/** An absent side is left out, which is not the same as null. */
function attributeChange(path: string, before: Value, after: Value): AttributeChange {
  if (before === undefined) return after === undefined ? { path } : { path, after };
  return after === undefined ? { path, before } : { path, before, after };
}

const compareScalars: Comparer = (before, after, rule, path, changes) => {
  const ignoresCase = rule?.comparison === "word" && typeof before === "string" && typeof after === "string";
  if (ignoresCase && before.toLowerCase() === after.toLowerCase()) return;
  if (rule?.comparison !== "text" && sameMoment(before, after)) return;
  addIf(!(isBlank(before) && isBlank(after)), before, after, path, changes);
};

const compareReferences: Comparer = (before, after, _rule, path, changes) => {
  addIf(referredId(before) !== referredId(after), before, after, path, changes);
};

function referredId(value: Value): string {
  const id = isJsonObject(value) ? ownValue(value, "id") : value;
  return isEmpty(id) ? "" : meaningText(id).toLowerCase();
}

const compareFlags: Comparer = (before, after, _rule, path, changes) => {
  addIf(!sameElements(flagsOf(before), flagsOf(after)), before, after, path, changes);
};

/** The set that a comma- or space-joined string stands for; letter case does not matter. */
function flagsOf(value: Value): Set<string> {
  const words = typeof value === "string" ? value.toLowerCase().split(/[\s,]+/) : [];
  return new Set(words.filter((word) => word !== ""));
}

const compareSets: Comparer = (before, after, rule, path, changes) => {
  const [left, right] = [arrayOf(before), arrayOf(after)];
  if (left.length === right.length && left.every((item, index) => item === right[index])) return;
  const text = rule?.comparison === "words" ? (item: JsonValue) => meaningText(item).toLowerCase() : meaningText;
  addIf(!sameElements(new Set(left.map(text)), new Set(right.map(text))), before, after, path, changes);
};

function sameElements(before: Set<string>, after: Set<string>): boolean {
  return before.size === after.size && before.values().every((text) => after.has(text));
}

const compareLists: Comparer = (before, after, _rule, path, changes) => {
  const [left, right] = [arrayOf(before), arrayOf(after)];
  const same = left.length === right.length && left.every((item, i) => meaningText(item) === meaningText(right[i]));
  addIf(!same, before, after, path, changes);
};

const compareKeyed: Comparer = (before, after, rule, path, changes, depth) => {
  const left = elementsByKey(withoutMirrored(arrayOf(before), rule), rule?.key ?? []);
  const right = elementsByKey(withoutMirrored(arrayOf(after), rule), rule?.key ?? []);
  if (left === undefined || right === undefined) return compareSets(before, after, rule, path, changes, depth);
  for (const [id, element] of left) {
    const other = right.get(id);
    const place = elementPath(path, element.name);
    if (other === undefined) addIf(true, element.value, undefined, place, changes);
    else compareStructures(element.value, other.value, rule, place, changes, depth + 1);
  }
  for (const [id, element] of right) {
    if (!left.has(id)) addIf(true, undefined, element.value, elementPath(path, element.name), changes);
  }
};

function withoutMirrored(elements: readonly JsonValue[], rule: Rule): readonly JsonValue[] {
  const { mirrored } = rule ?? {};
  if (mirrored === undefined) return elements;
  const said = (element: JsonObject) => jsonText(ownValue(element, mirrored.name)).toLowerCase();
  return elements.filter((element) => !isJsonObject(element) || said(element) !== mirrored.value.toLowerCase());
}

interface KeyedElement {
  readonly name: string;
  readonly value: JsonObject;
}

/** Undefined if the elements are not told apart by the key; then the array is compared as a set. */
function elementsByKey(
  elements: readonly JsonValue[],
  key: readonly string[],
): ReadonlyMap<string, KeyedElement> | undefined {
  const found = new Map<string, KeyedElement>();
  for (const value of elements) {
    const name = isJsonObject(value) ? keyOfElement(value, key) : undefined;
    if (name === undefined || found.has(name.toLowerCase())) return undefined;
    found.set(name.toLowerCase(), { name, value: value as JsonObject });
  }
  return found;
}

/**
 * The text that identifies an element of a keyed array: the values of the key's properties, joined with `|`. A list of
 * words identifies too, in whatever order.
 */
export function keyOfElement(element: JsonObject, key: readonly string[]): string | undefined {
  const parts = key.map((name) => keyPart(ownValue(element, name)));
  return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? "null").join("|");
}

function keyPart(value: Value): string | undefined {
  if (!Array.isArray(value)) return value === null || typeof value === "object" ? undefined : value?.toString();
  const words = value.filter((item: JsonValue) => typeof item === "string");
  return words.length === 0 || words.length < value.length ? undefined : words.sort().join(",");
}

function arrayOf(value: Value): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

const nothing: JsonObject = {};
const keyRule: PropertyRule = { comparison: "word", write: { route: "patch" } };

const compareStructures: Comparer = (before, after, rule, path, changes, depth) => {
  const [left, right] = [isJsonObject(before) ? before : nothing, isJsonObject(after) ? after : nothing];
  const already = changes.length;
  for (const name of propertyNames(left, right)) {
    const inside = insideRule(rule, name);
    compareValues(ownValue(left, name), ownValue(right, name), inside, propertyPath(path, name), changes, depth + 1);
  }
  const appeared = left === nothing || right === nothing;
  if (!appeared || changes.length > already) compareTypeNames(left, right, appeared, path, changes);
};

function insideRule(rule: Rule, name: string): Rule {
  if (rule?.inside && Object.hasOwn(rule.inside, name)) return rule.inside[name];
  return rule?.key?.includes(name) ? keyRule : undefined;
}

/** The names in either, without annotations. */
function propertyNames(before: JsonObject, after: JsonObject): readonly string[] {
  const names: string[] = [];
  for (const name in before) if (isCompared(name)) names.push(name);
  for (const name in after) if (!Object.hasOwn(before, name) && isCompared(name)) names.push(name);
  return names;
}

function isCompared(name: string): boolean {
  return name !== "@odata.type" && !isAnnotation(name);
}

/** Graph leaves the type name out where it goes without saying: it differs only if both have one, or with the object. */
function compareTypeNames(
  before: JsonObject,
  after: JsonObject,
  appeared: boolean,
  path: string,
  changes: AttributeChange[],
): void {
  const [left, right] = [ownValue(before, "@odata.type"), ownValue(after, "@odata.type")];
  if (left === right || (!appeared && (left === undefined || right === undefined))) return;
  if (jsonText(left).toLowerCase() === jsonText(right).toLowerCase()) return;
  changes.push(attributeChange(propertyPath(path, "@odata.type"), left, right));
}
