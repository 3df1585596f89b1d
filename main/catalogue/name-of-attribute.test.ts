import { expect, it } from "vitest";
import { auditNamesOf } from "./name-of-attribute.ts";

it.each([
  ["officeLocation", "PhysicalDeliveryOfficeName"],
  ["businessPhones", "TelephoneNumber"],
  ["mobilePhone", "Mobile"],
  ["otherMails", "OtherMail"],
  ["accountEnabled", "AccountEnabled"],
  ["identifierUris", "AppIdentifierUri"],
  ["web", "AppAddress"],
  ["visibility", "IsPublic"],
  ["department", "Department"],
  ["signInAudience", "AvailableToOtherTenants"],
  ["onPremisesExtensionAttributes.extensionAttribute15", "ExtensionAttribute15"],
])("the audit log calls %s %s", (property, name) => {
  expect(auditNamesOf(property)[0]).toBe(name);
});

it("does not take one property for another that only shares the word", () => {
  expect(auditNamesOf("isFallbackPublicClient")).toContain("PublicClient");
  expect(auditNamesOf("publicClient")).toEqual(["AppAddress"]);
});

it("offers both kinds of tags and never something inherited", () => {
  expect(auditNamesOf("tags")).toEqual(["ApplicationTag", "ServicePrincipalTag", "Tags"]);
  expect(auditNamesOf("constructor")).toEqual(["Constructor"]);
});
