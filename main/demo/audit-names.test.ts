import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue/catalogue.ts";
import { auditNamesOf } from "../catalogue/name-of-attribute.ts";
import { auditName } from "./audit-names.ts";

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
