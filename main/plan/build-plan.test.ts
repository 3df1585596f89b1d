import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { buildPlan } from "./build-plan.ts";
import {
  changesBetween,
  inputBetween,
  outlineOf,
  planBetween,
  testId,
  testObject,
  testTenantId,
} from "./testing/two-states.ts";

const [anna, ben, cleo] = [testId("u", 1), testId("u", 2), testId("u", 3)];
const [staff, guards] = [testId("g", 1), testId("g", 2)];
const [app, appId, principal] = [testId("a", 1), testId("aid", 1), testId("s", 1)];
const [policy, office] = [testId("p", 1), testId("l", 1)];
const deleted = { deletedDateTime: "2026-11-01T10:00:00Z" };

/** As it lies in the recycle bin, which shows no links. */
const bin = (object: DirectoryObject): DirectoryObject => ({
  ...object,
  properties: { ...object.properties, ...deleted },
  links: {},
});
const user = (id: string, more: JsonObject = {}, links: DirectoryObject["links"] = {}) =>
  testObject(
    "user",
    id,
    { displayName: `user ${id.at(-1)}`, userPrincipalName: `${id}@contoso.example`, ...more },
    links,
  );
const group = (id: string, members: readonly string[], more: JsonObject = {}, owners: readonly string[] = []) =>
  testObject(
    "group",
    id,
    {
      displayName: `group ${id.at(-1)}`,
      groupTypes: [],
      securityEnabled: true,
      mailEnabled: false,
      mailNickname: "g",
      ...more,
    },
    { members, owners },
  );
const access = (users: JsonObject, more: JsonObject = {}) =>
  testObject("conditionalAccessPolicy", policy, {
    displayName: "policy",
    state: "enabled",
    conditions: {
      users: { includeUsers: ["All"], excludeUsers: [], excludeGroups: [], ...users },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
      locations: { includeLocations: ["All"], excludeLocations: [office] },
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
    ...more,
  });
const location = (more: JsonObject = {}) =>
  testObject("namedLocation", office, {
    "@odata.type": "#microsoft.graph.ipNamedLocation",
    displayName: "office",
    isTrusted: true,
    ipRanges: [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "192.0.2.0/24" }],
    ...more,
  });

describe("attributes", () => {
  it("go back as whole write units with what they are expected to replace", () => {
    const plan = planBetween(
      [user(anna, { department: "Sales", city: "Kiel" })],
      [user(anna, { department: "IT", city: "Kiel" })],
    );
    expect(plan.steps).toMatchObject([
      {
        id: "s1",
        action: "update",
        attributes: [{ path: "department", before: "IT", after: "Sales" }],
        expected: { department: "IT" },
        promised: { department: "Sales" },
        permissions: ["User.ReadWrite.All"],
        cost: 1,
        reversible: true,
      },
    ]);
  });

  it("that Graph may refuse apart from the rest are steps of their own (C28)", () => {
    const plan = planBetween(
      [user(anna, { jobTitle: "Chief", mobilePhone: "+1" })],
      [user(anna, { jobTitle: "Clerk", mobilePhone: "+2" })],
    );
    expect(plan.steps.map(({ promised }) => promised)).toEqual([{ jobTitle: "Chief" }, { mobilePhone: "+1" }]);
  });

  it("that nobody can write are lines with a reason", () => {
    const plan = planBetween([user(anna, { proxyAddresses: ["SMTP:a@b"] })], [user(anna, { proxyAddresses: [] })]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ object: { id: anna }, path: "proxyAddresses" }]);
    expect(plan.impossible[0]?.manual).toBeTruthy();
  });

  it("of synchronised objects are left alone with a line each", () => {
    const synced = { onPremisesSyncEnabled: true };
    const plan = planBetween([user(anna, { ...synced, city: "Kiel" })], [user(anna, { ...synced, city: "Bonn" })]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "city" }]);
  });
});

describe("roles", () => {
  const role = (members: readonly JsonObject[]) =>
    testObject("directoryRole", testId("r", 1), { displayName: "User Administrator" }, { members });

  it("say who got or lost them and where, for whoever puts that right by hand", () => {
    const whole = { id: "1", principalId: anna, directoryScopeId: "/" };
    const unit = { id: "2", principalId: ben, directoryScopeId: `/administrativeUnits/${testId("au", 1)}` };
    const people = [user(anna), user(ben)];
    const plan = planBetween([...people, role([whole])], [...people, role([unit])]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "members" }]);
    expect(plan.impossible[0]?.manual).toContain(
      `Give it back to user 1 (${anna}) in the whole tenant. Take it from user 2 (${ben}) in the administrative unit ${testId("au", 1)}.`,
    );
  });
});

describe("objects", () => {
  it("in the recycle bin are restored, the application before its enterprise application (C34)", () => {
    const application = testObject("application", app, { displayName: "app", appId });
    const enterprise = testObject("servicePrincipal", principal, { displayName: "sp", appId });
    const plan = planBetween([enterprise, application], [bin(enterprise), bin(application)]);
    expect(outlineOf(plan)).toEqual(["restore application app", "restore servicePrincipal sp"]);
  });

  describe("an enterprise application in the recycle bin", () => {
    const [reader, resource] = [testId("s", 2), testId("s", 3)];
    const application = testObject("application", app, { displayName: "app", appId });
    const enterprise = testObject(
      "servicePrincipal",
      principal,
      { displayName: "sp", appId, appOwnerOrganizationId: testTenantId },
      {
        owners: [anna],
        appRoleAssignedTo: [{ id: "r1", principalId: reader, resourceId: principal, appRoleId: testId("r", 1) }],
        oauth2PermissionGrants: [
          {
            id: "o1",
            clientId: principal,
            consentType: "AllPrincipals",
            principalId: null,
            resourceId: resource,
            scope: "Mail.Read",
          },
        ],
      },
    );
    const others = [
      user(anna),
      testObject("servicePrincipal", reader, { displayName: "reader", appId: testId("aid", 2) }),
      testObject("servicePrincipal", resource, { displayName: "resource", appId: testId("aid", 3) }),
      testObject("application", testId("a", 9), { displayName: "other", appId: testId("aid", 9) }),
    ];
    const before = [enterprise, application, ...others];

    it("is made again with its links where its application is gone for good", () => {
      const plan = planBetween(before, [bin(enterprise), ...others]);
      expect(plan.impossible).toEqual([]);
      expect(outlineOf(plan)).toEqual([
        "create application app",
        "create servicePrincipal sp",
        "link servicePrincipal sp",
        "link servicePrincipal sp",
        "link servicePrincipal sp",
      ]);
      const [, made] = plan.steps;
      expect(made).toMatchObject({ expected: { appId }, promised: { appId }, dependsOn: ["s1"] });
      expect(plan.steps.slice(2).map(({ dependsOn }) => dependsOn[0])).toEqual(["s2", "s2", "s2"]);
    });

    describe("that other applications still name", () => {
      const [mail, files, sites] = [testId("r", 2), testId("r", 3), testId("r", 4)];
      const may = (principalId: string, appRoleId: string) => ({
        id: `${principalId} ${appRoleId}`,
        principalId,
        appRoleId,
      });
      const consent = {
        id: "o2",
        consentType: "AllPrincipals",
        principalId: null,
        resourceId: principal,
        scope: "read",
      };
      const graph = (...appRoleAssignedTo: readonly JsonObject[]) =>
        testObject(
          "servicePrincipal",
          resource,
          { displayName: "graph", appId: testId("aid", 3) },
          { appRoleAssignedTo },
        );
      const client = testObject(
        "servicePrincipal",
        reader,
        { displayName: "client", appId: testId("aid", 2) },
        { oauth2PermissionGrants: [consent] },
      );
      const rest = [
        user(anna),
        testObject("application", testId("a", 9), { displayName: "other", appId: testId("aid", 9) }),
      ];
      const linksOf = (plan: Plan, id: string) =>
        plan.steps.filter(({ action, object }) => action === "link" && object.id === id).flatMap(({ links }) => links);

      it("gets, under its new id, what they gave it then and still do", () => {
        const then = [enterprise, application, graph(may(principal, mail)), client, ...rest];
        const now = [bin(enterprise), graph(may(principal, mail), may(principal, sites)), client, ...rest];
        const plan = planBetween(then, now);
        expect(linksOf(plan, resource).flatMap(({ add }) => add)).toEqual([may(principal, mail)]);
        expect(linksOf(plan, reader)).toEqual([{ link: "oauth2PermissionGrants", add: [consent], remove: [] }]);
        const [, made] = plan.steps;
        const given = plan.steps.filter(({ links }) => links.some(({ add }) => add.includes(consent)));
        expect(given.map(({ dependsOn }) => dependsOn)).toEqual([[made?.id]]);
      });

      it("gets it also where somebody else's part of the same list is put back", () => {
        const then = [enterprise, application, graph(may(principal, mail), may(reader, files)), client, ...rest];
        const now = [bin(enterprise), graph(may(principal, mail)), client, ...rest];
        const added = linksOf(planBetween(then, now), resource).flatMap(({ add }) => add);
        expect(added).toEqual([may(reader, files), may(principal, mail)]);
      });
    });

    it.each([
      ["is gone for good", []],
      ["is in the recycle bin", [bin(application)]],
    ])("is left alone where its application %s and nobody chose that", (_, found) => {
      const input = inputBetween(before, [bin(enterprise), ...others, ...found]);
      const changes = [...input.changes].filter(({ id }) => id === principal);
      const plan = planBetween(before, [bin(enterprise), ...others, ...found], { changes });
      expect(plan.steps).toEqual([]);
      expect(plan.impossible).toMatchObject([
        { object: { id: principal }, manual: expect.stringContaining("Choose the application") },
      ]);
    });

    it("is restored where its application is there, or no snapshot knows of any", () => {
      const restored = ["restore servicePrincipal sp"];
      expect(outlineOf(planBetween([enterprise, application], [bin(enterprise), application]))).toEqual(restored);
      expect(outlineOf(planBetween([enterprise], [bin(enterprise)]))).toEqual(restored);
    });
  });

  it.each([
    ["sign-in name", bin(user(anna)), [user(ben, { userPrincipalName: `${anna}@CONTOSO.example` })]],
    ["sign-in name", undefined, [user(ben, { userPrincipalName: `${anna}@contoso.example` })]],
    [
      "address",
      bin(user(anna, { proxyAddresses: ["SMTP:a@x.example"] })),
      [group(staff, [], { proxyAddresses: ["smtp:A@x.example"] })],
    ],
  ])("whose %s somebody else goes by now are left alone, with who does (C35)", (what, inBin, holders) => {
    const holder = holders[0]?.id;
    const before = [user(anna, { proxyAddresses: ["SMTP:a@x.example"] }), group(guards, [anna])];
    const after = [...(inBin === undefined ? [] : [inBin]), group(guards, []), ...holders];
    const plan = planBetween(before, after, { removeAdded: false });
    expect(plan.steps).toEqual([]);
    const [line] = plan.impossible.filter(({ object }) => object.id === anna);
    expect(line?.reason).toMatch(new RegExp(`^Its ${what} .* is that of ".*" \\(${holder}\\) now`, "u"));
    expect(line?.manual).toContain("then make a new plan");
    expect(plan.impossible).toMatchObject([{ object: { id: anna } }, { object: { id: guards }, gone: [anna] }]);
  });

  it("that are gone are made again, and everything that named them learns the new id", () => {
    const before = [
      user(anna),
      user(ben, {}, { manager: [anna] }),
      group(staff, [anna, ben]),
      access({ excludeUsers: [anna] }),
    ];
    const after = [user(ben, {}, { manager: [] }), group(staff, [ben]), access({ excludeUsers: [anna] })];
    const changes = inputBetween(before, after).changes;
    const chosen = [...changes].filter(({ id }) => id === anna);
    const plan = planBetween(before, after, { changes: chosen });
    expect(outlineOf(plan)).toEqual([
      "create user user 1",
      "link user user 2",
      "link group group 1",
      "update conditionalAccessPolicy policy",
    ]);
    expect(plan.steps.slice(1).map(({ dependsOn }) => dependsOn)).toEqual([["s1"], ["s1"], ["s1"]]);
    // Written whole, shown as the one list that changes.
    expect(plan.steps.at(-1)?.attributes).toEqual([
      { path: "conditions.users.excludeUsers", before: [anna], after: [`{new id of ${anna}}`] },
    ]);
    expect(plan.warnings.map(({ code }) => code)).toEqual(["made-again", "new-password", "protected-action"]);
  });

  it("that come back from the recycle bin learn the new ids of what is made again, and get the links back that were lost with it", () => {
    const kept = [user(ben, {}, { manager: [anna] }), group(staff, [anna, ben], {}, [anna])];
    const spares = access({ excludeUsers: [anna] });
    const plan = planBetween([user(anna), ...kept, spares], [...kept.map(bin), bin(spares)]);
    expect(outlineOf(plan)).toEqual([
      "create user user 1",
      "restore user user 2",
      "restore group group 1",
      "link user user 2",
      "link group group 1",
      "link group group 1",
      "restore conditionalAccessPolicy policy",
      "update conditionalAccessPolicy policy",
    ]);
    expect(plan.steps[3]).toMatchObject({ links: [{ link: "manager", add: [anna] }], dependsOn: ["s2", "s1"] });
    expect(plan.steps.slice(4, 6).flatMap(({ links }) => links)).toEqual([
      { link: "members", add: [anna], remove: [] },
      { link: "owners", add: [anna], remove: [] },
    ]);
    expect(plan.steps[7]?.dependsOn).toEqual(["s7", "s1"]);
  });

  it("that are made again leave a line for each group that nobody can put them back into, chosen or not", () => {
    const held = { groupTypes: ["DynamicMembership"], membershipRule: 'user.city -eq "Kiel"' };
    const groups = (members: readonly string[]) => [
      testObject("group", staff, { displayName: "staff", onPremisesSyncEnabled: true }, { members }),
      testObject("group", guards, { displayName: "guards", ...held }, { members }),
    ];
    const before = [user(anna), ...groups([anna])];
    const after = groups([]);
    const changes = [...inputBetween(before, after).changes];
    for (const chosen of [changes.filter(({ id }) => id === anna), changes]) {
      const plan = planBetween(before, after, { changes: chosen });
      expect(outlineOf(plan)).toEqual(["create user user 1"]);
      expect(plan.impossible.map(({ object: { name }, path }) => `${name} ${path}`).sort()).toEqual([
        "guards members",
        "staff members",
      ]);
    }
  });

  it("come before the policies that name them, and what goes, goes last", () => {
    const before = [location(), group(staff, [anna]), access({ excludeGroups: [staff] }), user(anna)];
    const after = [group(guards, []), access({}), user(anna)];
    const plan = planBetween(before, after, { removeAdded: true });
    expect(outlineOf(plan)).toEqual([
      "create namedLocation office",
      "create group group 1",
      "link group group 1",
      "update conditionalAccessPolicy policy",
      "delete group group 2",
    ]);
    expect(plan.steps[3]?.dependsOn).toEqual(["s1", "s2"]);
  });

  it("that were added stay unless their removal was asked for", () => {
    expect(planBetween([], [user(anna)]).steps).toEqual([]);
    expect(outlineOf(planBetween([], [user(anna)], { removeAdded: true }))).toEqual(["delete user user 1"]);
  });
});

describe("a condition that Graph no longer takes (C8)", () => {
  const states = { deviceStates: { includeStates: ["All"], excludeStates: ["Compliant"] } };
  const refused = ["conditions.deviceStates.excludeStates", "conditions.deviceStates.includeStates"];
  const withStates = (more: JsonObject = {}) => {
    const { properties } = access({});
    const conditions = { ...(properties.conditions as JsonObject), ...states };
    return testObject("conditionalAccessPolicy", policy, { ...properties, conditions, ...more });
  };

  it("leaves the policy as it is and says so, where nothing else differs", () => {
    const plan = planBetween([withStates(), location()], [access({}), location()]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible.map(({ path }) => path)).toEqual(refused);
    for (const { reason } of plan.impossible) expect(reason).toContain("no longer takes this condition");
  });

  it("is not sent with what is put back besides", () => {
    const plan = planBetween([withStates({ state: "disabled" }), location()], [access({}), location()]);
    expect(plan.steps.map(({ attributes }) => attributes.map(({ path }) => path))).toEqual([["state"]]);
    expect(JSON.stringify(plan.steps)).not.toContain("deviceStates");
    expect(plan.impossible.map(({ path }) => path)).toEqual(refused);
  });
});

describe("references to what is gone (C2)", () => {
  it("never make a list shorter: the part is impossible and says so", () => {
    const plan = planBetween([group(staff, []), access({ excludeGroups: [staff] })], [group(guards, []), access({})], {
      changes: inputBetween([access({ excludeGroups: [staff] })], [access({})]).changes,
    });
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "conditions.users.excludeGroups" }]);
    expect(plan.impossible[0]?.reason).toContain("group 1");
    expect(plan.warnings).toMatchObject([{ code: "references-gone", severity: "stop" }]);
  });

  it("are not the words and the empty id that stand for no object (A7)", () => {
    const places = ["AllTrusted", "00000000-0000-0000-0000-000000000000", office];
    const locations = (excludeLocations: readonly string[]) => {
      const { properties } = access({});
      const { conditions } = properties as { conditions: JsonObject };
      const changed = { ...conditions, locations: { includeLocations: ["All"], excludeLocations } };
      return [location(), testObject("conditionalAccessPolicy", policy, { ...properties, conditions: changed })];
    };
    const plan = planBetween(locations(places), locations([]));
    expect(plan.impossible).toEqual([]);
    expect(plan.steps[0]?.promised).toMatchObject({ conditions: { locations: { excludeLocations: places } } });
    expect(plan.warnings.map(({ code }) => code)).not.toContain("references-gone");
  });

  it("in an authentication method are kept in the snapshot and leave the method as it is (A8)", () => {
    const methods = (targets: readonly string[], state: string) =>
      testObject("authenticationMethodsPolicy", "authenticationMethodsPolicy", {
        authenticationMethodConfigurations: [
          {
            "@odata.type": "#microsoft.graph.fido2AuthenticationMethodConfiguration",
            id: "Fido2",
            state,
            includeTargets: targets.map((id) => ({ targetType: "group", id })),
          },
        ],
      });
    const plan = planBetween(
      [methods([staff], "enabled"), group(staff, [])],
      [methods([guards], "enabled"), group(guards, [])],
      {
        changes: inputBetween([methods([staff], "enabled")], [methods([guards], "enabled")]).changes,
      },
    );
    expect(plan.steps).toEqual([]);
    expect(plan.impossible.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('names "group 1"'),
      expect.stringContaining("stays in its list"),
    ]);
    expect(plan.warnings).toMatchObject([{ code: "references-gone", severity: "stop" }]);
    // The word for everybody is no group that could be gone.
    const everybody = planBetween(
      [methods(["all_users"], "enabled")],
      [methods([guards], "disabled"), group(guards, [])],
    );
    expect(everybody.impossible).toEqual([]);
    expect(everybody.steps).toHaveLength(1);
  });

  it("leave the other parts of the same policy to be put back", () => {
    const plan = planBetween(
      [group(staff, []), access({ excludeGroups: [staff], excludeUsers: [ben] }), user(ben)],
      [group(guards, []), access({ excludeUsers: [] }), user(ben)],
      { changes: inputBetween([access({ excludeGroups: [staff], excludeUsers: [ben] })], [access({})]).changes },
    );
    expect(plan.steps).toHaveLength(1);
    expect(plan.steps[0]?.promised).toEqual({ conditions: access({ excludeUsers: [ben] }).properties.conditions });
    expect(plan.impossible).toHaveLength(1);
  });

  it("stop a link target but not its siblings", () => {
    const before = [user(anna), user(ben), group(staff, [anna, ben])];
    const after = [user(ben), group(staff, [])];
    const changes = [...inputBetween(before, after).changes].filter(({ type }) => type === "group");
    const plan = planBetween(before, after, { changes });
    expect(plan.steps[0]?.links).toEqual([{ link: "members", add: [ben], remove: [] }]);
    expect(plan.impossible).toMatchObject([{ path: "members" }]);
  });

  it("are no obstacle when the plan brings them back", () => {
    const before = [group(staff, []), access({ excludeGroups: [staff] })];
    const after = [group(staff, [], deleted), access({})];
    expect(outlineOf(planBetween(before, after))).toEqual([
      "restore group group 1",
      "update conditionalAccessPolicy policy",
    ]);
  });
});

describe("warnings", () => {
  it("A13: say why the changes themselves are doubtful, if the plan does anything", () => {
    const cautions = ["One side was read by a person, the other by an application."];
    const [before, after] = [[user(anna, { city: "Kiel" })], [user(anna, { city: "Bonn" })]];
    expect(planBetween(before, after, { cautions }).warnings).toEqual([
      { code: "read-differently", severity: "caution", message: cautions[0], objects: [] },
    ]);
    expect(planBetween(before, before, { cautions }).warnings).toEqual([]);
  });

  const block = { grantControls: { operator: "OR", builtInControls: ["block"] } };
  const anywhere = (users: JsonObject, more: JsonObject = {}) => {
    const made = access(users, { ...block, ...more });
    const conditions = { ...(made.properties.conditions as JsonObject), locations: null };
    return { ...made, properties: { ...made.properties, conditions } };
  };
  const codes = (before: readonly DirectoryObject[], after: readonly DirectoryObject[], signedInObjectId?: string) =>
    planBetween(before, after, signedInObjectId === undefined ? {} : { signedInObjectId })
      .warnings.map(({ code, severity }) => `${severity} ${code}`)
      .filter((line) => line !== "note protected-action");

  it("say that policies may be protected, and who is in a restricted unit", () => {
    const locked = { isManagementRestricted: true };
    const before = [user(anna, { ...locked, city: "Kiel" }), access({ excludeUsers: [anna] })];
    const after = [user(anna, { ...locked, city: "Bonn" }), access({})];
    expect(planBetween(before, after).warnings).toMatchObject([
      { code: "restricted-management", severity: "caution", objects: [{ id: anna }] },
      { code: "protected-action", severity: "note", objects: [{ id: policy }] },
    ]);
  });

  it("stop before the person at the screen is locked out, through nested groups too", () => {
    const people = [user(anna), user(ben), group(staff, [guards]), group(guards, [anna])];
    const before = [...people, anywhere({ includeUsers: [], includeGroups: [staff] })];
    const after = [...people, anywhere({ includeUsers: [], includeGroups: [] })];
    expect(codes(before, after, anna)).toEqual(["stop blocks-you"]);
    expect(codes(before, after, ben)).toEqual([]);
  });

  it("say when they cannot be sure", () => {
    const role = testId("r", 1);
    const before = [user(anna), anywhere({ excludeRoles: [role] })];
    const after = [user(anna), anywhere({ excludeRoles: [role] }, { state: "disabled" })];
    expect(codes(before, after, anna)).toEqual(["stop may-block-you", "stop may-block-everybody"]);
  });

  it("stop before everybody is locked out, emergency accounts included", () => {
    const before = [user(anna), user(ben), anywhere({})];
    const after = [user(anna), user(ben), anywhere({ excludeUsers: [ben] })];
    expect(codes(before, after)).toEqual(["stop blocks-everybody", "stop exceptions-lost"]);
  });

  it("are silent where a disabled policy is put back", () => {
    const before = [user(anna), anywhere({}, { state: "disabled" })];
    const after = [user(anna), anywhere({}, { state: "enabledForReportingButNotEnforced" })];
    expect(codes(before, after, anna)).toEqual([]);
  });

  it("name shared locations that were chosen, and leave those alone that were not (C16)", () => {
    const before = [location({ isTrusted: false }), access({ excludeUsers: [anna] }), user(anna)];
    const after = [location(), access({}), user(anna)];
    expect(codes(before, after)).toEqual(["caution shared-location"]);
    const changes = [...inputBetween(before, after).changes].filter(({ type }) => type === "conditionalAccessPolicy");
    expect(outlineOf(planBetween(before, after, { changes }))).toEqual(["update conditionalAccessPolicy policy"]);
  });

  it("say which enterprise application goes along with an application that the plan deletes", () => {
    const application = testObject("application", app, { displayName: "app", appId });
    const enterprise = testObject("servicePrincipal", principal, { displayName: "sp", appId });
    const other = testObject("servicePrincipal", testId("s", 2), { displayName: "other", appId: testId("aid", 2) });
    const changes = changesBetween([other], [application, enterprise, other]);
    const planned = (types: readonly string[]) =>
      planBetween([other], [application, enterprise, other], {
        changes: changes.filter(({ type }) => types.includes(type)),
        removeAdded: true,
      });
    const alone = planned(["application"]);
    expect(outlineOf(alone)).toEqual(["delete application app"]);
    expect(alone.warnings).toMatchObject([{ code: "taken-along", severity: "caution", objects: [{ id: principal }] }]);
    const both = planned(["application", "servicePrincipal"]);
    expect(both.warnings.map(({ code }) => code)).not.toContain("taken-along");
  });

  it("stop before many deletions and before the last owner goes", () => {
    const many = Array.from({ length: 11 }, (_, index) => user(testId("m", index)));
    const plan = planBetween([], many, { removeAdded: true });
    expect(plan.warnings).toMatchObject([
      {
        code: "many-deletions",
        severity: "stop",
        message: expect.stringMatching(/^The plan deletes 11 objects; more than 10 have/u),
      },
    ]);
    const warned = (deleted: number, mostDeletions?: number) =>
      planBetween([], many.slice(0, deleted), {
        removeAdded: true,
        ...(mostDeletions === undefined ? {} : { mostDeletions }),
      }).warnings.map(({ message }) => message.replace(/: .*/u, ""));
    expect([warned(10), warned(11, 11), warned(2, 2)]).toEqual([[], [], []]);
    expect(warned(3, 2)).toEqual(["The plan deletes 3 objects; more than 2 have to be accepted"]);
    expect(warned(1, 0)).toEqual(["The plan deletes 1 object; every deletion has to be accepted"]);
    const owned = planBetween([user(anna), group(staff, [], {}, [])], [user(anna), group(staff, [], {}, [anna])]);
    expect(owned.warnings).toMatchObject([{ code: "last-owner", severity: "stop" }]);
    const program = testObject("servicePrincipal", principal, { displayName: "Job", appId });
    const leftTo = (owner: string) =>
      planBetween(
        [user(anna), user(ben), program, group(staff, [], {}, [owner])],
        [user(anna), user(ben), program, group(staff, [], {}, [anna])],
      ).warnings.map(({ code }) => code);
    expect([leftTo(principal), leftTo(ben)]).toEqual([["last-owner"], []]);
    const orphaned = planBetween([group(staff, [])], [user(anna), group(staff, [], {}, [anna])], {
      changes: inputBetween([], [user(anna)]).changes,
      removeAdded: true,
    });
    expect(orphaned.warnings).toMatchObject([{ code: "last-owner", severity: "stop", objects: [{ id: staff }] }]);
  });

  it("tell of identities that others took meanwhile (C35)", () => {
    const uris = { displayName: "app", appId, identifierUris: ["api://x"] };
    const thief = testObject("application", cleo, { displayName: "other", identifierUris: ["API://X"], ...deleted });
    const plan = planBetween([testObject("application", app, uris)], [thief], {
      changes: inputBetween([testObject("application", app, uris)], []).changes,
    });
    const taken = (state: Plan) => state.warnings.find(({ code }) => code === "identity-taken")?.message;
    expect(taken(plan)).toMatch(/^"other", in the recycle bin, holds .* "app"\. Restore that one instead/u);
    const alive = testObject("application", cleo, { displayName: "other", identifierUris: ["api://x"] });
    const refused = planBetween([testObject("application", app, uris)], [alive], {
      changes: inputBetween([testObject("application", app, uris)], []).changes,
    });
    expect(taken(refused)).toMatch(/^"other" holds .* until it gives that up\.$/u);
  });

  it("tell of locations that would go while policies still name them (C17)", () => {
    const going = (then: DirectoryObject) =>
      planBetween([then], [location(), access({})], { removeAdded: true }).warnings.filter(
        ({ code }) => code === "still-named",
      );
    expect(going(access({}))).toMatchObject([{ severity: "caution", objects: [{ id: office }, { id: policy }] }]);
    expect(going(access({}, { conditions: { users: { includeUsers: ["All"] } } }))).toEqual([]);
  });
});

it("plans 50,000 attributes out of a stream, and holds no more of it than the plan", () => {
  const before = new Map<string, DirectoryObject>();
  const after = new Map<string, DirectoryObject>();
  for (let number = 0; number < 50_000; number += 1) {
    const id = testId("u", number);
    before.set(id, user(id, { department: "Sales" }));
    after.set(id, user(id, { department: "lost" }));
  }
  let read = 0;
  function* changes() {
    for (const [id] of before) {
      read += 1;
      yield {
        type: "user" as const,
        id,
        name: id,
        kind: "modified" as const,
        attributes: [{ path: "department", before: "Sales", after: "lost" }],
        links: [],
        attribution: { status: "unknown" as const, events: [] },
      };
    }
  }
  const lookup = { before: (_: string, id: string) => before.get(id), after: (_: string, id: string) => after.get(id) };
  const plan = buildPlan({ ...inputBetween([], []), changes: changes(), lookup });
  expect(plan.steps).toHaveLength(50_000);
  expect(read).toBe(50_000);
});
