import type { DirectoryObject } from "../preload/contract/directory-object.ts";
import type { JsonObject } from "../preload/contract/json-value.ts";
import type { Random } from "./random.ts";

/** A made-up application registration of usual size: roles, scopes, redirect addresses. */
export function makeApplication(random: Random, index: number, userIds: readonly string[]): DirectoryObject {
  const appId = random.guid();
  const address = `https://app-${index}.contoso.example`;
  const properties: JsonObject = {
    appId,
    displayName: `Line of business ${index}`,
    createdDateTime: random.date(2016, 2025),
    deletedDateTime: null,
    description: null,
    disabledByMicrosoftStatus: null,
    groupMembershipClaims: "SecurityGroup",
    identifierUris: [`api://${appId}`],
    isFallbackPublicClient: false,
    notes: null,
    publisherDomain: "contoso.example",
    signInAudience: "AzureADMyOrg",
    tags: ["HideApp", "internal"],
    tokenEncryptionKeyId: null,
    addIns: [],
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [scope(random, "user_impersonation"), scope(random, "Data.Read")],
      preAuthorizedApplications: [],
    },
    appRoles: ["Reader", "Writer", "Owner"].map((name) => role(random, name)),
    keyCredentials: [],
    passwordCredentials: [
      {
        customKeyIdentifier: null,
        displayName: "secret",
        endDateTime: random.date(2026, 2028),
        hint: "a1B",
        keyId: random.guid(),
        startDateTime: random.date(2024, 2026),
      },
    ],
    requiredResourceAccess: [
      {
        resourceAppId: "00000003-0000-0000-c000-000000000000",
        resourceAccess: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }],
      },
    ],
    spa: { redirectUris: [`${address}/signin`] },
    web: {
      homePageUrl: address,
      logoutUrl: `${address}/signout`,
      redirectUris: [`${address}/callback`, `${address}/silent`],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: true },
    },
  };
  const federatedIdentityCredentials =
    index % 10 === 0
      ? [{ id: random.guid(), name: "deploy", issuer: "https://token.example", subject: `repo:contoso/app-${index}` }]
      : [];
  return {
    type: "application",
    id: random.guid(),
    properties,
    links: { owners: [random.pick(userIds)], federatedIdentityCredentials },
  };
}

function scope(random: Random, value: string): JsonObject {
  return {
    id: random.guid(),
    value,
    type: "User",
    isEnabled: true,
    adminConsentDisplayName: `Access as ${value}`,
    adminConsentDescription: "Allows the application to act for the signed-in person.",
    userConsentDisplayName: null,
    userConsentDescription: null,
  };
}

function role(random: Random, value: string): JsonObject {
  return {
    id: random.guid(),
    value,
    displayName: value,
    description: `May act as ${value}`,
    isEnabled: true,
    origin: "Application",
    allowedMemberTypes: ["User"],
  };
}
