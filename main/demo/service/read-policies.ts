import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { findIds } from "./find-ids.ts";
import { badRequest } from "./refusal.ts";

type PolicyType = ObjectType & ("conditionalAccessPolicy" | "namedLocation");

/**
 * GET .../policies and .../namedLocations: all at once. With `$top` it is the first page and no word of the rest, as
 * Graph has been seen to do (fault A1).
 */
export function listPolicies(call: Call, type: PolicyType, name: string): Answer {
  const ids = findIds(call, type).slice(0, call.query.top);
  const value = ids.map((id) => shown(call, call.view.object(type, id))).filter((item) => item !== undefined);
  return ok({ ...context(call, `identity/conditionalAccess/${name}`), value });
}

export function readPolicy(call: Call, type: PolicyType, name: string): Answer {
  return ok({
    ...context(call, `identity/conditionalAccess/${name}/$entity`),
    ...shown(call, addressed(call, type)),
  });
}

function shown(call: Call, held: JsonObject | undefined): JsonObject | undefined {
  const { query } = call;
  const object = held === undefined ? undefined : withStrength(call, held);
  if (object === undefined || query.select === undefined) return object;
  const names = new Set(["@odata.type", ...query.select]);
  const unknown = query.select.find((name) => !Object.hasOwn(object, name) && !locationNames.includes(name));
  if (unknown !== undefined) throw badRequest(`Could not find a property named '${unknown}'.`, "BadRequest");
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name)));
}

/** A policy names its strength by the id; answers hold all of it. */
function withStrength({ view }: Call, policy: JsonObject): JsonObject {
  const { grantControls = null } = policy;
  const named = isJsonObject(grantControls) ? grantControls.authenticationStrength : undefined;
  if (!isJsonObject(grantControls) || !isJsonObject(named)) return policy;
  const strength = view.object("authenticationStrengthPolicy", String(named.id)) ?? named;
  return { ...policy, grantControls: { ...grantControls, authenticationStrength: strength } };
}

/** A list of locations holds two kinds; what one has, the other may be asked for. */
const locationNames = [
  "ipRanges",
  "isTrusted",
  "countriesAndRegions",
  "countryLookupMethod",
  "includeUnknownCountriesAndRegions",
];
