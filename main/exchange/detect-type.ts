import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";

const typesByName: Readonly<Record<string, ObjectType>> = {
  user: "user",
  users: "user",
  group: "group",
  groups: "group",
  application: "application",
  applications: "application",
  appregistrations: "application",
  serviceprincipal: "servicePrincipal",
  serviceprincipals: "servicePrincipal",
  enterpriseapplications: "servicePrincipal",
  conditionalaccess: "conditionalAccessPolicy",
  conditionalaccesspolicy: "conditionalAccessPolicy",
  conditionalaccesspolicies: "conditionalAccessPolicy",
  namedlocation: "namedLocation",
  namedlocations: "namedLocation",
  ipnamedlocation: "namedLocation",
  countrynamedlocation: "namedLocation",
  compliantnetworknamedlocation: "namedLocation",
  authenticationstrength: "authenticationStrengthPolicy",
  authenticationstrengths: "authenticationStrengthPolicy",
  authenticationstrengthpolicy: "authenticationStrengthPolicy",
  authenticationstrengthpolicies: "authenticationStrengthPolicy",
  authenticationmethodspolicy: "authenticationMethodsPolicy",
  authorizationpolicy: "authorizationPolicy",
  unifiedroledefinition: "directoryRole",
  roledefinitions: "directoryRole",
  organization: "organization",
  subscribedsku: "subscribedSku",
  subscribedskus: "subscribedSku",
};

/** The type that a word stands for: a collection's name, a folder's, the end of an `@odata.type`. */
export function typeNamed(word: string): ObjectType | undefined {
  const key = word.replace(/[\s_-]/g, "").toLowerCase();
  return Object.hasOwn(typesByName, key) ? typesByName[key] : undefined;
}

/**
 * The type of an exported object: what it says of itself, else the collection it was in, else what its properties show,
 * else the file's place (folders and its name without `.json`). Undefined for anything that is not in the catalogue.
 */
export function detectType(
  object: JsonObject,
  collection: ObjectType | undefined,
  place: readonly string[],
): ObjectType | undefined {
  const stated = object["@odata.type"];
  if (typeof stated === "string") return typeNamed(stated.replace(/^#?microsoft\.graph\./i, ""));
  return typeInContext(object["@odata.context"]) ?? collection ?? typeByShape(object) ?? typeOfFolder(place);
}

/** `https://graph.microsoft.com/beta/$metadata#identity/conditionalAccess/policies/$entity` */
function typeInContext(context: unknown): ObjectType | undefined {
  if (typeof context !== "string") return undefined;
  const path = context.split("#").at(-1) ?? "";
  if (/conditionalAccess\/policies/i.test(path)) return "conditionalAccessPolicy";
  const words = path.replace(/\(.*?\)/g, "").split("/");
  return words.map(typeNamed).findLast((type) => type !== undefined);
}

function typeByShape(object: JsonObject): ObjectType | undefined {
  const has = (name: string) => Object.hasOwn(object, name);
  if (has("conditions") && (has("state") || has("grantControls") || has("sessionControls")))
    return "conditionalAccessPolicy";
  if (has("ipRanges") || has("countriesAndRegions")) return "namedLocation";
  if (has("allowedCombinations")) return "authenticationStrengthPolicy";
  if (has("authenticationMethodConfigurations")) return "authenticationMethodsPolicy";
  if (has("defaultUserRolePermissions") || has("allowInvitesFrom")) return "authorizationPolicy";
  if (has("servicePrincipalType") || has("servicePrincipalNames")) return "servicePrincipal";
  if (has("signInAudience") && has("appId")) return "application";
  if (has("userPrincipalName")) return "user";
  if (has("rolePermissions")) return "directoryRole";
  if (has("verifiedDomains")) return "organization";
  if (has("skuPartNumber") && has("prepaidUnits")) return "subscribedSku";
  return has("groupTypes") || has("membershipRule") || has("securityEnabled") ? "group" : undefined;
}

/** The file's own name, else the folder that it lies in; `Groups/<id>/<id>.json` lies in Groups. */
function typeOfFolder(place: readonly string[]): ObjectType | undefined {
  const name = place.at(-1) ?? "";
  const folders = place.slice(0, place.at(-2) === name ? -2 : -1);
  return typeNamed(name) ?? typeNamed(folders.at(-1) ?? "") ?? typeNamed(folders.slice(-2).join(""));
}
