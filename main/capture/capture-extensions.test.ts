import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { isExtensionName } from "../catalogue/directory-extensions.ts";
import { compareLinks } from "../compare/compare-links.ts";
import { scriptedCloud } from "../graph/scripted-transport.ts";
import { unreachable } from "../graph/transport-fetch.ts";
import { createScriptedDirectory } from "./scripted-directory.ts";

const available = "/directoryObjects/getAvailableExtensionProperties";
const costs = "extension_0123456789abcdef0123456789abcdef_costAllocation";
const lanes = "extension_0123456789abcdef0123456789abcdef_lanes";
const registered = [
  { name: costs, targetObjects: ["User", "Group"] },
  { name: lanes, targetObjects: ["User"] },
  { name: "extension_0123456789abcdef0123456789abcdef_serial", targetObjects: ["Device"] },
];
const mayRead = ["CustomSecAttributeAssignment.Read.All"];
const clearance = {
  Personnel: {
    "@odata.type": "#microsoft.graph.customSecurityAttributeValue",
    "Sites@odata.type": "#Collection(String)",
    Sites: ["Bergen"],
  },
};

describe("directory extensions", () => {
  it("are asked for by the names that the tenant has, on the types that can have them", async () => {
    const { capture, seen } = createScriptedDirectory({
      [available]: { body: { value: registered } },
      "/users": [{ id: "u1", [costs]: "NW-1", [lanes]: ["A", "B"] }],
      "/groups": [{ id: "g1", [costs]: "NW-2" }],
    });
    const { objects, types } = await capture(["user", "group"]);
    const asked = (start: string) => seen.filter(({ path }) => path.startsWith(start)).map(({ path }) => path);
    for (const path of asked("/users?")) expect(path).toContain(`,${costs},${lanes}&`);
    for (const path of asked("/groups?")) expect(path).toContain(`,${costs}&`);
    expect(asked("/users?").concat(asked("/groups?")).join()).not.toContain("_serial");
    expect(types.user?.selected.filter(isExtensionName)).toEqual([costs, lanes]);
    expect(types.group?.selected.filter(isExtensionName)).toEqual([costs]);
    expect(objects.map(({ properties }) => properties[costs])).toEqual(["NW-1", "NW-2"]);
  });

  it("are found on all pages of their list", async () => {
    const { capture } = createScriptedDirectory({
      [available]: ({ path }) =>
        path.includes("skip")
          ? { body: { value: registered.slice(1) } }
          : {
              body: {
                value: registered.slice(0, 1),
                "@odata.nextLink": `${scriptedCloud.graph}/v1.0${available}?skip=1`,
              },
            },
    });
    const { types } = await capture(["user"]);
    expect(types.user?.selected.filter(isExtensionName)).toEqual([costs, lanes]);
  });

  it("are unknown with the reason where finding them is refused; the types are complete without", async () => {
    const { capture } = createScriptedDirectory({
      [available]: { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "no" } } },
      "/users": [{ id: "u1" }],
      "/applications": [{ id: "a1" }],
    });
    const { types } = await capture(["user", "application"]);
    expect(types.user).toMatchObject({ complete: true, read: 1 });
    expect(types.user?.notes?.join()).toContain(
      "Directory extensions of users are unknown; finding them needs Directory",
    );
    expect(types.user?.selected.some(isExtensionName)).toBe(false);
    expect(types.application?.notes).toBeUndefined();
  });

  it("that could not be found for now leave the types incomplete that can have them, and only those", async () => {
    const { capture } = createScriptedDirectory({
      [available]: { status: 503, body: { error: { code: "serviceNotAvailable", message: "later" } } },
      "/users": [{ id: "u1" }],
      "/applications": [{ id: "a1" }],
    });
    const { types } = await capture(["user", "application"]);
    expect(types.user).toMatchObject({ complete: false, read: 1 });
    expect(types.user?.reason).toMatch(/^Directory extensions of users are unknown\. .*HTTP 503.*Try again later\.$/u);
    expect(types.application?.complete).toBe(true);
  });

  it.each([
    ["503", { status: 503, body: { error: { code: "serviceNotAvailable", message: "later" } } }],
    ["429", { status: 429, body: { error: { code: "TooManyRequests", message: "later" } } }],
    ["a lost connection", unreachable(Object.assign(new Error("reset"), { code: "ECONNRESET" }), "graph", false)],
    ["no answer in time", unreachable(new Error("aborted"), "graph", true)],
  ] as const)("are asked for again after %s: nothing is written by asking", async (_, first) => {
    let asked = 0;
    const { capture } = createScriptedDirectory({
      [available]: () => {
        asked += 1;
        return asked > 1 ? { body: { value: registered } } : first;
      },
      "/users": [{ id: "u1", [costs]: "NW-1" }],
    });
    const { types } = await capture(["user"]);
    expect(asked).toBe(2);
    expect(types.user).toMatchObject({ complete: true, selected: expect.arrayContaining([costs, lanes]) });
    expect(types.user?.notes?.join() ?? "").not.toContain("Directory extensions");
  });

  it("are not looked for where no type can have them", async () => {
    const { capture, seen } = createScriptedDirectory({});
    await capture(["application", "directoryRole"]);
    expect(seen.map(({ path }) => path)).not.toContain(available);
  });

  it("are cut where the address would get too long, and said to be", async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ name: `${costs}${index}`, targetObjects: ["User"] }));
    const { capture, seen } = createScriptedDirectory({ [available]: { body: { value: many } }, "/users": [] });
    const { types } = await capture(["user"]);
    expect(types.user?.notes?.join()).toContain("unknown but for 100 of 130");
    expect(Math.max(...seen.map(({ path }) => path.length))).toBeLessThan(9000);
  });
});

describe("custom security attributes", () => {
  it("are read in a list of their own, with the kinds of their lists", async () => {
    const { capture, seen } = createScriptedDirectory({
      "/users": ({ path }) =>
        path.includes("customSecurityAttributes")
          ? { body: { value: [{ id: "u1", customSecurityAttributes: clearance }, { id: "u2" }] } }
          : { body: { value: [{ id: "u1" }, { id: "u2" }] } },
      "/users/$count": { body: 2 },
    });
    const { objects, types } = await capture(["user"], { permissions: mayRead });
    expect(objects.map(({ properties }) => properties.customSecurityAttributes)).toEqual([clearance, undefined]);
    expect(types.user).toMatchObject({
      complete: true,
      selected: expect.arrayContaining(["customSecurityAttributes"]),
    });
    const lists = seen.filter(({ path }) => path.startsWith("/users?")).map(({ path }) => path);
    expect(lists.filter((path) => path.includes("customSecurityAttributes"))).toEqual([
      "/users?$select=id,customSecurityAttributes&$top=999",
    ]);
    expect(lists).toHaveLength(2);
  });

  it("of enterprise applications are read the same way: Conditional Access can go by them", async () => {
    const { capture, seen } = createScriptedDirectory({
      "/servicePrincipals": ({ path }) =>
        path.includes("customSecurityAttributes")
          ? { body: { value: [{ id: "s1", customSecurityAttributes: clearance }, { id: "s2" }] } }
          : { body: { value: [{ id: "s1" }, { id: "s2" }] } },
      "/servicePrincipals/$count": { body: 2 },
    });
    const { objects, types } = await capture(["servicePrincipal"], { permissions: mayRead });
    expect(objects.map(({ properties }) => properties.customSecurityAttributes)).toEqual([clearance, undefined]);
    expect(types.servicePrincipal?.selected).toContain("customSecurityAttributes");
    expect(seen.map(({ path }) => path)).toContain("/servicePrincipals?$select=id,customSecurityAttributes&$top=999");
    const without = await capture(["servicePrincipal"], { permissions: ["Application.Read.All"] });
    expect(without.types.servicePrincipal?.selected).not.toContain("customSecurityAttributes");
    expect(without.types.servicePrincipal?.notes?.join()).toContain(
      "Not known of enterprise applications: custom security attributes",
    );
  });

  it("are unknown where their list leaves somebody out, who would look as if nothing were set", async () => {
    const { capture } = createScriptedDirectory({
      "/users": ({ path }) => ({
        body: { value: path.includes("customSecurityAttributes") ? [{ id: "u2" }] : [{ id: "u1" }, { id: "u2" }] },
      }),
      "/users/$count": { body: 2 },
    });
    const { types } = await capture(["user"], { permissions: mayRead });
    expect(types.user?.selected).not.toContain("customSecurityAttributes");
    expect(types.user?.notes?.join()).toContain("their list held 1 of 2");
  });

  it("are known where the count was behind, and agrees when it is asked again", async () => {
    let asked = 0;
    const { capture } = createScriptedDirectory({
      "/users": [{ id: "u1" }, { id: "u2" }],
      "/users/$count": () => ({ body: asked++ === 0 ? 1 : 2 }),
    });
    const { types } = await capture(["user"], { permissions: mayRead });
    expect(types.user).toMatchObject({ complete: true, promised: 2, read: 2 });
    expect(types.user?.selected).toContain("customSecurityAttributes");
    expect(types.user?.notes?.join() ?? "").not.toContain("custom security attributes");
  });

  it("are not asked for without the permission: unknown, with what it takes", async () => {
    const { capture, seen } = createScriptedDirectory({ "/users": [{ id: "u1" }] });
    const { types } = await capture(["user"], { permissions: ["User.Read.All"] });
    expect(seen.some(({ path }) => path.includes("customSecurityAttributes"))).toBe(false);
    expect(types.user).toMatchObject({ complete: true });
    expect(types.user?.selected).not.toContain("customSecurityAttributes");
    expect(types.user?.notes?.join()).toContain(
      "needs CustomSecAttributeAssignment.Read.All and, of a person, the role",
    );
  });

  it("are unknown where the role is missing, and the users are there all the same", async () => {
    const { capture } = createScriptedDirectory({
      "/users": ({ path }) =>
        path.includes("customSecurityAttributes")
          ? { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "no" } } }
          : { body: { value: [{ id: "u1" }] } },
    });
    const { objects, types } = await capture(["user"], { permissions: mayRead });
    expect(objects).toHaveLength(1);
    expect(types.user).toMatchObject({ complete: true, read: 1 });
    expect(types.user?.selected).not.toContain("customSecurityAttributes");
    expect(types.user?.notes?.join()).toContain("Not known of users: custom security attributes");
  });

  it("whose list broke off leave the users incomplete: the next capture may well read it", async () => {
    const { capture } = createScriptedDirectory({
      "/users": ({ path }) =>
        path.includes("customSecurityAttributes")
          ? { status: 503, body: { error: { code: "ServiceUnavailable", message: "no" } } }
          : { body: { value: [{ id: "u1" }] } },
    });
    const { types } = await capture(["user"], { permissions: mayRead });
    expect(types.user).toMatchObject({ complete: false, read: 1 });
    expect(types.user?.reason).toMatch(/^Not known of users: custom security attributes\. .*HTTP 503/u);
  });
});

describe("the days on which people leave", () => {
  const leaving = "2027-03-31T22:00:00Z";
  const people = ({ path }: { readonly path: string }) => ({
    body: {
      value: path.includes("employeeLeaveDateTime")
        ? [{ id: "u1", employeeLeaveDateTime: leaving }, { id: "u2" }]
        : [{ id: "u1" }, { id: "u2" }],
    },
  });

  it("are read apart with their permission, and unknown without it", async () => {
    const { capture } = createScriptedDirectory({ "/users": people, "/users/$count": { body: 2 } });
    const { objects, types } = await capture(["user"], { permissions: ["User-LifeCycleInfo.Read.All"] });
    expect(objects.map(({ properties }) => properties.employeeLeaveDateTime)).toEqual([leaving, undefined]);
    expect(types.user?.selected).toContain("employeeLeaveDateTime");
    const without = await capture(["user"], { permissions: ["User.Read.All"] });
    expect(without.types.user).toMatchObject({ complete: true });
    expect(without.types.user?.selected).not.toContain("employeeLeaveDateTime");
    expect(without.types.user?.notes?.join()).toContain("needs User-LifeCycleInfo.Read.All and, of a person, the role");
  });
});

describe("directory roles", () => {
  const definitions = "/roleManagement/directory/roleDefinitions";
  const assignments = "/roleManagement/directory/roleAssignments";
  const eligibilities = "/roleManagement/directory/roleEligibilityScheduleInstances";

  it("come with who holds them, over what, out of one list", async () => {
    const { capture, seen } = createScriptedDirectory({
      [definitions]: [{ id: "r1" }, { id: "r2" }],
      [assignments]: [
        { id: "x", roleDefinitionId: "r1", principalId: "u1", directoryScopeId: "/" },
        { id: "y", roleDefinitionId: "r1", principalId: "u1", directoryScopeId: "/administrativeUnits/a" },
      ],
    });
    const { objects, types } = await capture(["directoryRole"]);
    expect(types.directoryRole).toMatchObject({ complete: true, read: 2, promised: null, deletedItemsRead: false });
    expect(objects.map(({ links }) => links.members?.length)).toEqual([2, 0]);
    expect(seen.map(({ path }) => path.split("?")[0])).toEqual([assignments, eligibilities, definitions]);
  });

  it("come with who could activate them; re-made, that is no other eligibility, but another end is", async () => {
    const eligibility = {
      ...{ id: "e", roleDefinitionId: "r1", principalId: "u1", directoryScopeId: "/", appScopeId: null },
      ...{ memberType: "Direct", startDateTime: "2026-01-01T00:00:00Z", endDateTime: null },
      roleEligibilityScheduleId: "s",
    };
    const { capture } = createScriptedDirectory({ [definitions]: [{ id: "r1" }], [eligibilities]: [eligibility] });
    const { objects, types } = await capture(["directoryRole"]);
    expect(types.directoryRole).toMatchObject({ complete: true, links: ["members", "eligibleMembers"] });
    const [role] = objects;
    if (role === undefined) throw new Error("no role");
    expect(role.links.eligibleMembers).toMatchObject([{ principalId: "u1", endDateTime: null }]);
    const later = (more: JsonObject) => ({
      ...role,
      links: { ...role.links, eligibleMembers: [{ ...eligibility, ...more }] },
    });
    const remade = later({ id: "f", startDateTime: "2026-02-01T00:00:00Z", roleEligibilityScheduleId: "t" });
    expect(compareLinks(role, remade, definitionOf("directoryRole"))).toEqual([]);
    const ending = compareLinks(role, later({ endDateTime: "2027-01-01T00:00:00Z" }), definitionOf("directoryRole"));
    expect(ending).toMatchObject([{ link: "eligibleMembers", added: [{}], removed: [{}] }]);
  });

  it.each([
    [
      "no licence",
      400,
      "AadPremiumLicenseRequired",
      "who could activate it; the tenant has no licence for that (Microsoft Entra ID P2 or ID Governance)",
    ],
    [
      "no permission or role",
      403,
      "PermissionScopeNotGranted",
      "needs RoleManagement.Read.Directory and, of a person,",
    ],
    ["no such address", 404, "ResourceNotFound", "HTTP 404"],
  ])("with %s for eligibilities are complete, and say why those are unknown", async (_, status, code, words) => {
    const refused = { status, body: { error: { code, message: "no" } } };
    const { capture } = createScriptedDirectory({ [definitions]: [{ id: "r1" }], [eligibilities]: refused });
    const { objects, types } = await capture(["directoryRole"]);
    expect(types.directoryRole?.complete).toBe(true);
    expect(types.directoryRole?.notes).toEqual([expect.stringContaining(words)]);
    expect(objects[0]?.links).toEqual({ members: [] });
  });

  it("whose eligibilities broke off are not complete: the next capture may well read them", async () => {
    const broken = { status: 503, body: { error: { code: "ServiceUnavailable", message: "no" } } };
    const { capture } = createScriptedDirectory({ [definitions]: [{ id: "r1" }], [eligibilities]: broken });
    const { objects, types } = await capture(["directoryRole"]);
    expect(types.directoryRole).toMatchObject({
      complete: false,
      reason: expect.stringContaining("who could activate it"),
    });
    expect(objects[0]?.links).toEqual({ members: [] });
  });

  it("that may not be read are unknown with the permission; the other types are there", async () => {
    const refused = { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "no" } } };
    const { capture } = createScriptedDirectory({
      [definitions]: refused,
      [assignments]: refused,
      "/subscribedSkus": refused,
      "/organization": [{ id: "t1" }],
    });
    const { objects, types } = await capture(["directoryRole", "organization", "subscribedSku"]);
    expect(types.directoryRole).toMatchObject({ complete: false, read: 0 });
    expect(types.directoryRole?.reason).toContain("needs RoleManagement.Read.Directory");
    expect(types.subscribedSku?.reason).toContain("needs Organization.Read.All");
    expect(types.organization).toMatchObject({ complete: true, read: 1 });
    expect(objects.map(({ type }) => type)).toEqual(["organization"]);
  });

  it("whose members were refused keep them unknown, never empty", async () => {
    const { capture } = createScriptedDirectory({
      [definitions]: [{ id: "r1" }],
      [assignments]: { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "no" } } },
    });
    const { objects, types } = await capture(["directoryRole"]);
    expect(objects[0]?.links).toEqual({ eligibleMembers: [] });
    expect(types.directoryRole?.complete).toBe(false);
  });
});
