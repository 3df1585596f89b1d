import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { authenticationStrength, authenticationStrengths } from "../authentication-strengths.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context, param } from "./call.ts";
import { findIds } from "./find-ids.ts";
import { badRequest, notFound } from "./refusal.ts";

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

function shown({ query }: Call, object: JsonObject | undefined): JsonObject | undefined {
  if (object === undefined || query.select === undefined) return object;
  const names = new Set(["@odata.type", ...query.select]);
  const unknown = query.select.find((name) => !Object.hasOwn(object, name) && !locationNames.includes(name));
  if (unknown !== undefined) throw badRequest(`Could not find a property named '${unknown}'.`, "BadRequest");
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name)));
}

/** A list of locations holds two kinds; what one has, the other may be asked for. */
const locationNames = [
  "ipRanges",
  "isTrusted",
  "countriesAndRegions",
  "countryLookupMethod",
  "includeUnknownCountriesAndRegions",
];

/** GET /policies/authenticationStrengthPolicies; `$top` is refused here (fault A2). */
export function listStrengths(call: Call): Answer {
  if (call.query.top !== undefined) throw badRequest("The query option '$top' is not supported.", "BadRequest");
  return ok({ ...context(call, "policies/authenticationStrengthPolicies"), value: authenticationStrengths });
}

export function readStrength(call: Call): Answer {
  const strength = authenticationStrength(param(call));
  if (strength === undefined) throw notFound(param(call));
  return ok({ ...context(call, "policies/authenticationStrengthPolicies/$entity"), ...strength });
}
