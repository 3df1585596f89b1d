import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { propertyRule } from "./directory-extensions.ts";
import type { Comparison, ObjectTypeDefinition, PropertyRule, WriteRoute } from "./object-type-definition.ts";
import { never, ruleOf } from "./property-rules.ts";

const notKnown = never(
  "Reinstate does not know this property yet.",
  "Set it by hand in the admin centre; the report shows both values.",
);

/**
 * The rule for an attribute path's segments. The key of an element of a keyed array is a segment that names no
 * property. What the catalogue does not know gets a rule by the shape of `value`: below a known property it is written
 * with it; at the top it is never written. What lies in a property that is not written is not written either.
 */
export function ruleFor(definition: ObjectTypeDefinition, path: readonly string[], value?: JsonValue): PropertyRule {
  const [top = "", ...below] = path;
  const first = propertyRule(definition, top);
  if (first === undefined) return defaultRule(value, notKnown);
  return ruleInside(first, below, value);
}

function ruleInside(outer: PropertyRule, path: readonly string[], value: JsonValue | undefined): PropertyRule {
  const [segment, ...rest] = path;
  if (segment === undefined) return outer;
  if (outer.comparison === "keyed") return ruleInside(elementRule(outer), rest, value);
  const inner = ruleOf(outer.inside ?? {}, segment);
  if (inner === undefined) return defaultRule(value, outer.write);
  const decides = outer.write.route === "patch" || outer.write.route === "removal-only";
  return ruleInside(decides ? inner : { ...inner, write: outer.write }, rest, value);
}

/** One element of a keyed array. */
function elementRule(array: PropertyRule): PropertyRule {
  const { inside, write } = array;
  return { comparison: "value", write, ...(inside === undefined ? {} : { inside }) };
}

function defaultRule(value: JsonValue | undefined, write: WriteRoute): PropertyRule {
  const key = keyOf(value);
  return { comparison: comparisonOf(value, key), write, ...(key === undefined ? {} : { key: [key] }) };
}

function comparisonOf(value: JsonValue | undefined, key: string | undefined): Comparison {
  if (!Array.isArray(value)) return "value";
  return key === undefined ? "set" : "keyed";
}

function keyOf(value: JsonValue | undefined): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return ["id", "keyId"].find((key) => value.every((item) => isJsonObject(item) && typeof item[key] === "string"));
}
