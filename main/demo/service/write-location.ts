import { nowIso } from "../demo-state.ts";
import { createObject, deleteObject, patchObject } from "../directory-writes.ts";
import { blankObject } from "../generate/blank-objects.ts";
import type { Answer } from "./answer.ts";
import { created, noContent } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context } from "./call.ts";
import { checkLocationBody } from "./location-rules.ts";
import { badRequest } from "./refusal.ts";
import { namesLocation } from "./write-policy.ts";
import { withoutId } from "./write-user.ts";

/** POST /identity/conditionalAccess/namedLocations. */
export function createLocation(call: Call): Answer {
  const { state, caller, body } = call;
  check(call);
  const isIp = body["@odata.type"] === "#microsoft.graph.ipNamedLocation";
  const usual = isIp
    ? { isTrusted: false }
    : { countryLookupMethod: "clientIpAddress", includeUnknownCountriesAndRegions: false };
  const times = { createdDateTime: nowIso(state), modifiedDateTime: nowIso(state) };
  const blank = withoutId(blankObject("namedLocation"));
  const location = createObject(state, caller.actor, "namedLocation", { ...blank, ...usual, ...body, ...times });
  return created({ ...context(call, "identity/conditionalAccess/namedLocations/$entity"), ...location });
}

/** PATCH: with the type's name, ranges as a whole. Answers 204. */
export function patchLocation(call: Call): Answer {
  const { state, caller, body } = call;
  const id = String(addressed(call, "namedLocation").id);
  check(call, state.objects.namedLocation.get(id));
  patchObject(state, caller.actor, "namedLocation", id, body);
  return noContent;
}

function check(call: Call, current?: Call["body"]): void {
  const fault = checkLocationBody(call.body, current);
  if (fault !== undefined) throw badRequest(fault.message, "BadRequest");
}

/** DELETE: refused while trusted, as reads see it (fault C17), and while a policy names it. */
export function deleteLocation(call: Call): Answer {
  const { state, caller, view } = call;
  const location = addressed(call, "namedLocation");
  const id = String(location.id);
  if (location.isTrusted === true) {
    throw badRequest("1062: A trusted named location cannot be deleted. Set isTrusted to false first.", "BadRequest");
  }
  const users = view
    .ids("conditionalAccessPolicy")
    .filter((policy) => namesLocation(view.object("conditionalAccessPolicy", policy) ?? {}, id));
  if (users.length > 0) {
    throw badRequest(
      `1061: The named location is in use by ${users.length} policies and cannot be deleted.`,
      "BadRequest",
    );
  }
  if (state.objects.namedLocation.has(id)) deleteObject(state, caller.actor, "namedLocation", id);
  return noContent;
}
