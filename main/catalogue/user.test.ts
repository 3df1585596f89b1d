import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { userDefinition } from "./user.ts";
import { writePermissions } from "./write-permissions.ts";

const person = (properties: JsonObject): DirectoryObject => ({ type: "user", id: "u1", properties, links: {} });
const update = (promised: JsonObject, expected: JsonObject) => userDefinition.updateRequests("u1", promised, expected);

describe("writing users", () => {
  it("clears with null, phones with an empty list, and leaves alone what cannot be cleared", () => {
    const expected = { department: "Sales", businessPhones: ["1"], usageLocation: "DE", displayName: "A" };
    expect(update({ department: "", businessPhones: [], usageLocation: null, displayName: "" }, expected)).toEqual([
      { method: "PATCH", path: "/users/u1", body: { department: null } },
      { method: "PATCH", path: "/users/u1", body: { businessPhones: [] } },
    ]);
  });

  it("clears what was not set at all", () => {
    expect(update({}, { jobTitle: "Intruder" })[0]?.body).toEqual({ jobTitle: null });
  });

  it("sends each sensitive property in a PATCH of its own (fault C28)", () => {
    const promised = { jobTitle: "Clerk", city: "Bonn", mobilePhone: "+49 1", accountEnabled: true };
    const requests = update(promised, { jobTitle: "x", city: "y", mobilePhone: "z", accountEnabled: false });
    expect(requests.map(({ body }) => body)).toEqual([
      { jobTitle: "Clerk", city: "Bonn" },
      { mobilePhone: "+49 1" },
      { accountEnabled: true },
    ]);
  });

  it("writes the leave date by itself, under its own permission, and never with a new account", () => {
    const [then, now] = ["2027-03-31T22:00:00Z", null];
    const requests = update(
      { city: "Bonn", employeeLeaveDateTime: then },
      { city: "Kiel", employeeLeaveDateTime: now },
    );
    expect(requests.map(({ body }) => body)).toEqual([{ city: "Bonn" }, { employeeLeaveDateTime: then }]);
    expect(update({}, { employeeLeaveDateTime: then })).toMatchObject([{ body: { employeeLeaveDateTime: null } }]);
    expect(writePermissions("user")).toContain("User-LifeCycleInfo.ReadWrite.All");
    const made = userDefinition.createRequest(person({ displayName: "A", employeeLeaveDateTime: then }));
    expect(Object.keys(made?.body ?? {})).not.toContain("employeeLeaveDateTime");
  });

  it("never writes a password to an existing user (fault C29)", () => {
    const before = { displayName: "A", passwordProfile: { password: "old", forceChangePasswordNextSignIn: false } };
    const requests = update(before, { displayName: "B", passwordProfile: null });
    expect(requests.map(({ body }) => body)).toEqual([{ displayName: "A" }]);
  });

  it("never writes what only Entra or Exchange writes", () => {
    const promised = {
      proxyAddresses: ["SMTP:a@x"],
      createdDateTime: "then",
      creationType: "Invitation",
      imAddresses: [],
    };
    expect(update(promised, {})).toEqual([]);
  });

  it("assigns and removes direct licences only, after the usage location", () => {
    const throughGroup = { skuId: "GROUP", assignedByGroup: "g1", state: "Active" };
    const promised = {
      usageLocation: "DE",
      assignedLicenses: [
        { skuId: "e5", disabledPlans: ["b", "a"] },
        { skuId: "group", disabledPlans: [] },
        { skuId: "same", disabledPlans: ["A", "B"] },
      ],
      licenseAssignmentStates: [{ skuId: "e5", assignedByGroup: null }, { skuId: "same" }, throughGroup],
    };
    const expected = {
      usageLocation: null,
      assignedLicenses: [
        { skuId: "e3", disabledPlans: [] },
        { skuId: "group2", disabledPlans: [] },
        { skuId: "same", disabledPlans: ["b", "a"] },
      ],
      licenseAssignmentStates: [{ skuId: "e3" }, { skuId: "same" }, { skuId: "group2", assignedByGroup: "g2" }],
    };
    expect(update(promised, expected)).toEqual([
      { method: "PATCH", path: "/users/u1", body: { usageLocation: "DE" } },
      {
        method: "POST",
        path: "/users/u1/assignLicense",
        body: { addLicenses: [{ skuId: "e5", disabledPlans: ["b", "a"] }], removeLicenses: ["e3"] },
      },
    ]);
  });

  it("counts a licence as direct that comes both ways", () => {
    const states = [
      { skuId: "e5", assignedByGroup: "g1" },
      { skuId: "e5", assignedByGroup: null },
    ];
    const promised = { assignedLicenses: [{ skuId: "e5", disabledPlans: [] }], licenseAssignmentStates: states };
    const request = update(promised, { assignedLicenses: [], licenseAssignmentStates: [] })[0];
    expect(request?.body).toEqual({ addLicenses: [{ skuId: "e5", disabledPlans: [] }], removeLicenses: [] });
  });

  it("sets, replaces and removes the manager by reference", () => {
    const link = { "@odata.id": "{graph}/v1.0/directoryObjects/m2" };
    expect(userDefinition.linkRequests("u1", "manager", ["m2"], ["m1"])).toEqual([
      { method: "PUT", path: "/users/u1/manager/$ref", body: link },
    ]);
    expect(userDefinition.linkRequests("u1", "manager", [], ["m1"])).toEqual([
      { method: "DELETE", path: "/users/u1/manager/$ref", alsoFine: [{ status: 404 }] },
    ]);
    expect(userDefinition.linkRequests("u1", "manager", [], [])).toEqual([]);
  });

  it("never deletes the sponsor in place of the link", () => {
    const [add, remove] = userDefinition.linkRequests("u1", "sponsors", ["s2"], ["s1"]);
    expect(add).toMatchObject({ method: "POST", path: "/users/u1/sponsors/$ref" });
    expect(remove).toMatchObject({ method: "DELETE", path: "/users/u1/sponsors/s1/$ref" });
  });

  it("makes an account again with a placeholder for the password and without what follows by itself", () => {
    const properties = {
      displayName: "A",
      accountEnabled: false,
      mailNickname: "a",
      userPrincipalName: "a@contoso.com",
      mobilePhone: "+49 1",
      businessPhones: [],
      department: null,
      createdDateTime: "2026-01-01T00:00:00Z",
      assignedLicenses: [{ skuId: "e5", disabledPlans: [] }],
      identities: [{ signInType: "userPrincipalName", issuer: "contoso.com", issuerAssignedId: "a@contoso.com" }],
      proxyAddresses: ["SMTP:a@contoso.com"],
    };
    expect(userDefinition.createRequest(person(properties))).toEqual({
      method: "POST",
      path: "/users",
      yields: "objectId",
      body: {
        displayName: "A",
        mailNickname: "a",
        accountEnabled: false,
        userPrincipalName: "a@contoso.com",
        mobilePhone: "+49 1",
        passwordProfile: { password: "{password}", forceChangePasswordNextSignIn: true },
      },
    });
  });

  it("says why a guest or a synchronised user cannot be made again", () => {
    const guest = person({ userPrincipalName: "b_x.com#EXT#@contoso.onmicrosoft.com" });
    expect(userDefinition.createRequest(guest)).toBeUndefined();
    expect(userDefinition.createBlocked?.(guest)?.manual).toMatch(/Invite/);
    const synced = person({ userPrincipalName: "a@x", onPremisesSyncEnabled: true });
    expect(userDefinition.createRequest(synced)).toBeUndefined();
    expect(userDefinition.blocked(synced)?.manual).toMatch(/premises/);
    expect(userDefinition.blocked(person({ onPremisesSyncEnabled: null }))).toBeUndefined();
  });

  it("deletes into, and restores out of, the recycle bin", () => {
    expect(userDefinition.deleteRequests(person({}))).toMatchObject([{ method: "DELETE", path: "/users/u1" }]);
    expect(userDefinition.restoreRequest("u1")).toEqual({ method: "POST", path: "/directory/deletedItems/u1/restore" });
  });

  it("reads sponsors of guests only", () => {
    const { sponsors } = userDefinition.links;
    expect(sponsors?.appliesTo?.(person({ userType: "Guest" }))).toBe(true);
    expect(sponsors?.appliesTo?.(person({ userType: "Member", userPrincipalName: "a@x" }))).toBe(false);
  });
});
