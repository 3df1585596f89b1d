import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { isBlank } from "./write-body.ts";

/**
 * A body for a policy in the forms that Graph accepts, without changing what it means: blocks without content are null,
 * guests are named in one way, flags are one string, session controls that exclude each other do not go together.
 * `expected` is the policy as it is now ({} when it is made again).
 */
export function acceptableBody(body: JsonObject, expected: JsonObject): JsonObject {
  const shaped: Record<string, JsonValue> = { ...body };
  if (isJsonObject(shaped.conditions)) shaped.conditions = conditionsOf(shaped.conditions, inside(expected.conditions));
  if (isJsonObject(shaped.grantControls)) shaped.grantControls = grantsOf(shaped.grantControls);
  if (isJsonObject(shaped.sessionControls)) shaped.sessionControls = sessionOf(shaped.sessionControls);
  return shaped;
}

/** Objects that Graph refuses when they are full of empty arrays. */
const objectsOrNull = ["platforms", "locations", "devices", "clientApplications", "authenticationFlows"];

function conditionsOf(conditions: JsonObject, expected: JsonObject): JsonObject {
  const shaped: Record<string, JsonValue> = { ...conditions };
  for (const name of objectsOrNull) if (name in shaped && isBlank(shaped[name])) shaped[name] = null;
  if (isJsonObject(shaped.users)) shaped.users = usersOf(shaped.users, inside(expected.users));
  if (isJsonObject(shaped.authenticationFlows)) {
    const { transferMethods = null } = shaped.authenticationFlows;
    shaped.authenticationFlows = { ...shaped.authenticationFlows, transferMethods: joined(transferMethods) };
  }
  shaped.clientAppTypes = clientAppTypesOf(conditions.clientAppTypes);
  return shaped;
}

/** Graph wants it always, and `all` by itself. */
function clientAppTypesOf(types: JsonValue | undefined): JsonValue {
  const named = Array.isArray(types) ? types : [];
  const isAll = (type: JsonValue) => typeof type === "string" && type.toLowerCase() === "all";
  return named.length === 0 || named.some(isAll) ? ["all"] : named;
}

const oldWord = "GuestsOrExternalUsers";

/**
 * Guests can be named by a word among the users or by a block of their own, never both (fault C4). If both came together
 * by putting one back, that one wins.
 */
function usersOf(users: JsonObject, expected: JsonObject): JsonObject {
  const shaped: Record<string, JsonValue> = { ...users };
  for (const side of ["include", "exclude"]) {
    const [list, block] = [`${side}Users`, `${side}${oldWord}`];
    if (block in shaped) shaped[block] = guestsOf(shaped[block]);
    if (!hasOldWord(shaped[list]) || isBlank(shaped[block])) continue;
    if (hasOldWord(expected[list])) shaped[list] = withoutOldWord(shaped[list]);
    else shaped[block] = null;
  }
  return shaped;
}

function hasOldWord(list: JsonValue | undefined): boolean {
  return Array.isArray(list) && list.includes(oldWord);
}

function withoutOldWord(list: JsonValue | undefined): JsonValue {
  return Array.isArray(list) ? list.filter((entry: JsonValue) => entry !== oldWord) : [];
}

/** The kinds of guests as one string, the tenants with their type's name: Graph cannot tell them apart without (C5). */
function guestsOf(guests: JsonValue | undefined): JsonValue {
  if (!isJsonObject(guests)) return null;
  const { guestOrExternalUserTypes = null, externalTenants, ...rest } = guests;
  const types = joined(guestOrExternalUserTypes);
  if (isBlank(types)) return null;
  return {
    ...rest,
    guestOrExternalUserTypes: types,
    ...(externalTenants === undefined ? {} : { externalTenants: tenantsOf(externalTenants) }),
  };
}

function tenantsOf(tenants: JsonValue): JsonValue {
  if (!isJsonObject(tenants)) return null;
  const { membershipKind, members } = tenants;
  if (membershipKind === "enumerated" || (membershipKind === undefined && !isBlank(members))) {
    const type = "#microsoft.graph.conditionalAccessEnumeratedExternalTenants";
    return { "@odata.type": type, membershipKind: "enumerated", members: members ?? [] };
  }
  return { "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants", membershipKind: "all" };
}

function joined(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.length > 0 ? value.join(",") : null;
  return value === "" ? null : value;
}

/** An operator without a control grants nothing. */
function grantsOf(grants: JsonObject): JsonValue {
  const { operator, ...controls } = grants;
  return isBlank(controls) ? null : grants;
}

/** A block in which nothing is switched on is refused; null clears it. */
function sessionOf(session: JsonObject): JsonValue {
  if (!Object.values(session).some(isSwitchedOn)) return null;
  return isEveryTime(session.signInFrequency) ? everyTimeOnly(session) : session;
}

function isSwitchedOn(control: JsonValue): boolean {
  if (!isJsonObject(control)) return control === true;
  return "isEnabled" in control ? control.isEnabled === true : !isBlank(control);
}

function isEveryTime(frequency: JsonValue | undefined): frequency is JsonObject {
  return isJsonObject(frequency) && frequency.isEnabled === true && frequency.frequencyInterval === "everyTime";
}

/** "Every time" has no number of hours, and Graph refuses two other controls beside it even as false (fault C10). */
function everyTimeOnly(session: JsonObject): JsonObject {
  const { applicationEnforcedRestrictions, disableResilienceDefaults, signInFrequency, ...rest } = session;
  const { value, type, ...frequency } = inside(signInFrequency);
  return { ...rest, signInFrequency: frequency };
}

function inside(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
