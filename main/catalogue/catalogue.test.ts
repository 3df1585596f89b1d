import { describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { catalogue, definitionOf, linkKey, selectOf, typesInWriteOrder } from "./catalogue.ts";
import type { PropertyRule } from "./object-type-definition.ts";
import { readPermissions } from "./read-permissions.ts";

describe("the catalogue", () => {
  it("holds every type once, under its own name", () => {
    expect(objectTypes.map((type) => definitionOf(type).type)).toEqual([...objectTypes]);
    expect([...typesInWriteOrder].sort()).toEqual([...objectTypes].sort());
  });

  it("writes what is named before what names it", () => {
    const place = (type: (typeof objectTypes)[number]) => typesInWriteOrder.indexOf(type);
    expect(place("namedLocation")).toBeLessThan(place("conditionalAccessPolicy"));
    expect(place("authenticationStrengthPolicy")).toBeLessThan(place("conditionalAccessPolicy"));
    expect(place("group")).toBeLessThan(place("conditionalAccessPolicy"));
    expect(place("user")).toBeLessThan(place("group"));
    expect(place("application")).toBeLessThan(place("servicePrincipal"));
  });

  it.each(objectTypes)("asks for no secret and nothing that a list refuses of %s", (type) => {
    const select = selectOf(catalogue[type]);
    expect(select[0]).toBe("id");
    expect(new Set(select).size).toBe(select.length);
    const refused = ["aboutMe", "skills", "mailboxSettings", "signInActivity", "customSecurityAttributes"];
    const gated = ["employeeLeaveDateTime", "passwordProfile", "hasMembersWithLicenseErrors", "allowExternalSenders"];
    expect(select.filter((name) => [...refused, ...gated].includes(name))).toEqual([]);
  });

  it("never sends $top to Conditional Access, nor asks one type to be counted that cannot be (fault A1)", () => {
    for (const type of ["conditionalAccessPolicy", "namedLocation"] as const) {
      expect(catalogue[type].list).toMatchObject({ countable: false, limit: "conditionalAccess" });
      expect(catalogue[type].list).not.toHaveProperty("top");
    }
  });

  it.each(objectTypes)("gives every keyed rule of %s a key, and every need a property", (type) => {
    const walk = (rule: PropertyRule): void => {
      if (rule.comparison === "keyed") expect(rule.key?.length).toBeGreaterThan(0);
      for (const name of rule.needs ?? []) expect(catalogue[type].properties).toHaveProperty([name]);
      for (const inner of Object.values(rule.inside ?? {})) walk(inner);
    };
    Object.values(catalogue[type].properties).forEach(walk);
  });

  it.each(objectTypes)("gives a reason and a way out for all of %s that is never written", (type) => {
    for (const { write } of Object.values(catalogue[type].properties)) {
      if (write.route !== "never" && write.route !== "create-only") continue;
      expect(write.reason).toMatch(/\.$/);
      expect(write.manual).toMatch(/\.$/);
    }
  });

  it("tells link targets apart without regard to letter case", () => {
    const { members } = catalogue.group.links;
    const { oauth2PermissionGrants, appRoleAssignedTo } = catalogue.servicePrincipal.links;
    if (!members || !oauth2PermissionGrants || !appRoleAssignedTo) throw new Error("link missing");
    expect(linkKey(members, "ABC")).toBe("abc");
    const grant = {
      id: "g1",
      clientId: "c",
      consentType: "AllPrincipals",
      principalId: null,
      resourceId: "R",
      scope: "",
    };
    expect(linkKey(oauth2PermissionGrants, grant)).toBe("allprincipals|null|r");
    expect(linkKey(appRoleAssignedTo, { id: "1", principalId: "P", appRoleId: "A" })).toBe("p|a");
    expect(linkKey(appRoleAssignedTo, { id: "2", principalId: "P", appRoleId: "B" })).toBe("p|b");
  });

  it("asks to read each permission once, with the audit log", () => {
    expect(readPermissions(["conditionalAccessPolicy", "namedLocation"])).toEqual([
      "Policy.Read.All",
      "AuditLog.Read.All",
    ]);
    const all = readPermissions();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain("User.Read.All");
    expect(all.filter((permission) => permission.includes("Write"))).toEqual([]);
  });
});
