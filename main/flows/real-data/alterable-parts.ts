import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";

/** Ids of the tenant that can be put into lists and links. */
export interface Places {
  readonly user: string;
  readonly group: string;
  readonly namedLocation: string;
}

export interface ValuePart {
  readonly path: string;
  readonly other: (value: JsonValue | undefined) => JsonValue;
}

export interface SetPart {
  readonly path: string;
  /** The first that is not in the set yet can be added. */
  readonly extras: readonly JsonValue[];
  /** The property that identifies an element. */
  readonly key?: string;
}

const more = (value: JsonValue | undefined) => `${value ?? "Nothing"} (altered)`;
const opposite = (value: JsonValue | undefined) => value !== true;
const oneOf = (one: string, other: string) => (value: JsonValue | undefined) => (value === one ? other : one);

function value(path: string, other: ValuePart["other"] = more): ValuePart {
  return { path, other };
}

function set(path: string, extras: readonly JsonValue[], key?: string): SetPart {
  return { path, extras, ...(key === undefined ? {} : { key }) };
}

/** Single values of each type. */
export function valuesOf({ type, properties }: DirectoryObject): readonly ValuePart[] {
  if (type === "authenticationMethodsPolicy")
    return methodsOf(properties).map(({ path }) => value(`${path}.state`, oneOf("enabled", "disabled")));
  if (type !== "namedLocation") return values[type] ?? [];
  const switched = "ipRanges" in properties ? "isTrusted" : "includeUnknownCountriesAndRegions";
  return [value("displayName"), value(switched, opposite)];
}

const values: Partial<Record<ObjectType, readonly ValuePart[]>> = {
  user: [value("displayName"), value("jobTitle"), value("accountEnabled", opposite), value("mobilePhone")],
  group: [value("displayName"), value("description"), value("membershipRule")],
  application: [
    value("displayName"),
    value("notes"),
    value("web.homePageUrl"),
    value("api.acceptMappedClaims", opposite),
  ],
  servicePrincipal: [value("notes"), value("appRoleAssignmentRequired", opposite)],
  conditionalAccessPolicy: [value("displayName"), value("description"), value("state", oneOf("enabled", "disabled"))],
  authorizationPolicy: [
    value("allowInvitesFrom", oneOf("everyone", "adminsAndGuestInviters")),
    value("defaultUserRolePermissions.allowedToCreateApps", opposite),
  ],
};

function methodsOf({ authenticationMethodConfigurations: methods }: JsonObject) {
  const listed: readonly JsonValue[] = Array.isArray(methods) ? methods : [];
  return listed
    .filter(isJsonObject)
    .map((method) => ({ path: `authenticationMethodConfigurations[${method.id}]`, method }));
}

const address = ["https://altered.example/a", "https://altered.example/b"];
const risks = ["low", "medium", "high"];
const platforms = ["android", "iOS", "windows", "macOS", "linux"];
const clients = ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"];
const role = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const exchangeOnline = "00000002-0000-0ff1-ce00-000000000000";
const graph = "00000003-0000-0000-c000-000000000000";

/** Sets and keyed lists of each type. */
export function setsOf({ type, properties }: DirectoryObject, places: Places): readonly SetPart[] {
  if (type === "conditionalAccessPolicy") return setsOfPolicies(places);
  if (type === "namedLocation") return "ipRanges" in properties ? [ranges] : [set("countriesAndRegions", ["NO", "IS"])];
  if (type !== "authenticationMethodsPolicy") return sets[type] ?? [];
  const target = { id: places.group, targetType: "group" };
  return methodsOf(properties).flatMap(({ path, method }) => {
    const lists = ["includeTargets", "excludeTargets"].filter((name) => Array.isArray(method[name]));
    return lists.map((name) => set(`${path}.${name}`, [target], "id"));
  });
}

const ranges = set(
  "ipRanges",
  [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "198.51.100.0/24" }],
  "cidrAddress",
);

const appRole: JsonObject = {
  id: "5f1d0a3c-7d0e-4c55-9a51-0f6f0d5d9d01",
  allowedMemberTypes: ["User"],
  description: "Added",
  displayName: "Added",
  isEnabled: true,
  value: "Added",
};

const sets: Partial<Record<ObjectType, readonly SetPart[]>> = {
  user: [set("businessPhones", ["+47 00 00 00 00"]), set("otherMails", ["altered@example.com"])],
  application: [
    ...["web", "spa", "publicClient"].map((name) => set(`${name}.redirectUris`, address)),
    set("identifierUris", ["api://altered"]),
    set("tags", ["altered"]),
    set("appRoles", [appRole], "id"),
    set(
      "requiredResourceAccess",
      [{ resourceAppId: graph, resourceAccess: [{ id: role, type: "Scope" }] }],
      "resourceAppId",
    ),
  ],
  servicePrincipal: [set("tags", ["altered"]), set("notificationEmailAddresses", ["altered@example.com"])],
  authorizationPolicy: [
    set("defaultUserRolePermissions.permissionGrantPoliciesAssigned", [
      "ManagePermissionGrantsForSelf.microsoft-user-default-low",
    ]),
  ],
};

function setsOfPolicies({ user, group, namedLocation }: Places): readonly SetPart[] {
  const both = (place: string, things: string, extras: readonly JsonValue[]) =>
    ["include", "exclude"].map((side) => set(`conditions.${place}.${side}${things}`, extras));
  return [
    ...both("users", "Users", [user]),
    ...both("users", "Groups", [group]),
    ...both("users", "Roles", [role]),
    ...both("applications", "Applications", [exchangeOnline]),
    ...both("platforms", "Platforms", platforms),
    ...both("locations", "Locations", [namedLocation]),
    set("conditions.clientAppTypes", clients),
    set("conditions.signInRiskLevels", risks),
    set("conditions.userRiskLevels", risks),
    set("grantControls.builtInControls", ["compliantDevice", "domainJoinedDevice"]),
  ];
}

/** Links of each type that people write one by one. */
export function linksOf({ type }: DirectoryObject): readonly string[] {
  if (type === "group") return ["members", "owners"];
  if (type === "application" || type === "servicePrincipal") return ["owners"];
  return type === "user" ? ["manager"] : [];
}
