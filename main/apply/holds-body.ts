import type { AttributeChange } from "../../preload/contract/change.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule } from "../catalogue/object-type-definition.ts";
import { compareValues } from "../compare/compare-values.ts";
import { isBlank } from "../compare/meaning-text.ts";

type Rules = Readonly<Record<string, PropertyRule>>;

/**
 * Whether an object shows everything that a body wrote. What the body does not name may be anything, and Graph may have
 * added to what was written (defaults of session controls, say).
 */
export function holdsBody(properties: JsonObject, body: JsonObject, rules: Rules): boolean {
  return Object.entries(body).every(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined || rule.secret === true || rule.volatile === true) return true;
    return holdsValue(Object.hasOwn(properties, name) ? properties[name] : undefined, value, rule);
  });
}

function holdsValue(found: JsonValue | undefined, wanted: JsonValue, rule: PropertyRule): boolean {
  if (isJsonObject(wanted) && rule.inside !== undefined && rule.comparison !== "keyed") {
    return holdsBody(isJsonObject(found) ? found : {}, wanted, rule.inside);
  }
  const differences: AttributeChange[] = [];
  compareValues(wanted, found, rule, "", differences);
  return differences.every(({ before }) => isBlank(before) && !isBlank(wanted));
}
