import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { checkConditionalAccessBody } from "../service/conditional-access-rules.ts";
import { checkLocationBody } from "../service/location-rules.ts";

const kept = ["id", "createdDateTime", "modifiedDateTime", "deletedDateTime", "templateId"];

/** The reason why Graph would not take this object as a POST, were all its references there; undefined if it would. */
export function graphRules(type: ObjectType, object: JsonObject): string | undefined {
  const body = Object.fromEntries(Object.entries(object).filter(([name]) => !kept.includes(name)));
  if (type === "conditionalAccessPolicy") return checkConditionalAccessBody(body, () => true)?.message;
  return type === "namedLocation" ? checkLocationBody(body)?.message : undefined;
}
