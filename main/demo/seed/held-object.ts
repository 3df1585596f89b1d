import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { catalogue } from "../../catalogue/catalogue.ts";
import { acceptableBody } from "../../catalogue/conditional-access-body.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { nowIso } from "../demo-state.ts";
import { blankObject } from "../generate/blank-objects.ts";
import { normalPolicy } from "../service/normal-policy.ts";
import { checkReferences } from "./check-references.ts";
import { knownProperties, NotInGraph } from "./known-properties.ts";

const directoryTypes: readonly ObjectType[] = ["user", "group", "application", "servicePrincipal"];

/** An exported object as the tenant would hold and return it. Throws NotInGraph, with the reason, if it could not. */
export function heldObject(state: DemoState, { type, id, properties }: DirectoryObject): MutableJsonObject {
  const named = requireName({ ...properties });
  if (directoryTypes.includes(type)) return heldDirectoryObject(type, id, named);
  const known = knownProperties(catalogue[type].properties, named);
  const dated = { ...blankObject(type), ...known, id, createdDateTime: known.createdDateTime ?? nowIso(state) };
  if (type === "conditionalAccessPolicy") return heldPolicy(dated);
  if (type === "namedLocation") return heldLocation(dated);
  return { ...known };
}

function requireName(properties: JsonObject): JsonObject {
  const { displayName } = properties;
  if (displayName === undefined || (typeof displayName === "string" && displayName !== "")) return properties;
  throw new NotInGraph("It has no display name.");
}

/** Lists are asked for by name: what v1.0 does not know is never seen. */
function heldDirectoryObject(type: ObjectType, id: string, properties: JsonObject): MutableJsonObject {
  const object = blankObject(type);
  for (const [name, value] of Object.entries(properties)) if (Object.hasOwn(object, name)) object[name] = value;
  // A template of a dynamic group says its rule and nothing else.
  if (typeof object.membershipRule === "string" && properties.groupTypes === undefined) {
    object.groupTypes = ["DynamicMembership"];
    object.membershipRuleProcessingState ??= "On";
  }
  return { ...object, id };
}

function heldPolicy(policy: MutableJsonObject): MutableJsonObject {
  checkReferences(policy);
  const shaped = acceptableBody(policy, {});
  const { conditions, grantControls, sessionControls } = shaped;
  if (!isJsonObject(conditions)) throw new NotInGraph("It has no conditions.");
  if (!isJsonObject(conditions.users) && !isJsonObject(conditions.clientApplications))
    throw new NotInGraph("It names no users.");
  // As Graph would show it after a write, or the first write would seem to change more than it says.
  return {
    ...shaped,
    ...normalPolicy({ conditions, grantControls: grantControls ?? null, sessionControls: sessionControls ?? null }),
  };
}

const locationTypes = ["#microsoft.graph.ipNamedLocation", "#microsoft.graph.countryNamedLocation"];

function heldLocation(location: MutableJsonObject): MutableJsonObject {
  const type = location["@odata.type"];
  if (typeof type === "string" && locationTypes.includes(type)) return location;
  throw new NotInGraph(
    type === undefined ? "It does not say which kind of location it is." : `Graph v1.0 has no ${String(type)}.`,
  );
}
