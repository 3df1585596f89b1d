import type { MutableJsonObject } from "../demo-state.ts";
import { addGrant, patchGrant, removeGrant } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { created, noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressedId, context, param } from "./call.ts";
import { readOnly } from "./check-body.ts";
import { pageList } from "./page-list.ts";
import { matches, parseFilter } from "./parse-filter.ts";
import { badRequest, conflict, notFound } from "./refusal.ts";

const name = "oauth2PermissionGrants";

/** GET /oauth2PermissionGrants: the whole tenant's, in one list. */
export function listGrants(call: Call): Answer {
  const { grants } = call.state.links;
  const filter = call.query.filter === undefined ? undefined : parseFilter(call.query.filter);
  const ids = [...grants.keys()].filter((id) => filter === undefined || matches(filter, grants.get(id)));
  return pageList(call, { name, ids, make: (id) => grants.get(id) });
}

/** GET /servicePrincipals/{id}/oauth2PermissionGrants (clientId) and /users/{id}/oauth2PermissionGrants (principalId). */
export function listGrantsOf(call: Call, type: "servicePrincipal" | "user", side: "clientId" | "principalId"): Answer {
  const { grants } = call.state.links;
  const id = addressedId(call, type);
  const ids = [...grants].flatMap(([key, grant]) => (grant[side] === id ? [key] : []));
  return pageList(call, { name, ids, make: (key) => grants.get(key) });
}

function grantAt(call: Call): MutableJsonObject {
  const grant = call.state.links.grants.get(param(call));
  if (grant === undefined) throw notFound(param(call));
  return grant;
}

export function readGrant(call: Call): Answer {
  return ok({ ...context(call, `${name}/$entity`), ...grantAt(call) });
}

/** POST: one row a client, resource, consent type and person (fault C31). */
export function createGrant(call: Call): Answer {
  const { state, caller, body, view } = call;
  const { clientId, resourceId, consentType, principalId = null, scope } = body;
  const isOne = consentType === "Principal";
  if (!isOne && consentType !== "AllPrincipals")
    throw badRequest("Invalid value specified for property 'consentType' of resource 'OAuth2PermissionGrant'.");
  if (isOne !== (principalId !== null))
    throw badRequest("principalId has to be set for consentType Principal, and only then.");
  if (typeof scope !== "string")
    throw badRequest("A value is required for property 'scope' of resource 'OAuth2PermissionGrant'.");
  for (const id of [clientId, resourceId]) {
    if (view.object("servicePrincipal", String(id)) === undefined) throw notFound(String(id));
  }
  if (isOne && view.object("user", String(principalId)) === undefined) throw notFound(String(principalId));
  const key = { clientId, consentType, principalId, resourceId };
  for (const grant of state.links.grants.values()) {
    if (Object.entries(key).every(([part, value]) => (grant[part] ?? null) === value)) {
      throw conflict("Permission entry already exists.", "Request_MultipleObjectsWithSameKeyValue");
    }
  }
  const grant = addGrant(state, caller.actor, {
    clientId,
    consentType,
    principalId,
    resourceId,
    scope,
  } as MutableJsonObject);
  return created({ ...context(call, `${name}/$entity`), ...grant });
}

/** PATCH: the scope only. */
export function changeGrant(call: Call): Answer {
  const grant = grantAt(call);
  const other = Object.keys(call.body).find((property) => property !== "scope" && !property.includes("@"));
  if (other !== undefined) throw readOnly(other);
  if (typeof call.body.scope !== "string")
    throw badRequest("A value is required for property 'scope' of resource 'OAuth2PermissionGrant'.");
  patchGrant(call.state, call.caller.actor, String(grant.id), call.body.scope);
  return noContent;
}

export function deleteGrant(call: Call): Answer {
  removeGrant(call.state, call.caller.actor, String(grantAt(call).id));
  return noContent;
}
