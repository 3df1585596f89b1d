import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PropertyRule, WriteRequest } from "./object-type-definition.ts";
import { structure } from "./property-rules.ts";
import { isBlank, same } from "./write-body.ts";

const name = "customSecurityAttributes";
const setType = "#microsoft.graph.customSecurityAttributeValue";

/** Never asked for: where it was consented to, custom security attributes are read too. */
export const securityAttributesPermission = "CustomSecAttributeAssignment.Read.All";

/**
 * Attribute sets and their attributes, which each tenant names itself. Whoever may not read them gets nothing at all when
 * they are asked for with the rest, so they have a list of their own.
 */
export const customSecurityAttributes: PropertyRule = structure(
  {},
  {
    write: { route: "action", permissions: ["CustomSecAttributeAssignment.ReadWrite.All"] },
    apart: { permission: securityAttributesPermission, role: "Attribute Assignment Reader" },
  },
);

/**
 * One PATCH with the attributes that differ. A set that is not named stays; null takes a value away, [] a list. Lists say
 * their kind beside them (https://learn.microsoft.com/graph/custom-security-attributes-examples).
 */
export function securityAttributeRequests(
  path: string,
  promised: JsonObject,
  expected: JsonObject,
): readonly WriteRequest[] {
  if (!(name in promised) && !(name in expected)) return [];
  const [wanted, found] = [objectIn(promised[name]), objectIn(expected[name])];
  const sets = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].flatMap((set) => {
    const differing = attributesToWrite(objectIn(wanted[set]), objectIn(found[set]));
    return differing.length === 0 ? [] : [[set, { "@odata.type": setType, ...Object.fromEntries(differing) }] as const];
  });
  return sets.length === 0 ? [] : [{ method: "PATCH", path, body: { [name]: Object.fromEntries(sets) } }];
}

function attributesToWrite(wanted: JsonObject, found: JsonObject): readonly (readonly [string, JsonValue])[] {
  const attributes = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((key) => !key.includes("@"));
  return attributes
    .filter((key) => !(same(wanted[key], found[key]) || (isBlank(wanted[key]) && isBlank(found[key]))))
    .flatMap((key) => {
      const kind = wanted[`${key}@odata.type`] ?? found[`${key}@odata.type`];
      const cleared = Array.isArray(found[key]) ? [] : null;
      const value = isBlank(wanted[key]) ? cleared : (wanted[key] ?? cleared);
      return [...(kind === undefined ? [] : [[`${key}@odata.type`, kind] as const]), [key, value] as const];
    });
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
