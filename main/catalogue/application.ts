import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { keyCredentials, passwordCredentials, secretRemovals } from "./certificate-rules.ts";
import { appRoles, oauth2PermissionScopes } from "./entitlement-rules.ts";
import { entitlementRequests } from "./entitlements.ts";
import { federatedCredentialRequests } from "./federated-credentials.ts";
import type { ObjectTypeDefinition, WriteRequest } from "./object-type-definition.ts";
import {
  deletedDateTime,
  each,
  fact,
  factWord,
  flags,
  keyed,
  moving,
  never,
  type Rules,
  set,
  structure,
  text,
  value,
  word,
  words,
} from "./property-rules.ts";
import { addThenRemove, deleteAt, restoreFromDirectory } from "./reference-links.ts";
import { createBody, namesByRoute, namesToWrite, updateBody } from "./write-body.ts";

const newAppId = never(
  "The client id belongs to the registration; a new registration gets a new one.",
  "Tell whoever runs the application the new client id.",
);
const verified = never("Verification is between the publisher and Microsoft.", "Verify the publisher again.");
const claim = keyed("name", {
  ...each(["source", "essential"], value()),
  additionalProperties: set(),
});

const properties: Rules = {
  ...each(["description", "notes", "serviceManagementReference", "samlMetadataUrl", "defaultRedirectUri"], text()),
  displayName: text({ notClearable: true }),
  signInAudience: word({ notClearable: true }),
  identifierUris: set(),
  tags: set(),
  groupMembershipClaims: flags(),
  ...each(["isDeviceOnlyAuthSupported", "isDisabled", "isFallbackPublicClient", "oauth2RequirePostResponse"], value()),
  ...each(["nativeAuthenticationApisEnabled", "tokenEncryptionKeyId"], word()),
  api: structure(
    {
      ...each(["acceptMappedClaims", "requestedAccessTokenVersion"], value()),
      knownClientApplications: words({ refersTo: ["appId"] }),
      oauth2PermissionScopes,
      preAuthorizedApplications: keyed("appId", { delegatedPermissionIds: words() }, { refersTo: ["appId"] }),
    },
    { needs: ["appRoles"] },
  ),
  appRoles: { ...appRoles, needs: ["api"] },
  requiredResourceAccess: keyed(
    "resourceAppId",
    {
      resourceAccess: keyed("id", { type: word() }),
    },
    { refersTo: ["appId"] },
  ),
  web: structure({
    ...each(["homePageUrl", "logoutUrl"], text()),
    implicitGrantSettings: structure(each(["enableAccessTokenIssuance", "enableIdTokenIssuance"], value())),
    redirectUris: set(),
    // The same addresses again, numbered by Entra: written with redirectUris, or the two could contradict each other.
    redirectUriSettings: moving(),
  }),
  spa: structure({ redirectUris: set() }),
  publicClient: structure({ redirectUris: set() }),
  info: structure({
    ...each(["marketingUrl", "privacyStatementUrl", "supportUrl", "termsOfServiceUrl"], text()),
    logoUrl: moving(),
  }),
  optionalClaims: structure(each(["accessToken", "idToken", "saml2Token"], claim)),
  parentalControlSettings: structure({ countriesBlockedForMinors: words(), legalAgeGroupRule: word() }),
  authenticationBehaviors: structure(
    each(["blockAzureADGraphAccess", "removeUnverifiedEmailClaim", "requireClientServicePrincipal"], value()),
  ),
  requestSignatureVerification: structure({ allowedWeakAlgorithms: flags(), isSignedRequestRequired: value() }),
  servicePrincipalLockConfiguration: structure(
    each(
      ["allProperties", "credentialsWithUsageSign", "credentialsWithUsageVerify", "isEnabled", "tokenEncryptionKeyId"],
      value(),
    ),
  ),
  addIns: keyed("id", { type: text(), properties: keyed("key", { value: text() }) }),
  keyCredentials,
  passwordCredentials,
  appId: factWord(newAppId),
  verifiedPublisher: fact(verified),
  certification: fact(),
  ...each(["createdDateTime", "disabledByMicrosoftStatus"], fact()),
  ...each(["applicationTemplateId", "createdByAppId", "publisherDomain", "uniqueName"], factWord()),
  deletedDateTime,
};

/** Application registrations. */
export const applicationDefinition: ObjectTypeDefinition = {
  type: "application",
  singular: "application",
  plural: "applications",
  list: {
    path: "/applications",
    top: 999,
    countable: true,
    delta: "/applications/delta",
    deletedItems: "/directory/deletedItems/microsoft.graph.application",
    selectable: true,
    limit: "directory",
  },
  readPermissions: ["Application.Read.All"],
  readRole: "Directory Readers or Global Reader",
  writePermissions: ["Application.ReadWrite.All"],
  properties,
  links: {
    owners: {
      shape: "reference",
      refersTo: ["user", "servicePrincipal", "directoryObject"],
      read: { from: "each", path: "/applications/{id}/owners", select: ["id"] },
      write: { route: "action" },
      permissions: ["Application.ReadWrite.All"],
    },
    federatedIdentityCredentials: {
      shape: "record",
      key: ["name"],
      refersTo: [],
      read: { from: "each", path: "/applications/{id}/federatedIdentityCredentials" },
      write: { route: "action" },
      permissions: ["Application.ReadWrite.All"],
    },
  },
  canCreate: true,
  canDelete: true,
  lostOnRecreate: [
    "the client id (it gets a new one, and so do identifier URIs that hold it)",
    "client secrets",
    "certificates whose public part was not captured",
    "the verified publisher and the logo",
    "owners without whoever makes it again: Graph adds that person",
  ],
  blocked: () => undefined,
  linkBlocked: () => undefined,
  updateRequests,
  linkRequests,
  createRequest,
  restoreRequest: restoreFromDirectory,
  deleteRequests: (application) => [deleteAt(`/applications/${application.id}`)],
};

/** Collections are replaced as a whole; enabled roles and scopes are switched off before they change (fault C19). */
function updateRequests(id: string, promised: JsonObject, expected: JsonObject): readonly WriteRequest[] {
  const path = `/applications/${id}`;
  const removals = secretRemovals(path, promised, expected);
  const names = namesToWrite(properties, "patch", promised, expected);
  if (names.length === 0) return removals;
  const body = updateBody(properties, names, promised, expected);
  return [...removals, ...entitlementRequests(path, body, expected)];
}

function linkRequests(
  id: string,
  link: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const path = `/applications/${id}/${link}`;
  if (link === "owners") return addThenRemove(path, add, remove);
  return link === "federatedIdentityCredentials" ? federatedCredentialRequests(path, add, remove) : [];
}

/** Graph gives a new appId; an identifier URI that holds the old one would never be accepted again. */
function createRequest({ properties: application }: DirectoryObject): WriteRequest {
  const appId = typeof application.appId === "string" ? application.appId.toLowerCase() : undefined;
  const isOwn = (uri: JsonValue) => appId !== undefined && typeof uri === "string" && uri.toLowerCase().includes(appId);
  const hasKey = (certificate: JsonValue) => isJsonObject(certificate) && typeof certificate.key === "string";
  const recreatable = {
    ...application,
    identifierUris: arrayIn(application.identifierUris).filter((uri) => !isOwn(uri)),
    keyCredentials: arrayIn(application.keyCredentials).filter(hasKey),
  };
  const body = createBody(properties, namesByRoute(properties, ["patch"]), recreatable);
  return { method: "POST", path: "/applications", body, yields: "objectId" };
}

function arrayIn(array: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(array) ? array : [];
}
