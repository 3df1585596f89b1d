import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import { blankUser } from "./blank-user.ts";

const none: readonly never[] = [];

function blankGroup(): MutableJsonObject {
  return {
    id: "",
    deletedDateTime: null,
    allowExternalSenders: null,
    assignedLabels: none,
    assignedLicenses: none,
    autoSubscribeNewMembers: null,
    classification: null,
    createdDateTime: null,
    description: null,
    displayName: null,
    expirationDateTime: null,
    groupTypes: none,
    hideFromAddressLists: null,
    hideFromOutlookClients: null,
    isArchived: null,
    isAssignableToRole: null,
    isManagementRestricted: null,
    isSubscribedByMail: null,
    licenseProcessingState: null,
    mail: null,
    mailEnabled: false,
    mailNickname: null,
    membershipRule: null,
    membershipRuleProcessingState: null,
    onPremisesDomainName: null,
    onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null,
    onPremisesProvisioningErrors: none,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    preferredDataLocation: null,
    preferredLanguage: null,
    proxyAddresses: none,
    renewedDateTime: null,
    resourceBehaviorOptions: none,
    resourceProvisioningOptions: none,
    securityEnabled: true,
    securityIdentifier: null,
    theme: null,
    uniqueName: null,
    visibility: null,
  };
}

const noAddresses = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
};
const notVerified = { displayName: null, verifiedPublisherId: null, addedDateTime: null };

function blankApplication(): MutableJsonObject {
  return {
    id: "",
    deletedDateTime: null,
    addIns: none,
    api: {
      acceptMappedClaims: null,
      knownClientApplications: none,
      oauth2PermissionScopes: none,
      preAuthorizedApplications: none,
      requestedAccessTokenVersion: 2,
    },
    appId: "",
    applicationTemplateId: null,
    appRoles: none,
    authenticationBehaviors: null,
    certification: null,
    createdByAppId: null,
    createdDateTime: null,
    defaultRedirectUri: null,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: null,
    groupMembershipClaims: null,
    identifierUris: none,
    info: noAddresses,
    isDeviceOnlyAuthSupported: null,
    isDisabled: null,
    isFallbackPublicClient: null,
    keyCredentials: none,
    nativeAuthenticationApisEnabled: null,
    notes: null,
    oauth2RequirePostResponse: false,
    optionalClaims: null,
    parentalControlSettings: { countriesBlockedForMinors: none, legalAgeGroupRule: "Allow" },
    passwordCredentials: none,
    publicClient: { redirectUris: none },
    publisherDomain: null,
    requestSignatureVerification: null,
    requiredResourceAccess: none,
    samlMetadataUrl: null,
    serviceManagementReference: null,
    servicePrincipalLockConfiguration: null,
    signInAudience: "AzureADMyOrg",
    spa: { redirectUris: none },
    tags: none,
    tokenEncryptionKeyId: null,
    uniqueName: null,
    verifiedPublisher: notVerified,
    web: {
      homePageUrl: null,
      logoutUrl: null,
      redirectUris: none,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: none,
    },
  };
}

function blankServicePrincipal(): MutableJsonObject {
  return {
    id: "",
    deletedDateTime: null,
    accountEnabled: true,
    addIns: none,
    alternativeNames: none,
    appDescription: null,
    appDisplayName: null,
    appId: "",
    applicationTemplateId: null,
    appOwnerOrganizationId: null,
    appRoleAssignmentRequired: false,
    appRoles: none,
    createdByAppId: null,
    createdDateTime: null,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: null,
    homepage: null,
    info: noAddresses,
    isDisabled: null,
    keyCredentials: none,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: none,
    oauth2PermissionScopes: none,
    passwordCredentials: none,
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: none,
    resourceSpecificApplicationPermissions: none,
    samlSingleSignOnSettings: null,
    servicePrincipalNames: none,
    servicePrincipalType: "Application",
    signInAudience: "AzureADMyOrg",
    tags: none,
    tokenEncryptionKeyId: null,
    verifiedPublisher: notVerified,
  };
}

function blankPolicy(): MutableJsonObject {
  return {
    id: "",
    templateId: null,
    displayName: null,
    description: null,
    createdDateTime: null,
    modifiedDateTime: null,
    deletedDateTime: null,
    state: "disabled",
    conditions: null,
    grantControls: null,
    sessionControls: null,
  };
}

function blankLocation(): MutableJsonObject {
  return { id: "", displayName: null, createdDateTime: null, modifiedDateTime: null, deletedDateTime: null };
}

const blanks: Partial<Record<ObjectType, () => MutableJsonObject>> = {
  user: blankUser,
  group: blankGroup,
  application: blankApplication,
  servicePrincipal: blankServicePrincipal,
  conditionalAccessPolicy: blankPolicy,
  namedLocation: blankLocation,
};

/** Every property that Graph returns of a type, with the value that it has when nothing was said. */
export function blankObject(type: ObjectType): MutableJsonObject {
  return blanks[type]?.() ?? {};
}
