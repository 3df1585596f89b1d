import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue/catalogue.ts";
import { auditNamesOf } from "../catalogue/name-of-attribute.ts";
import { auditName } from "./audit-names.ts";

/**
 * What Microsoft's own recovery shows, in the directory's names (Learn, "supported objects and properties", August 2026); behind
 * the equals sign what Graph calls it where that is more than the first letter. Left out: PerUserMfaState and PublisherName, which
 * Graph v1.0 has not on the object, AppCreatedDateTime, which never changes, and FaxNumber, for which records have an older name too.
 */
const published = {
  user: `AccountEnabled AgeGroup City CompanyName ConsentProvidedForMinor Country Department DisplayName
    EmployeeHireDate=employeeHireDate EmployeeId EmployeeLeaveDate=employeeLeaveDateTime EmployeeOrgData EmployeeType GivenName JobTitle Mail MailNickname
    Mobile=mobilePhone OtherMail=otherMails PasswordPolicies PhysicalDeliveryOfficeName=officeLocation PostalCode
    PreferredDataLocation PreferredLanguage State StreetAddress Surname TelephoneNumber=businessPhones UsageLocation
    UserPrincipalName UserType`,
  group: `Classification Description DisplayName GroupType=groupTypes IsPublic=visibility Mail MailEnabled MailNickname
    PreferredDataLocation PreferredLanguage SecurityEnabled Theme`,
  application: `DisplayName Description Notes ApplicationTag=tags AppIdentifierUri=identifierUris
    PublicClient=isFallbackPublicClient PublisherDomain IsDeviceOnlyAuthSupported ServiceManagementReference RequiredResourceAccess
    NativeAuthenticationApisEnabled SignInAudience GroupMembershipClaims OptionalClaims IsDisabled AddIns
    ServicePrincipalLockConfiguration AppInformationalUrl=info`,
  servicePrincipal: `AccountEnabled AlternativeNames ExplicitAccessGrantRequired=appRoleAssignmentRequired Description LoginUrl
    Notes NotificationEmailAddresses PreferredTokenSigningKeyThumbprint ServicePrincipalTag=tags ServicePrincipalType
    PreferredSingleSignOnMode SamlSingleSignOnSettings ServicePrincipalName=servicePrincipalNames`,
} as const;
const pairs = Object.entries(published).flatMap(([type, list]) =>
  list.split(/\s+/u).map((entry) => {
    const [name = "", property = `${name.charAt(0).toLowerCase()}${name.slice(1)}`] = entry.split("=");
    return [type as keyof typeof published, name, property] as const;
  }),
);

describe("Microsoft's names", () => {
  it.each(pairs)("of %s: %s is known to be %s, and the demo's audit log says it so", (type, name, property) => {
    expect(Object.keys(catalogue[type].properties)).toContain(property);
    expect(auditNamesOf(property)).toContain(name);
    expect(auditName(type, property)).toBe(name);
  });

  it("of a fax number are both known", () => {
    expect(auditNamesOf("faxNumber")).toEqual(["FacsimileTelephoneNumber", "FaxNumber"]);
  });

  it("are each of one property of their type", () => {
    const double = pairs.filter(([type, name]) => {
      const named = Object.keys(catalogue[type].properties).filter((property) => auditNamesOf(property).includes(name));
      return named.length !== 1;
    });
    expect(double).toEqual([]);
  });
});

describe("auditName", () => {
  it.each([
    ["user", "mobilePhone", "Mobile"],
    ["user", "officeLocation", "PhysicalDeliveryOfficeName"],
    ["application", "spa", "AppAddress"],
    ["servicePrincipal", "tags", "ServicePrincipalTag"],
    ["group", "displayName", "DisplayName"],
  ] as const)("calls %s %s %s", (type, property, name) => {
    expect(auditName(type, property)).toBe(name);
  });

  it.each(["user", "group", "application", "servicePrincipal", "authorizationPolicy"] as const)(
    "uses names for %s that attribution knows",
    (type) => {
      const unknown = Object.keys(catalogue[type].properties).filter(
        (property) => !auditNamesOf(property).includes(auditName(type, property)),
      );
      expect(unknown).toEqual([]);
    },
  );
});
