import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { isJsonObject, objectsIn } from "../../../preload/contract/json-value.ts";
import { badRequest } from "./refusal.ts";

/**
 * App roles and scopes: an enabled one is neither changed nor removed before it was disabled (fault C19), ids and values
 * are unique, a role and a scope with one value say the same (C20), and no client is pre-authorised for a scope that goes.
 */
export function checkEntitlements(before: JsonObject, after: JsonObject): void {
  const [rolesBefore, rolesAfter] = [objectsIn(before.appRoles), objectsIn(after.appRoles)];
  const [scopesBefore, scopesAfter] = [scopesOf(before), scopesOf(after)];
  checkEnabled(rolesBefore, rolesAfter);
  checkEnabled(scopesBefore, scopesAfter);
  checkUnique("appRoles", rolesAfter);
  checkUnique("oauth2PermissionScopes", scopesAfter);
  checkTwins(rolesAfter, scopesAfter);
  checkPreAuthorized(after, scopesAfter);
}

type Entries = readonly JsonObject[];

function checkEnabled(before: Entries, after: Entries): void {
  const wanted = new Map(after.map((entry) => [entry.id, entry]));
  for (const entry of before) {
    if (entry.isEnabled !== true) continue;
    const next = wanted.get(entry.id ?? null);
    const isTouched = next === undefined || (next.isEnabled !== false && !isSame(entry, next));
    if (isTouched) {
      throw badRequest(
        "Property value cannot be deleted or changed unless it is disabled first.",
        "CannotDeleteOrUpdateEnabledEntitlement",
      );
    }
  }
}

/** What a body leaves out of an entry is null or the default. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  names.delete("origin");
  return [...names].every((name) => isDeepStrictEqual(one[name] ?? null, other[name] ?? null));
}

function checkUnique(property: string, entries: Entries): void {
  for (const key of ["id", "value"]) {
    const values = entries.map((entry) => entry[key]).filter((value) => typeof value === "string" && value !== "");
    if (new Set(values).size < values.length) {
      throw badRequest(`Property ${property} contains a duplicate ${key}.`, "DuplicateValue");
    }
  }
  if (entries.some(({ id }) => typeof id !== "string" || !/^[0-9a-f-]{36}$/i.test(id))) {
    throw badRequest(`Invalid value specified for property 'id' of ${property}.`);
  }
}

function checkTwins(roles: Entries, scopes: Entries): void {
  const byValue = new Map(roles.map((role) => [role.value, role]));
  for (const scope of scopes) {
    const role = typeof scope.value === "string" ? byValue.get(scope.value) : undefined;
    if (role === undefined) continue;
    const agree =
      role.description === scope.adminConsentDescription &&
      role.displayName === scope.adminConsentDisplayName &&
      role.isEnabled === scope.isEnabled;
    if (!agree)
      throw badRequest("A role and a scope with the same value must have matching properties.", "InvalidValue");
  }
}

function checkPreAuthorized({ api }: JsonObject, scopes: Entries): void {
  const ids = new Set(scopes.map(({ id }) => id));
  for (const { delegatedPermissionIds } of objectsIn(isJsonObject(api) ? api.preAuthorizedApplications : null)) {
    const named = Array.isArray(delegatedPermissionIds) ? delegatedPermissionIds : [];
    if (named.some((id) => !ids.has(id))) {
      throw badRequest(
        "Property PreAuthorizedApplication references permissions that cannot be found.",
        "InvalidValue",
      );
    }
  }
}

function scopesOf({ api }: JsonObject): Entries {
  return isJsonObject(api) ? objectsIn(api.oauth2PermissionScopes) : [];
}
