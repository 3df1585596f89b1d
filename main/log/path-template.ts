/** The words of Graph's own addresses. Whatever else stands in an address came out of a tenant. */
const words: ReadonlySet<string> = new Set(
  [
    "$batch $count $ref $metadata $value v1.0 beta delta restore getByIds checkMemberGroups assignLicense me",
    "users groups applications servicePrincipals directoryObjects devices organization subscribedSkus",
    "manager directReports sponsors memberOf members owners ownedObjects transitiveMemberOf",
    "appRoleAssignments appRoleAssignedTo oauth2PermissionGrants federatedIdentityCredentials extensionProperties",
    "getAvailableExtensionProperties addPassword removePassword addKey removeKey",
    "directory deletedItems recovery jobs snapshots directoryRoles roleManagement roleAssignments roleDefinitions",
    "roleEligibilityScheduleInstances",
    "customSecurityAttributeDefinitions attributeSets administrativeUnits",
    "microsoft.graph.user microsoft.graph.group microsoft.graph.application microsoft.graph.servicePrincipal",
    "identity conditionalAccess policies namedLocations authenticationStrength combinationConfigurations",
    "authenticationMethodsPolicy authenticationMethodConfigurations authenticationStrengthPolicies authorizationPolicy",
    "auditLogs directoryAudits signIns updateAllowedCombinations invalidateAllRefreshTokens",
  ].flatMap((line) => line.split(" ")),
);

/** What stands for everything that is not a word of Graph's own. */
export const unnamed = "{id}";

/**
 * An address of Graph without ids, names, hosts and query: `/v1.0/users/{id}/manager/$ref`. What is not known to be Graph's own
 * word is never kept, so that a new address shows too little and not too much.
 */
export function pathTemplate(address: string): string {
  const [path = ""] = address.replace(/^[a-z]+:\/\/[^/?#]*/iu, "").split(/[?#]/u, 1);
  return path.split("/").map(templateOf).join("/");
}

export function isPathTemplate(path: string): boolean {
  return path.split("/").every((part) => part === "" || part === unnamed || words.has(part.replace("({id})", "")));
}

function templateOf(part: string): string {
  if (part === "" || words.has(part)) return part;
  // users('…'), delta(), applications(appId='…')
  const [, word = ""] = /^([A-Za-z$.]+)\(.*\)$/su.exec(part) ?? [];
  return words.has(word) ? `${word}(${unnamed})` : unnamed;
}
