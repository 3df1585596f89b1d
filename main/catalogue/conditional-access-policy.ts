import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { acceptableBody } from "./conditional-access-body.ts";
import type { ObjectTypeDefinition, PropertyRule, ReferenceKind, WriteRequest } from "./object-type-definition.ts";
import { patchTogether } from "./patch-requests.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  flags,
  moving,
  never,
  type Rules,
  reference,
  structure,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { deleteAt } from "./reference-links.ts";
import { createBody, namesByRoute, withoutNulls } from "./write-body.ts";

const path = "/identity/conditionalAccess/policies";
const filter = structure({ mode: word(), rule: text() });
const enabled = structure({ isEnabled: value() });

/** Includes and excludes of one kind of thing. */
function both(things: string, kinds: readonly ReferenceKind[] = []): Rules {
  const rule = words(kinds.length > 0 ? { refersTo: kinds } : {});
  return { [`include${things}`]: rule, [`exclude${things}`]: rule };
}

const guests: PropertyRule = structure({
  guestOrExternalUserTypes: flags(),
  externalTenants: structure({ membershipKind: word(), members: words() }),
});

const users = structure({
  ...both("Users", ["user"]),
  ...both("Groups", ["group"]),
  ...both("Roles", ["directoryRole", "roleTemplate"]),
  includeGuestsOrExternalUsers: guests,
  excludeGuestsOrExternalUsers: guests,
});

const applications = structure({
  ...both("Applications", ["appId"]),
  includeUserActions: words(),
  includeAuthenticationContextClassReferences: words(),
  applicationFilter: filter,
});

/** Of older exports; Graph answers 400 to it. To leave it out while the rest is put back would make the policy hold for more (C8). */
const retired = never(
  "Microsoft Graph no longer takes this condition, so the policy keeps what it has in its place.",
  "Compare both sides, and say the same with a filter for devices in the Microsoft Entra admin centre.",
);

const conditions = structure(
  {
    users,
    applications,
    clientAppTypes: words(),
    platforms: structure(both("Platforms")),
    locations: structure(both("Locations", ["namedLocation"])),
    devices: structure({ deviceFilter: filter }),
    deviceStates: { ...fact(retired), retired: true },
    clientApplications: structure({
      ...both("ServicePrincipals", ["servicePrincipal"]),
      servicePrincipalFilter: filter,
    }),
    authenticationFlows: structure({ transferMethods: flags() }),
    insiderRiskLevels: flags(),
    ...each(["signInRiskLevels", "userRiskLevels", "servicePrincipalRiskLevels"], words()),
  },
  { refusesGone: true },
);

const grantControls = structure({
  operator: word(),
  builtInControls: words(),
  customAuthenticationFactors: words(),
  termsOfUse: words({ refersTo: ["agreement"] }),
  authenticationStrength: reference({ refersTo: ["authenticationStrengthPolicy"] }),
});

const sessionControls = structure({
  applicationEnforcedRestrictions: enabled,
  cloudAppSecurity: structure({ isEnabled: value(), cloudAppSecurityType: word() }),
  disableResilienceDefaults: value(),
  persistentBrowser: structure({ isEnabled: value(), mode: word() }),
  secureSignInSession: enabled,
  signInFrequency: structure({
    ...each(["isEnabled", "value"], value()),
    ...each(["authenticationType", "frequencyInterval", "type"], word()),
  }),
});

const properties: Rules = {
  displayName: text({ notClearable: true }),
  description: text(),
  state: word({ notClearable: true }),
  conditions,
  grantControls,
  sessionControls,
  templateId: factWord(),
  createdDateTime: fact(),
  modifiedDateTime: moving(),
  deletedDateTime,
};

/** Conditional Access policies. Graph takes one request a second here for the whole tenant. */
export const conditionalAccessPolicyDefinition: ObjectTypeDefinition = {
  type: "conditionalAccessPolicy",
  singular: "Conditional Access policy",
  plural: "Conditional Access policies",
  auditNoun: "(conditional access )?policy",
  list: {
    path,
    countable: false,
    // v1.0 leaves out policies with conditions in preview (msgraph-sdk-powershell#431, AzureADAssessment#79).
    whole: `/beta${path}`,
    deletedItems: "/identity/conditionalAccess/deletedItems/policies",
    selectable: false,
    limit: "conditionalAccess",
  },
  readPermissions: ["Policy.Read.All"],
  readRole: "Security Reader or Global Reader",
  // All three together: with two of them Graph answers 403 as soon as a policy names applications (fault C41).
  writePermissions: ["Policy.Read.All", "Policy.ReadWrite.ConditionalAccess", "Application.Read.All"],
  properties,
  links: {},
  canCreate: true,
  canDelete: true,
  lostOnRecreate: ["the policy's id, which reports and sign-in logs of the past name"],
  blocked: () => undefined,
  linkBlocked: () => undefined,
  updateRequests,
  linkRequests: () => [],
  createRequest,
  restoreRequest: (id) => ({ method: "POST", path: `/identity/conditionalAccess/deletedItems/policies/${id}/restore` }),
  deleteRequests: ({ id }) => [deleteAt(`${path}/${id}`)],
};

/** Whole blocks: a lone leaf would leave Graph to guess the rest. */
function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  return patchTogether(properties, `${path}/${id}`, promised, expected, (body) => acceptableBody(body, expected));
}

/**
 * A policy that was enforced comes back as report-only: with new ids around it nobody has yet seen whom it stops. The
 * person who recovers switches it on after a look at the sign-in logs.
 */
function createRequest({ properties: policy }: DirectoryObject): WriteRequest {
  const written = createBody(properties, namesByRoute(properties, ["patch"]), policy);
  const state = policy.state === "enabled" ? "enabledForReportingButNotEnforced" : (policy.state ?? "disabled");
  const body = withoutNulls({ ...acceptableBody(written, {}), state }) as JsonObject;
  return { method: "POST", path, body, yields: "objectId" };
}
