import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { groupDefinition } from "./group.ts";

const group = (properties: JsonObject): DirectoryObject => ({ type: "group", id: "g1", properties, links: {} });
const dynamic = group({ groupTypes: ["DynamicMembership"], membershipRule: 'user.department -eq "A"' });
const ids = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);

describe("writing groups", () => {
  it("adds members in blocks of 20, each with single adds to fall back to (fault C25)", () => {
    const requests = groupDefinition.linkRequests("g1", "members", ids(45), []);
    const sizes = requests.map(({ body }) => [body?.["members@odata.bind"]].flat().length);
    expect(sizes).toEqual([20, 20, 5]);
    expect(requests[2]).toMatchObject({ method: "PATCH", path: "/groups/g1" });
    expect(requests[2]?.otherwise).toHaveLength(5);
    expect(requests[2]?.otherwise?.[4]).toMatchObject({
      method: "POST",
      path: "/groups/g1/members/$ref",
      body: { "@odata.id": "{graph}/v1.0/directoryObjects/m44" },
      alsoFine: [{ status: 400, messagePart: "already exist" }, { status: 409 }],
    });
  });

  it("adds 41 as 20, 20 and one by itself", () => {
    const requests = groupDefinition.linkRequests("g1", "members", ids(41), []);
    expect(requests.map(({ method }) => method)).toEqual(["PATCH", "PATCH", "POST"]);
  });

  it("adds owners before it removes any, and removes the link, not the person", () => {
    const requests = groupDefinition.linkRequests("g1", "owners", ["new"], ["old"]);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /groups/g1/owners/$ref",
      "DELETE /groups/g1/owners/old/$ref",
    ]);
    expect(requests[1]?.alsoFine).toEqual([{ status: 404 }]);
  });

  it("sends each Exchange-side property in a PATCH of its own (fault C26)", () => {
    const promised = { description: "old", allowExternalSenders: false, hideFromAddressLists: true };
    const expected = { description: "new", allowExternalSenders: true, hideFromAddressLists: false };
    expect(groupDefinition.updateRequests("g1", promised, expected).map(({ body }) => body)).toEqual([
      { description: "old" },
      { allowExternalSenders: false },
      { hideFromAddressLists: true },
    ]);
  });

  it("clears a description with null and writes rule, state and kind together", () => {
    const promised = {
      description: "",
      groupTypes: ["DynamicMembership"],
      membershipRule: "r",
      membershipRuleProcessingState: "On",
    };
    const [request] = groupDefinition.updateRequests("g1", promised, { description: "x", groupTypes: [] });
    expect(request?.body).toEqual({ ...promised, description: null });
  });

  it("assigns licences through the action", () => {
    const promised = { assignedLicenses: [{ skuId: "e5", disabledPlans: [] }] };
    expect(groupDefinition.updateRequests("g1", promised, { assignedLicenses: [] })).toEqual([
      {
        method: "POST",
        path: "/groups/g1/assignLicense",
        body: { addLicenses: [{ skuId: "e5", disabledPlans: [] }], removeLicenses: [] },
      },
    ]);
  });

  it("says why a dynamic group's members are not written, and does not compare them (fault A4)", () => {
    expect(groupDefinition.linkBlocked(dynamic, "members")?.reason).toMatch(/rule/);
    expect(groupDefinition.linkBlocked(dynamic, "owners")).toBeUndefined();
    expect(groupDefinition.links.members?.appliesTo?.(dynamic)).toBe(false);
    expect(groupDefinition.links.members?.appliesTo?.(group({ groupTypes: [] }))).toBe(true);
  });

  it.each([
    [{ onPremisesSyncEnabled: true }, /premises/],
    [{ mailEnabled: true, groupTypes: [] }, /Exchange/],
  ])("says why %j is not written", (properties, reason) => {
    expect(groupDefinition.blocked(group(properties))?.reason).toMatch(reason);
    expect(groupDefinition.linkBlocked(group(properties), "members")?.reason).toMatch(reason);
    expect(groupDefinition.createRequest(group(properties))).toBeUndefined();
  });

  it("writes Microsoft 365 groups", () => {
    expect(groupDefinition.blocked(group({ mailEnabled: true, groupTypes: ["Unified"] }))).toBeUndefined();
  });

  it("asks for the role permission for role-assignable groups", () => {
    const special = groupDefinition.permissionsFor?.(group({ isAssignableToRole: true }));
    expect(special).toEqual(["RoleManagement.ReadWrite.Directory"]);
    expect(groupDefinition.permissionsFor?.(group({ isAssignableToRole: false }))).toEqual([]);
  });

  it("makes a security group again with what Graph wants and nothing that it refuses", () => {
    const properties = {
      displayName: "Sales",
      description: null,
      mailNickname: "sales",
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: [],
      isAssignableToRole: true,
      visibility: "Private",
      createdDateTime: "2026-01-01T00:00:00Z",
      securityIdentifier: "S-1-12",
      proxyAddresses: [],
    };
    expect(groupDefinition.createRequest(group(properties))).toEqual({
      method: "POST",
      path: "/groups",
      yields: "objectId",
      body: {
        displayName: "Sales",
        mailNickname: "sales",
        mailEnabled: false,
        securityEnabled: true,
        isAssignableToRole: true,
      },
    });
  });

  it("gives a group without a mail nickname one, as Graph makes no group without", () => {
    const nameless = { ...group({ displayName: "A", groupTypes: [] }), id: "0a1b2c3d-4e5f-4a6b-8c7d-000000000001" };
    expect(groupDefinition.createRequest(nameless)?.body).toMatchObject({ mailNickname: "0a1b2c3d-4" });
  });
});
