import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../preload/contract/json-value.ts";
import { appRoles, oauth2PermissionScopes } from "./entitlement-rules.ts";
import type { WriteRequest } from "./object-type-definition.ts";
import { bodyValue, same } from "./write-body.ts";

type Entries = readonly JsonObject[];

/**
 * The requests that carry out `body`, the final PATCH of an application. Graph neither changes nor removes a role or
 * scope that is enabled (fault C19), so before it, each seen to have worked: pre-authorised clients let go of scopes that
 * will be removed, then the entries are switched off. A role and a scope that share a value are switched off, and put
 * back, in one request and with one text, or neither could ever be changed again (fault C20).
 */
export function entitlementRequests(path: string, body: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const roles = objectsIn(expected.appRoles);
  const scopes = scopesIn(expected.api);
  const touchedRoles = touched(roles, "appRoles" in body ? objectsIn(body.appRoles) : roles);
  const touchedScopes = touched(scopes, "api" in body ? scopesIn(body.api) : scopes);
  const values = new Set([...touchedRoles, ...touchedScopes].map(claimOf).filter((value) => value !== undefined));
  const offRoles = roles.filter((role) => mustBeOff(role, touchedRoles, values));
  const offScopes = scopes.filter((scope) => mustBeOff(scope, touchedScopes, values));
  const final = {
    ...(offRoles.length > 0 ? { appRoles: bodyValue(appRoles, roles, undefined) } : {}),
    ...(offScopes.length > 0 ? { api: { oauth2PermissionScopes: scopeBody(scopes) } } : {}),
    ...body,
  };
  return [
    ...letGo(path, body, expected),
    ...switchOff(path, { roles, scopes, offRoles, offScopes }),
    { method: "PATCH", path, body: final },
  ];
}

function scopeBody(scopes: Entries): JsonValue {
  return bodyValue(oauth2PermissionScopes, scopes, undefined);
}

/** Enabled now, and gone or different in more than the switch afterwards. */
function touched(before: Entries, after: Entries): Entries {
  return before.filter((entry) => {
    const next = after.find((other) => other.id === entry.id);
    return entry.isEnabled === true && (next === undefined || !same(switchless(next), switchless(entry)));
  });
}

function switchless(entry: JsonObject): JsonObject {
  const { isEnabled, origin, ...rest } = entry;
  return rest;
}

/** What shares its value with something that changes has to go off with it. */
function mustBeOff(entry: JsonObject, changed: Entries, values: ReadonlySet<string>): boolean {
  const value = claimOf(entry);
  return changed.includes(entry) || (entry.isEnabled === true && value !== undefined && values.has(value));
}

interface Switching {
  readonly roles: Entries;
  readonly scopes: Entries;
  readonly offRoles: Entries;
  readonly offScopes: Entries;
}

function switchOff(path: string, { roles, scopes, offRoles, offScopes }: Switching): readonly WriteRequest[] {
  if (offRoles.length + offScopes.length === 0) return [];
  const newRoles = roles.map((role) => (offRoles.includes(role) ? { ...role, isEnabled: false } : role));
  const newScopes = scopes.map((scope) =>
    offScopes.includes(scope) ? { ...alignedWithRole(scope, roles), isEnabled: false } : scope,
  );
  const body = {
    ...(offRoles.length > 0 ? { appRoles: bodyValue(appRoles, newRoles, undefined) } : {}),
    ...(offScopes.length > 0 ? { api: { oauth2PermissionScopes: scopeBody(newScopes) } } : {}),
  };
  return [{ method: "PATCH", path, body, awaitVisible: true }];
}

/** Graph wants the texts of a role and a scope with one value to match while they change. */
function alignedWithRole(scope: JsonObject, roles: Entries): JsonObject {
  const twin = roles.find((role) => claimOf(role) !== undefined && claimOf(role) === claimOf(scope));
  if (twin === undefined) return scope;
  const { description = null, displayName = null } = twin;
  return { ...scope, adminConsentDescription: description, adminConsentDisplayName: displayName };
}

function letGo(path: string, body: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  if (!("api" in body) || !isJsonObject(expected.api)) return [];
  const final = new Set(scopesIn(body.api).map((scope) => scope.id));
  const removed = new Set(scopesIn(expected.api).flatMap(({ id }) => (final.has(id) ? [] : [id])));
  const clients = objectsIn(expected.api.preAuthorizedApplications);
  const isRemoved = (id: JsonValue) => removed.has(id);
  if (!clients.some((client) => idsIn(client.delegatedPermissionIds).some(isRemoved))) return [];
  const preAuthorizedApplications = clients.map(({ appId = null, delegatedPermissionIds }) => ({
    appId,
    delegatedPermissionIds: idsIn(delegatedPermissionIds).filter((id) => !isRemoved(id)),
  }));
  const remaining = preAuthorizedApplications.filter((client) => client.delegatedPermissionIds.length > 0);
  return [{ method: "PATCH", path, body: { api: { preAuthorizedApplications: remaining } }, awaitVisible: true }];
}

function claimOf({ value }: JsonObject): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function scopesIn(api: JsonValue | undefined): Entries {
  return isJsonObject(api) ? objectsIn(api.oauth2PermissionScopes) : [];
}

function idsIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
