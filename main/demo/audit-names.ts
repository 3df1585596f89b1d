import type { ObjectType } from "../../preload/contract/directory-object.ts";

type Names = Readonly<Record<string, string>>;

/** Directory-schema names that are not just the Graph name with a capital. */
const special: Partial<Record<ObjectType, Names>> = {
  user: {
    officeLocation: "PhysicalDeliveryOfficeName",
    businessPhones: "TelephoneNumber",
    mobilePhone: "Mobile",
    otherMails: "OtherMail",
    faxNumber: "FacsimileTelephoneNumber",
    employeeLeaveDateTime: "EmployeeLeaveDate",
    assignedLicenses: "AssignedLicense",
  },
  group: { visibility: "IsPublic", groupTypes: "GroupType" },
  application: {
    identifierUris: "AppIdentifierUri",
    spa: "AppAddress",
    publicClient: "AppAddress",
    tags: "ApplicationTag",
    info: "AppInformationalUrl",
    isFallbackPublicClient: "PublicClient",
    keyCredentials: "KeyDescription",
    passwordCredentials: "KeyDescription",
  },
  servicePrincipal: {
    appRoleAssignmentRequired: "ExplicitAccessGrantRequired",
    servicePrincipalNames: "ServicePrincipalName",
    tags: "ServicePrincipalTag",
    keyCredentials: "KeyDescription",
    passwordCredentials: "KeyDescription",
  },
};

/** What the audit log calls a Graph property. */
export function auditName(type: ObjectType, property: string): string {
  const names = special[type] ?? {};
  return names[property] ?? `${property.charAt(0).toUpperCase()}${property.slice(1)}`;
}
