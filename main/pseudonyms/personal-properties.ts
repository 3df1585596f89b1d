import type { PseudonymKind } from "./pseudonym.ts";

/** What an incident team has to see of a user. Whatever is not in here is somebody's own: new properties and extensions too. */
const shown: ReadonlySet<string> = new Set([
  "@odata.type",
  "accountEnabled",
  "ageGroup",
  "assignedLicenses",
  "companyName",
  "consentProvidedForMinor",
  "country",
  "createdDateTime",
  "creationType",
  "deletedDateTime",
  "department",
  "employeeOrgData",
  "employeeType",
  "externalUserState",
  "externalUserStateChangeDateTime",
  "isManagementRestricted",
  "isResourceAccount",
  "jobTitle",
  "lastPasswordChangeDateTime",
  "legalAgeGroupClassification",
  "licenseAssignmentStates",
  "onPremisesLastSyncDateTime",
  "onPremisesSyncEnabled",
  "passwordPolicies",
  "preferredDataLocation",
  "preferredLanguage",
  "showInAddressList",
  "signInSessionsValidFromDateTime",
  "usageLocation",
  "userType",
  "blocks",
]);

const kinds: Readonly<Record<string, PseudonymKind>> = {
  displayName: "Name",
  givenName: "Name",
  surname: "Name",
  mailNickname: "Name",
  onPremisesSamAccountName: "Name",
  userPrincipalName: "Address",
  onPremisesUserPrincipalName: "Address",
  onPremisesDistinguishedName: "Address",
  mail: "Address",
  otherMails: "Address",
  proxyAddresses: "Address",
  imAddresses: "Address",
  identities: "Address",
  authorizationInfo: "Address",
  city: "Place",
  officeLocation: "Place",
  postalCode: "Address",
  state: "Place",
  streetAddress: "Address",
  mobilePhone: "Phone",
  businessPhones: "Phone",
  faxNumber: "Phone",
};

/** Whether a property of a user is replaced by pseudonyms. */
export function isPersonal(property: string): boolean {
  return !shown.has(property);
}

export function kindOfProperty(property: string): PseudonymKind {
  return kinds[property] ?? "Detail";
}
