/**
 * The directory audit log's names for Graph properties, where they are more than the Graph name with a capital letter.
 * Audit records speak the language of the directory's schema, which is older than Graph.
 */
const auditNames: Readonly<Record<string, readonly string[]>> = {
  officeLocation: ["PhysicalDeliveryOfficeName"],
  businessPhones: ["TelephoneNumber"],
  mobilePhone: ["Mobile"],
  otherMails: ["OtherMail"],
  faxNumber: ["FacsimileTelephoneNumber"],
  assignedLicenses: ["AssignedLicense"],
  keyCredentials: ["KeyDescription"],
  passwordCredentials: ["KeyDescription"],
  employeeLeaveDateTime: ["EmployeeLeaveDate"],
  info: ["AppInformationalUrl"],
  identifierUris: ["AppIdentifierUri"],
  web: ["AppAddress"],
  spa: ["AppAddress"],
  publicClient: ["AppAddress"],
  tags: ["ApplicationTag", "ServicePrincipalTag"],
  appRoleAssignmentRequired: ["ExplicitAccessGrantRequired"],
  servicePrincipalNames: ["ServicePrincipalName"],
  visibility: ["IsPublic"],
  groupTypes: ["GroupType"],
  isFallbackPublicClient: ["PublicClient"],
  signInAudience: ["AvailableToOtherTenants"],
  onPremisesImmutableId: ["SourceAnchor"],
  "defaultUserRolePermissions.permissionGrantPoliciesAssigned": ["PermissionGrantPolicyIdsAssignedToDefaultUserRole"],
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, index) => [
      `onPremisesExtensionAttributes.extensionAttribute${index + 1}`,
      [`ExtensionAttribute${index + 1}`],
    ]),
  ),
};

const taken = new Set(Object.values(auditNames).flat());

/**
 * The names under which audit records may say that this property changed (`onPremisesExtensionAttributes.extensionAttribute1`), likeliest first. What the directory
 * calls another property so is not this one: PublicClient is a switch, not the addresses of `publicClient`.
 */
export function auditNamesOf(property: string): readonly string[] {
  const capitalized = property.charAt(0).toUpperCase() + property.slice(1);
  const known = Object.hasOwn(auditNames, property) ? (auditNames[property] ?? []) : [];
  return taken.has(capitalized) ? known : [...known, capitalized];
}
