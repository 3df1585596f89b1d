import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import { isEmpty } from "./conditional-access-shape.ts";
import type { PolicyFault } from "./policy-fault.ts";
import { fault } from "./policy-fault.ts";

/** Whom and what a policy is about; blocks that say nothing; conditions that exclude each other. */
export function faultOfConditions(conditions: JsonObject): PolicyFault | undefined {
  return (
    faultOfScope(conditions) ??
    faultOfEmptyBlocks(conditions) ??
    faultOfClientAppTypes(conditions.clientAppTypes) ??
    faultOfExcludes(conditions) ??
    faultOfGuests(inside(conditions.users), "include") ??
    faultOfGuests(inside(conditions.users), "exclude")
  );
}

function inside(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

const people = ["includeUsers", "includeGroups", "includeRoles", "includeGuestsOrExternalUsers"];
const things = [
  "includeApplications",
  "includeUserActions",
  "includeAuthenticationContextClassReferences",
  "applicationFilter",
];

function faultOfScope(conditions: JsonObject): PolicyFault | undefined {
  const isWorkload = !isEmpty(conditions.clientApplications);
  const [users, applications] = [inside(conditions.users), inside(conditions.applications)];
  if (!isWorkload && people.every((name) => isEmpty(users[name]))) return fault("1007", "No users are included.");
  if (things.every((name) => isEmpty(applications[name])))
    return fault("1007", "No applications or actions are included.");
  return undefined;
}

const blocks = ["platforms", "locations", "devices", "clientApplications", "authenticationFlows"];

/** Null leaves a condition out; an object full of empty lists does not. */
function faultOfEmptyBlocks(conditions: JsonObject): PolicyFault | undefined {
  const empty = blocks.find((name) => isJsonObject(conditions[name]) && isEmpty(conditions[name]));
  return empty === undefined ? undefined : fault("1007", `The condition '${empty}' is incomplete.`);
}

function faultOfClientAppTypes(types: JsonValue | undefined): PolicyFault | undefined {
  const named = listIn(types).map((type) => String(type).toLowerCase());
  if (named.length === 0) return fault("1007", "clientAppTypes are missing.");
  return named.includes("all") && named.length > 1
    ? fault("1060", "clientAppTypes 'all' must stand alone.")
    : undefined;
}

function faultOfExcludes({ platforms, locations }: JsonObject): PolicyFault | undefined {
  const [onPlatforms, atLocations] = [inside(platforms), inside(locations)];
  if (!isEmpty(onPlatforms.excludePlatforms) && isEmpty(onPlatforms.includePlatforms)) {
    return fault("1007", "excludePlatforms without includePlatforms.");
  }
  if (!isEmpty(atLocations.excludeLocations) && isEmpty(atLocations.includeLocations)) {
    return fault("1007", "excludeLocations without includeLocations.");
  }
  return undefined;
}

/** Guests are named by a word among the users or by a block, never both (fault C4); tenants with their type (C5). */
function faultOfGuests(users: JsonObject, side: "include" | "exclude"): PolicyFault | undefined {
  const guests = users[`${side}GuestsOrExternalUsers`];
  if (!isJsonObject(guests)) return undefined;
  if (listIn(users[`${side}Users`]).includes("GuestsOrExternalUsers")) {
    return fault("1060", `'GuestsOrExternalUsers' in ${side}Users excludes ${side}GuestsOrExternalUsers.`);
  }
  if (isEmpty(guests.guestOrExternalUserTypes)) return fault("1007", "guestOrExternalUserTypes are missing.");
  return faultOfTenants(guests.externalTenants);
}

const kinds: Readonly<Record<string, string>> = {
  "#microsoft.graph.conditionalAccessAllExternalTenants": "all",
  "#microsoft.graph.conditionalAccessEnumeratedExternalTenants": "enumerated",
};

function faultOfTenants(tenants: JsonValue | undefined): PolicyFault | undefined {
  if (!isJsonObject(tenants)) return undefined;
  const type = String(tenants["@odata.type"]);
  const kind = kinds[type.startsWith("#") ? type : `#${type}`];
  if (kind === undefined) return fault("1007", "externalTenants without '@odata.type'.");
  const { membershipKind = kind, members } = tenants;
  if (membershipKind !== kind) return fault("1007", "membershipKind does not fit the type of externalTenants.");
  const hasMembers = !isEmpty(members);
  if (kind === "all" && hasMembers) return fault("1007", "All external tenants cannot have members.");
  return kind === "enumerated" && !hasMembers ? fault("1007", "No external tenants are named.") : undefined;
}
