import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectTypeDefinition, WriteRequest } from "./object-type-definition.ts";
import { oneForTheTenant } from "./one-for-the-tenant.ts";
import { patchTogether } from "./patch-requests.ts";
import { deletedDateTime, each, type Rules, structure, text, value, word, words } from "./property-rules.ts";

const path = "/policies/authorizationPolicy";

const properties: Rules = {
  ...each(["displayName", "description"], text()),
  ...each(["allowedToSignUpEmailBasedSubscriptions", "allowedToUseSSPR"], value({ notClearable: true })),
  allowEmailVerifiedUsersToJoinOrganization: value({ notClearable: true }),
  ...each(["allowUserConsentForRiskyApps", "blockMsolPowerShell"], value()),
  allowInvitesFrom: word({ notClearable: true }),
  guestUserRoleId: word({ refersTo: ["directoryRole", "roleTemplate"] }),
  defaultUserRolePermissions: structure({
    ...each(["allowedToCreateApps", "allowedToCreateSecurityGroups", "allowedToCreateTenants"], value()),
    ...each(["allowedToReadBitlockerKeysForOwnedDevice", "allowedToReadOtherUsers"], value()),
    // [] switches user consent off; entries for owned resources stand in the same list and are kept.
    permissionGrantPoliciesAssigned: words(),
  }),
  deletedDateTime,
};

/** One object for the tenant: what people and guests may do by default. v1.0 form; beta keeps user consent elsewhere. */
export const authorizationPolicyDefinition: ObjectTypeDefinition = {
  type: "authorizationPolicy",
  singular: "authorization policy",
  plural: "authorization policy",
  auditActivities: ["Update authorization policy"],
  list: { path, singleton: true, countable: false, selectable: false, limit: "policy" },
  readPermissions: ["Policy.Read.All"],
  readRole: "Security Reader or Global Reader",
  writePermissions: ["Policy.ReadWrite.Authorization"],
  properties,
  ...oneForTheTenant,
  updateRequests,
};

function updateRequests(_id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  return patchTogether(properties, path, promised, expected);
}
