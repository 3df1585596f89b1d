import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { PropertyRule } from "../../catalogue/object-type-definition.ts";
import { isAnnotation, isBlank } from "../../catalogue/write-body.ts";

type Rules = Readonly<Record<string, PropertyRule>>;

/** Thrown for what Graph v1.0 would not hold; the message is for the list of what could not be loaded. */
export class NotInGraph extends Error {}

/**
 * What Graph v1.0 knows of `value`, level by level. Names that it does not know are dropped where they say nothing, as
 * exports of the beta version are full of them; one that says something cannot be loaded without changing the meaning.
 */
export function knownProperties(rules: Rules, value: JsonObject, path = ""): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (isAnnotation(name)) continue;
    if (isSwitchAsText(name, inner)) throw new NotInGraph(`${path}${name} is text where Graph has true or false.`);
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule !== undefined && rule.retired !== true) kept[name] = knownValue(rule, inner, `${path}${name}`);
    else if (name === "@odata.type" || name === "id") kept[name] = inner;
    else if (!isBlank(inner)) throw new NotInGraph(`Graph v1.0 does not know ${path}${name}.`);
  }
  return kept;
}

/** Some samples write `"true"`, in quotes. */
function isSwitchAsText(name: string, value: JsonValue): boolean {
  return /^(is|allow|block)[A-Z]/.test(name) && (value === "true" || value === "false");
}

function knownValue(rule: PropertyRule, value: JsonValue, path: string): JsonValue {
  if (rule.comparison === "reference" || rule.inside === undefined) return value;
  const inside = rule.inside;
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => (isJsonObject(item) ? knownProperties(inside, item, `${path}.`) : item));
  }
  return isJsonObject(value) ? knownProperties(inside, value, `${path}.`) : value;
}
