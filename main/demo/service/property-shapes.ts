import type { ObjectType } from "../../../preload/contract/directory-object.ts";

/** Types whose properties Graph returns by `$select`. */
export type DirectoryType = "user" | "group" | "application" | "servicePrincipal";

export type Kind = "text" | "switch" | "number" | "date" | "list" | "object";

/** What Graph knows of a type's properties. Independent of the catalogue on purpose: it is what the catalogue is tested on. */
export interface Shape {
  /** "User", as messages name it. */
  readonly resource: string;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Returned without `$select`. */
  readonly defaults: readonly string[];
  readonly readOnly: ReadonlySet<string>;
  /** In the body of a POST only. */
  readonly createOnly: ReadonlySet<string>;
  readonly notClearable: ReadonlySet<string>;
  /** Not available in a list: 501. */
  readonly apart: ReadonlySet<string>;
  /** Only with `$select` at one object. */
  readonly single: ReadonlySet<string>;
}

type Names = Partial<Record<Kind, string>>;

function shape(
  resource: string,
  names: Names,
  marks: {
    readonly defaults?: string;
    /** Everything but these comes without `$select`. */
    readonly selectOnly?: string;
    readonly readOnly: string;
    readonly createOnly?: string;
    readonly notClearable: string;
    readonly apart?: string;
    readonly single?: string;
  },
): Shape {
  const kinds = new Map<string, Kind>();
  for (const [kind, list] of Object.entries(names)) for (const name of words(list)) kinds.set(name, kind as Kind);
  const hidden = new Set([...words(marks.selectOnly), ...words(marks.apart), ...words(marks.single)]);
  return {
    resource,
    kinds,
    defaults:
      marks.defaults === undefined ? [...kinds.keys()].filter((name) => !hidden.has(name)) : words(marks.defaults),
    readOnly: new Set(words(marks.readOnly)),
    createOnly: new Set(words(marks.createOnly)),
    notClearable: new Set(words(marks.notClearable)),
    apart: new Set(words(marks.apart)),
    single: new Set(words(marks.single)),
  };
}

function words(text = ""): readonly string[] {
  return text.split(/\s+/).filter(Boolean);
}

const user = shape(
  "User",
  {
    text: `id displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName
      ageGroup city companyName consentProvidedForMinor country creationType department employeeId employeeType
      externalUserState faxNumber identityParentId legalAgeGroupClassification mailNickname onPremisesDistinguishedName onPremisesDomainName
      onPremisesImmutableId onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesUserPrincipalName
      passwordPolicies postalCode preferredDataLocation securityIdentifier state streetAddress usageLocation userType
      aboutMe mySite preferredName`,
    switch: "accountEnabled isManagementRestricted isResourceAccount onPremisesSyncEnabled showInAddressList",
    number: "deviceEnrollmentLimit",
    date: `createdDateTime deletedDateTime employeeHireDate employeeLeaveDateTime externalUserStateChangeDateTime
      lastPasswordChangeDateTime onPremisesLastSyncDateTime refreshTokensValidFromDateTime signInSessionsValidFromDateTime birthday hireDate`,
    list: `assignedLicenses assignedPlans businessPhones identities imAddresses licenseAssignmentStates otherMails
      onPremisesProvisioningErrors provisionedPlans proxyAddresses serviceProvisioningErrors interests pastProjects
      responsibilities schools skills`,
    object: `authorizationInfo customSecurityAttributes employeeOrgData onPremisesExtensionAttributes passwordProfile
      signInActivity mailboxSettings`,
  },
  {
    defaults: `businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname
      userPrincipalName id`,
    readOnly: `id assignedLicenses assignedPlans createdDateTime creationType deletedDateTime externalUserState
      externalUserStateChangeDateTime imAddresses isManagementRestricted lastPasswordChangeDateTime
      legalAgeGroupClassification licenseAssignmentStates onPremisesDistinguishedName onPremisesDomainName
      onPremisesLastSyncDateTime onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
      onPremisesSyncEnabled onPremisesUserPrincipalName provisionedPlans proxyAddresses refreshTokensValidFromDateTime
      securityIdentifier serviceProvisioningErrors signInActivity signInSessionsValidFromDateTime isResourceAccount
      identityParentId`,
    notClearable: "accountEnabled displayName mailNickname usageLocation userPrincipalName userType",
    apart: `aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools
      skills deviceEnrollmentLimit`,
  },
);

const group = shape(
  "Group",
  {
    text: `id classification description displayName mail mailNickname membershipRule membershipRuleProcessingState
      onPremisesDomainName onPremisesNetBiosName onPremisesSamAccountName onPremisesSecurityIdentifier
      preferredDataLocation preferredLanguage securityIdentifier theme uniqueName visibility`,
    switch: `isAssignableToRole mailEnabled onPremisesSyncEnabled securityEnabled isArchived isManagementRestricted
      hasMembersWithLicenseErrors allowExternalSenders autoSubscribeNewMembers hideFromAddressLists
      hideFromOutlookClients isSubscribedByMail`,
    number: "unseenCount",
    date: "createdDateTime deletedDateTime expirationDateTime onPremisesLastSyncDateTime renewedDateTime",
    list: `creationOptions groupTypes onPremisesProvisioningErrors proxyAddresses resourceBehaviorOptions
      resourceProvisioningOptions serviceProvisioningErrors assignedLabels assignedLicenses`,
    object: "licenseProcessingState",
  },
  {
    selectOnly: `assignedLabels assignedLicenses hasMembersWithLicenseErrors isArchived isManagementRestricted
      licenseProcessingState`,
    readOnly: `id assignedLicenses createdDateTime creationOptions deletedDateTime expirationDateTime
      hasMembersWithLicenseErrors isArchived isManagementRestricted licenseProcessingState mail onPremisesDomainName
      onPremisesLastSyncDateTime onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName
      onPremisesSecurityIdentifier onPremisesSyncEnabled proxyAddresses renewedDateTime securityIdentifier
      serviceProvisioningErrors unseenCount`,
    createOnly: "isAssignableToRole mailEnabled resourceBehaviorOptions resourceProvisioningOptions uniqueName",
    notClearable: "displayName mailNickname securityEnabled",
    single: `allowExternalSenders autoSubscribeNewMembers hideFromAddressLists hideFromOutlookClients isSubscribedByMail
      unseenCount`,
  },
);

const application = shape(
  "Application",
  {
    text: `id appId applicationTemplateId createdByAppId defaultRedirectUri description disabledByMicrosoftStatus
      displayName groupMembershipClaims notes publisherDomain samlMetadataUrl serviceManagementReference signInAudience
      tokenEncryptionKeyId uniqueName nativeAuthenticationApisEnabled`,
    switch: "isDeviceOnlyAuthSupported isDisabled isFallbackPublicClient oauth2RequirePostResponse",
    date: "createdDateTime deletedDateTime",
    list: "addIns appRoles identifierUris keyCredentials managerApplications passwordCredentials requiredResourceAccess tags",
    object: `api authenticationBehaviors certification info optionalClaims parentalControlSettings publicClient
      requestSignatureVerification servicePrincipalLockConfiguration spa verifiedPublisher web`,
  },
  {
    selectOnly: "authenticationBehaviors isDisabled managerApplications oauth2RequirePostResponse createdByAppId",
    readOnly: `id appId applicationTemplateId certification createdByAppId createdDateTime deletedDateTime
      disabledByMicrosoftStatus passwordCredentials publisherDomain verifiedPublisher managerApplications`,
    createOnly: "uniqueName",
    notClearable: "displayName signInAudience",
  },
);

const servicePrincipal = shape(
  "ServicePrincipal",
  {
    text: `id appDescription appDisplayName appId applicationTemplateId appOwnerOrganizationId createdByAppId description
      disabledByMicrosoftStatus displayName homepage loginUrl logoutUrl notes preferredSingleSignOnMode
      preferredTokenSigningKeyThumbprint publisherName servicePrincipalType signInAudience
      tokenEncryptionKeyId`,
    switch: "accountEnabled appRoleAssignmentRequired isDisabled",
    date: "createdDateTime deletedDateTime preferredTokenSigningKeyEndDateTime",
    list: `addIns alternativeNames appRoles keyCredentials notificationEmailAddresses oauth2PermissionScopes
      passwordCredentials replyUrls resourceSpecificApplicationPermissions servicePrincipalNames tags`,
    object: "info samlSingleSignOnSettings verifiedPublisher customSecurityAttributes",
  },
  {
    selectOnly: "customSecurityAttributes isDisabled createdByAppId publisherName preferredTokenSigningKeyEndDateTime",
    readOnly: `id addIns appDescription appDisplayName appOwnerOrganizationId appRoles applicationTemplateId createdByAppId
      createdDateTime deletedDateTime disabledByMicrosoftStatus homepage info isDisabled oauth2PermissionScopes
      passwordCredentials preferredTokenSigningKeyEndDateTime publisherName replyUrls
      resourceSpecificApplicationPermissions servicePrincipalNames servicePrincipalType signInAudience
      verifiedPublisher`,
    createOnly: "appId",
    notClearable: "accountEnabled appRoleAssignmentRequired",
  },
);

export const shapes: Readonly<Record<DirectoryType, Shape>> = { user, group, application, servicePrincipal };

export const directoryTypes = Object.keys(shapes) as readonly DirectoryType[];

export function isDirectoryType(type: ObjectType): type is DirectoryType {
  return Object.hasOwn(shapes, type);
}

/** Directory extensions have names of their own. */
export function isExtensionName(name: string): boolean {
  return /^extension_[0-9a-f]{32}_\w+$/i.test(name);
}
