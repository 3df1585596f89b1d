import type { DirectoryObject } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import type { PropertyRule } from "../../catalogue/object-type-definition.ts";
import { ruleFor } from "../../catalogue/rule-for.ts";

/** Ways in which Graph tells the same object another time. */
export const retellings = ["reordered", "re-cased", "with defaults", "without blanks", "with annotations"] as const;
export type Retelling = (typeof retellings)[number];

/** The same object as Graph could as well have told it. */
export function toldAgain(object: DirectoryObject, how: Retelling): DirectoryObject {
  const properties = retell(object.properties, [], { object, how });
  const added = how === "with annotations" ? annotations : {};
  return { ...object, properties: { ...(properties as JsonObject), ...added } };
}

const annotations: JsonObject = {
  "@odata.etag": 'W/"1"',
  "#microsoft.graph.restore": { target: "https://graph.microsoft.com/v1.0/x" },
  "@microsoft.graph.tips": "Use $select.",
};

interface Telling {
  readonly object: DirectoryObject;
  readonly how: Retelling;
}

function retell(value: JsonValue, path: readonly string[], telling: Telling): JsonValue {
  const rule = path.length === 0 ? undefined : ruleFor(definitionOf(telling.object.type), path, value);
  if (rule?.volatile === true) return typeof value === "string" ? "2031-05-06T07:08:09Z" : value;
  if (Array.isArray(value)) return retellList(value, path, rule, telling);
  if (isJsonObject(value)) return retellObject(value, path, rule, telling);
  return retellText(value, rule, telling.how);
}

function retellText(value: JsonValue, rule: PropertyRule | undefined, how: Retelling): JsonValue {
  if (typeof value !== "string") return value;
  if (how === "re-cased" && (rule?.comparison === "word" || rule?.comparison === "flags")) return swapped(value);
  if (how === "reordered" && rule?.comparison === "flags")
    return value
      .split(/\s*,\s*|\s+/)
      .reverse()
      .join(",");
  if (rule?.comparison === "text" || !/T\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return value;
  // One moment, more and less exact.
  if (how === "without blanks") return value.replace(/\.\d+Z$/, "Z");
  return how === "with defaults" && !value.includes(".") ? value.replace(/Z$/, ".1234567Z") : value;
}

function swapped(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

const ordered = new Set(["list", "value"]);

function retellList(
  list: readonly JsonValue[],
  path: readonly string[],
  rule: PropertyRule | undefined,
  telling: Telling,
): JsonValue {
  const { how } = telling;
  if (how === "with defaults" && list.length === 0) return null;
  const keyed = rule?.comparison === "keyed";
  const items = list.map((item) => {
    if (how === "re-cased" && rule?.comparison === "words" && typeof item === "string") return swapped(item);
    // What a set holds is compared whole: what is in it has no rules of its own.
    return keyed && isJsonObject(item) ? retell(item, [...path, keyOf(item, rule)], telling) : item;
  });
  return how === "reordered" && !ordered.has(rule?.comparison ?? "set") ? items.reverse() : items;
}

function keyOf(item: JsonObject, rule: PropertyRule): string {
  return (rule.key ?? []).map((name) => String(item[name])).join(",");
}

function retellObject(
  value: JsonObject,
  path: readonly string[],
  rule: PropertyRule | undefined,
  telling: Telling,
): JsonValue {
  if (rule?.comparison === "reference") return retellReference(value, telling.how);
  const { how } = telling;
  const entries = Object.entries(value).map(
    ([name, inner]) => [name, name === "@odata.type" ? inner : retell(inner, [...path, name], telling)] as const,
  );
  const told =
    how === "without blanks" ? entries.filter(([, inner]) => inner !== null && !isEmptyList(inner)) : entries;
  const noise = how === "with annotations" ? [["@odata.context", "https://graph.microsoft.com/v1.0/$metadata#x"]] : [];
  const all = [...told, ...(path.length > 0 ? noise : [])];
  return Object.fromEntries(how === "reordered" ? all.reverse() : all);
}

function isEmptyList(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Expanded one time, only named the other. */
function retellReference(value: JsonObject, how: Retelling): JsonValue {
  const { id } = value;
  if (typeof id !== "string") return value;
  if (how === "without blanks") return { id };
  if (how === "with defaults") return { ...value, modifiedDateTime: "2031-05-06T07:08:09Z", displayName: "Expanded" };
  return how === "re-cased" ? { ...value, id: swapped(id) } : value;
}
