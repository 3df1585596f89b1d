import type { JsonObject } from "../../preload/contract/json-value.ts";
import { jsonText } from "../../preload/contract/json-value.ts";
import type { WriteRequest } from "./object-type-definition.ts";
import { alreadyGone } from "./reference-links.ts";
import { sortRecords } from "./sort-records.ts";
import { urlPart } from "./url-part.ts";

const path = "/oauth2PermissionGrants";

/**
 * Delegated permissions of the client `client`. There is one row a (consent type, person, resource): a row that exists is
 * given its old scope back, never made a second time (fault C31), and rows of other keys are not touched (fault C32). A
 * row without scopes does not exist.
 */
export function grantRequests(
  client: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const { added, removed, changed } = sortRecords(add, remove, keyOf);
  return [
    ...added.flatMap((grant) => addition(client, grant)),
    ...changed.flatMap(({ wanted, present }) => change(scopeOf(wanted), present)),
    ...removed.flatMap(removal),
  ];
}

function keyOf({ consentType, principalId = null, resourceId }: JsonObject): string {
  return [consentType, principalId, resourceId].map(jsonText).join("|").toLowerCase();
}

function addition(client: string, grant: JsonObject): readonly WriteRequest[] {
  const { consentType = null, principalId, resourceId = null } = grant;
  const scope = scopeOf(grant);
  if (scope === "") return [];
  const person = typeof principalId === "string" ? { principalId } : {};
  return [{ method: "POST", path, body: { clientId: client, consentType, ...person, resourceId, scope } }];
}

function change(scope: string, present: JsonObject): readonly WriteRequest[] {
  if (scope === "") return removal(present);
  return [{ method: "PATCH", path: addressOf(present), body: { scope } }];
}

function removal(grant: JsonObject): readonly WriteRequest[] {
  return typeof grant.id === "string" ? [{ method: "DELETE", path: addressOf(grant), alsoFine: alreadyGone }] : [];
}

function addressOf(grant: JsonObject): string {
  return `${path}/${urlPart(jsonText(grant.id))}`;
}

/** Often with a leading blank and in any order. */
function scopeOf({ scope }: JsonObject): string {
  return typeof scope === "string" ? scope.split(/\s+/).filter(Boolean).join(" ") : "";
}
