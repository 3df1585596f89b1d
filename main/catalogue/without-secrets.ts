import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule } from "./object-type-definition.ts";
import { ruleOf } from "./property-rules.ts";

type Rules = Readonly<Record<string, PropertyRule>>;

/** Properties without what the catalogue calls secret. Graph never answers with it; a folder somebody exported might. */
export function withoutSecrets(properties: JsonObject, rules: Rules): JsonObject {
  const kept = Object.entries(properties).flatMap(([name, value]) => {
    const rule = ruleOf(rules, name);
    if (rule?.secret === true) return [];
    return [[name, rule?.inside === undefined ? value : inside(value, rule.inside)] as const];
  });
  return Object.fromEntries(kept);
}

function inside(value: JsonValue, rules: Rules): JsonValue {
  if (Array.isArray(value)) return value.map((each) => inside(each, rules));
  return isJsonObject(value) ? withoutSecrets(value, rules) : value;
}
