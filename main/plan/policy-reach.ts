import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { isBlank } from "../compare/meaning-text.ts";
import { isExternal, isNamedGuest } from "./guest-reach.ts";
import { canSignIn, hasMember, holdsRole, isMember, mayHoldRole, peopleIn, roleHolders } from "./people-in.ts";
import type { TenantState } from "./planned-state.ts";
import { type Answer, allOf, anyOf, not } from "./tri-state.ts";

/** Whether a person is named by one side ("include" or "exclude") of a policy, by a directory role too. */
function isNamed(side: "include" | "exclude", users: JsonObject, userId: string, state: TenantState): Answer {
  const people = textsIn(users[`${side}Users`]);
  const groups = textsIn(users[`${side}Groups`]);
  const isPerson = people.includes("all") || people.includes(userId.toLowerCase());
  const roles = textsIn(users[`${side}Roles`]);
  // Who is shut out activates nothing that would let them in.
  const hasRole = side === "include" ? mayHoldRole : holdsRole;
  return anyOf([
    isPerson ? "yes" : people.includes("guestsorexternalusers") ? isGuest(userId, state) : "no",
    ...groups.map((group) => isMember(userId.toLowerCase(), group, state)),
    ...roles.map((role) => hasRole(userId.toLowerCase(), role, state)),
    isNamedGuest(users[`${side}GuestsOrExternalUsers`], state.object("user", userId)),
  ]);
}

/** By the word that came before the kinds; whether it takes in members who were invited, its documentation leaves open. */
function isGuest(userId: string, state: TenantState): Answer {
  const user = state.object("user", userId);
  if (user === undefined) return "unsure";
  if (user.properties.userType === "Guest") return "yes";
  return isExternal(user) ? "unsure" : "no";
}

/** Whether a policy applies to this person at all. */
export function reaches(policy: DirectoryObject, userId: string, state: TenantState): Answer {
  const users = usersOf(policy);
  return allOf([isNamed("include", users, userId, state), not(isNamed("exclude", users, userId, state))]);
}

/** Whether a policy names this person among its exceptions. */
export function exempts(policy: DirectoryObject, userId: string, state: TenantState): Answer {
  return isNamed("exclude", usersOf(policy), userId, state);
}

/** Whether the policy is switched on; report-only stops nobody. */
export function isEnforced(policy: DirectoryObject): boolean {
  return policy.properties.state === "enabled";
}

/** Whether a sign-in that the policy applies to is blocked, wherever it comes from. */
export function blocksSignIn(policy: DirectoryObject): Answer {
  const grants = objectIn(policy.properties.grantControls);
  if (!isEnforced(policy) || !textsIn(grants.builtInControls).includes("block")) return "no";
  const conditions = objectIn(policy.properties.conditions);
  const { applications, clientAppTypes, clientApplications, locations, platforms, users: _, ...narrowing } = conditions;
  // Such a policy is about services, not about people.
  if (!isBlank(clientApplications)) return "no";
  return allOf([
    coversApplications(objectIn(applications)),
    coversModernSignIn(textsIn(clientAppTypes)),
    coversAll(objectIn(locations), "Locations"),
    coversAll(objectIn(platforms), "Platforms"),
    Object.values(narrowing).every(isBlank) ? "yes" : "unsure",
  ]);
}

/** All locations or platforms, or none named at all; anything else depends on where the person sits. */
function coversAll(condition: JsonObject, things: "Locations" | "Platforms"): Answer {
  if (isBlank(condition)) return "yes";
  const isWhole = textsIn(condition[`include${things}`]).includes("all") && isBlank(condition[`exclude${things}`]);
  return isWhole ? "yes" : "unsure";
}

function coversApplications(applications: JsonObject): Answer {
  const named = textsIn(applications.includeApplications);
  if (named.length === 0 || named.includes("none")) return "no";
  const isWhole = isBlank(applications.excludeApplications) && isBlank(applications.applicationFilter);
  return named.includes("all") && isWhole ? "yes" : "unsure";
}

/** Blocking only old protocols locks nobody out of the admin centre. */
function coversModernSignIn(types: readonly string[]): Answer {
  if (types.length === 0 || types.includes("all")) return "yes";
  if (types.includes("browser") && types.includes("mobileappsanddesktopclients")) return "yes";
  return types.includes("browser") || types.includes("mobileappsanddesktopclients") ? "unsure" : "no";
}

/** The groups, in lower case, that one side of a policy names. */
export function namedGroups(policy: DirectoryObject, side: "include" | "exclude"): readonly string[] {
  return textsIn(usersOf(policy)[`${side}Groups`]);
}

/** True if everybody is included. */
export function includesEverybody(policy: DirectoryObject): boolean {
  return textsIn(usersOf(policy).includeUsers).includes("all");
}

/** Whether anybody who can sign in is left out of the policy. */
export function exemptsSomebody(policy: DirectoryObject, state: TenantState): Answer {
  const users = usersOf(policy);
  const isUsable = (id: string): boolean => canSignIn(id, state);
  if (textsIn(users.excludeUsers).some(isUsable)) return "yes";
  return anyOf([
    ...textsIn(users.excludeGroups).map((group) => hasMember(group, isUsable, state)),
    ...textsIn(users.excludeRoles).map((role) => hasUsableHolder(role, isUsable, state)),
    isBlank(users.excludeGuestsOrExternalUsers) ? "no" : "unsure",
  ]);
}

function hasUsableHolder(roleId: string, isUsable: (id: string) => boolean, state: TenantState): Answer {
  const holders = roleHolders(roleId, state);
  if (holders === undefined) return "unsure";
  return [...holders].some(isUsable) ? "yes" : "no";
}

/** The people whom a policy names as exceptions, by themselves, through a group or by a directory role. */
export function exemptPeople(policy: DirectoryObject, state: TenantState): ReadonlySet<string> {
  const users = usersOf(policy);
  return new Set([
    ...textsIn(users.excludeUsers).filter((id) => state.object("user", id) !== undefined),
    ...textsIn(users.excludeGroups).flatMap((group) => [...peopleIn(group, state)]),
    ...textsIn(users.excludeRoles).flatMap((role) => [...(roleHolders(role, state) ?? [])]),
  ]);
}

/** Whether the policy surely keeps this person out, wherever they sign in from. */
export function blocks(policy: DirectoryObject | undefined, userId: string, state: TenantState): Answer {
  const blocking = policy === undefined ? "no" : blocksSignIn(policy);
  if (policy === undefined || blocking === "no") return "no";
  return allOf([blocking, reaches(policy, userId, state)]);
}

function usersOf(policy: DirectoryObject): JsonObject {
  return objectIn(objectIn(policy.properties.conditions).users);
}

function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === "string").map((item) => item.toLowerCase());
}
