import type { JsonObject } from "../../preload/contract/json-value.ts";
import { configurationRequests, configurations } from "./authentication-method-configurations.ts";
import type { ObjectTypeDefinition, WriteRequest } from "./object-type-definition.ts";
import { oneForTheTenant } from "./one-for-the-tenant.ts";
import { patchTogether } from "./patch-requests.ts";
import { each, fact, keyed, moving, type Rules, setByEntra, structure, text, value, word } from "./property-rules.ts";

const path = "/policies/authenticationMethodsPolicy";

const properties: Rules = {
  registrationEnforcement: structure({
    authenticationMethodsRegistrationCampaign: structure({
      state: word(),
      snoozeDurationInDays: value(),
      includeTargets: keyed(
        "id",
        { ...each(["targetType", "targetedAuthenticationMethod"], word()) },
        { refersTo: ["group", "user"] },
      ),
      excludeTargets: keyed("id", { targetType: word() }, { refersTo: ["group", "user"] }),
    }),
  }),
  policyMigrationState: word(),
  authenticationMethodConfigurations: configurations,
  reconfirmationInDays: fact(),
  displayName: text({ write: setByEntra }),
  description: text({ write: setByEntra }),
  ...each(["lastModifiedDateTime", "policyVersion"], moving()),
};

/** One object for the tenant: which sign-in methods there are and for whom. */
export const authenticationMethodsPolicyDefinition: ObjectTypeDefinition = {
  type: "authenticationMethodsPolicy",
  singular: "authentication methods policy",
  plural: "authentication methods policy",
  auditActivities: ["Authentication Methods Policy Update", "Authentication Methods Policy Reset"],
  // https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get: Global and both of the US Government.
  list: { path, singleton: true, notIn: ["china"], countable: false, selectable: false, limit: "policy" },
  readPermissions: ["Policy.Read.All"],
  readRole: "Security Reader or Global Reader",
  writePermissions: ["Policy.ReadWrite.AuthenticationMethod"],
  properties,
  ...oneForTheTenant,
  updateRequests,
};

/** The tenant-wide settings at the policy's own address, each method at its own. */
function updateRequests(_id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  return [...patchTogether(properties, path, promised, expected), ...configurationRequests(path, promised, expected)];
}
