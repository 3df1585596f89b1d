import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { inputBetween, outlineOf, planBetween, testId, testObject, testTenantId } from "./testing/two-states.ts";

const [anna, ben, cleo] = [testId("u", 1), testId("u", 2), testId("u", 3)];
const [admins, nested] = [testId("g", 1), testId("g", 2)];
const [policy, strength] = [testId("p", 1), testId("s", 1)];
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const e5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

const user = (id: string, more: JsonObject = {}) =>
  testObject("user", id, { displayName: `user ${id.at(-1)}`, accountEnabled: true, userType: "Member", ...more });
const group = (id: string, members: readonly string[]) =>
  testObject(
    "group",
    id,
    { displayName: `group ${id.at(-1)}`, groupTypes: [], securityEnabled: true, mailEnabled: false, mailNickname: "g" },
    { members, owners: [] },
  );
const held = (principalId: string, directoryScopeId = "/") => ({
  id: `${principalId}${directoryScopeId}`,
  principalId,
  directoryScopeId,
  roleDefinitionId: globalAdministrator,
});
const role = (...members: JsonObject[]) =>
  testObject(
    "directoryRole",
    globalAdministrator,
    { displayName: "Global Administrator", isBuiltIn: true },
    { members },
  );
/** With those who could activate the role, too. */
const roleWith = (members: readonly JsonObject[], eligibleMembers: readonly JsonObject[]) => {
  const { links: _, ...rest } = role();
  return { ...rest, links: { members, eligibleMembers } };
};
const blocking = (users: JsonObject, state = "enabled") =>
  testObject("conditionalAccessPolicy", policy, {
    displayName: "policy",
    state,
    conditions: {
      users: { includeUsers: [], excludeUsers: [], includeGroups: [], includeRoles: [], excludeRoles: [], ...users },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
    },
    grantControls: { operator: "OR", builtInControls: ["block"] },
  });

function codes(before: readonly DirectoryObject[], after: readonly DirectoryObject[], signedInObjectId?: string) {
  const more = signedInObjectId === undefined ? {} : { signedInObjectId };
  const { warnings } = planBetween(before, after, more);
  // That writing a policy may be a protected action is said of every one.
  return warnings.filter(({ code }) => code !== "protected-action").map(({ code, severity }) => `${severity} ${code}`);
}

describe("policies that come out of the recycle bin", () => {
  const people = [user(anna), user(ben)];
  const everybodyBut = (...excludeUsers: string[]) => blocking({ includeUsers: ["All"], excludeUsers });
  const inBin = (object: DirectoryObject) => ({
    ...object,
    properties: { ...object.properties, deletedDateTime: "2026-11-01T10:00:00Z" },
  });

  it("hold as somebody left them until a later step puts back what they said", () => {
    const [before, after] = [
      [...people, everybodyBut(anna)],
      [...people, inBin(everybodyBut())],
    ];
    const { warnings } = planBetween(before, after, { signedInObjectId: anna });
    const blocksMe = warnings.find(({ code }) => code === "blocks-you");
    expect(blocksMe).toMatchObject({ severity: "stop", message: expect.stringContaining("until a later step") });
    expect(codes(before, [...people, inBin(everybodyBut(anna))], anna)).toEqual([]);
  });

  it("hold as somebody left them for good where only their return is chosen", () => {
    const [before, after] = [
      [...people, everybodyBut(anna)],
      [...people, inBin(everybodyBut())],
    ];
    const changes = inputBetween(before, after).changes;
    const returned = [...changes].map((change) => ({ ...change, attributes: [] }));
    const { warnings } = planBetween(before, after, { signedInObjectId: anna, changes: returned });
    expect(warnings.map(({ code }) => code)).toContain("blocks-you");
  });
});

describe("policies that name directory roles", () => {
  const people = [user(anna), user(ben), group(admins, [nested]), group(nested, [anna])];
  const roles = { includeRoles: [globalAdministrator] };

  it("surely block who holds the role, through nested role-assignable groups too", () => {
    const tenant = [...people, role(held(admins), held(ben, "/administrativeUnits/x"))];
    const [before, after] = [
      [...tenant, blocking(roles)],
      [...tenant, blocking(roles, "disabled")],
    ];
    expect(codes(before, after, anna)).toEqual(["stop blocks-you", "stop blocks-administrators"]);
    // A role over a part of the tenant is none that Conditional Access goes by.
    expect(codes(before, after, ben)).toEqual(["stop blocks-administrators"]);
  });

  it("may block where no snapshot holds who has the role", () => {
    const [before, after] = [
      [...people, blocking(roles)],
      [...people, blocking(roles, "disabled")],
    ];
    expect(codes(before, after, ben)).toEqual(["stop may-block-you"]);
    const unread = testObject("directoryRole", globalAdministrator, { displayName: "Global Administrator" });
    expect(codes([...before, unread], [...after, unread], ben)).toEqual(["stop may-block-you"]);
  });

  it("do not block everybody while somebody who holds an excluded role can sign in", () => {
    const spared = { includeUsers: ["All"], excludeRoles: [globalAdministrator] };
    const with_ = (holder: DirectoryObject) => {
      const tenant = [holder, user(ben), role(held(anna))];
      return codes([...tenant, blocking(spared)], [...tenant, blocking(spared, "disabled")], ben);
    };
    expect(with_(user(anna))).toEqual(["stop blocks-you"]);
    expect(with_(user(anna, { accountEnabled: false }))).toEqual(["stop blocks-you", "stop blocks-everybody"]);
  });

  it("tell of those who are exempt by their role and would no longer be", () => {
    const tenant = [...people, role(held(admins)), user(cleo)];
    const before = [...tenant, blocking({ includeUsers: ["All"], excludeUsers: [cleo] })];
    const after = [
      ...tenant,
      blocking({ includeUsers: ["All"], excludeUsers: [cleo], excludeRoles: [globalAdministrator] }),
    ];
    const plan = planBetween(before, after);
    const lost = plan.warnings.find(({ code }) => code === "exceptions-lost");
    expect(lost?.objects.map(({ id }) => id)).toEqual([policy, anna]);
    expect(plan.warnings.map(({ code }) => code)).toContain("blocks-administrators");
  });
});

describe("who could activate a role", () => {
  const people = [user(anna), user(ben), group(admins, [anna])];
  const eligible = { ...held(admins), memberType: "Direct", endDateTime: null };

  it("may be blocked by a policy that names it, and is not let in by one that excepts it", () => {
    const tenant = [...people, roleWith([held(ben)], [eligible])];
    const block = (users: JsonObject) => [blocking(users), blocking(users, "disabled")] as const;
    const [on, off] = block({ includeRoles: [globalAdministrator] });
    expect(codes([...tenant, on], [...tenant, off], anna)).toEqual([
      "stop may-block-you",
      "stop blocks-administrators",
    ]);
    const [spared, spareless] = block({ includeUsers: [anna], excludeRoles: [globalAdministrator] });
    expect(codes([...tenant, spared], [...tenant, spareless], anna)).toEqual(["stop blocks-you"]);
    const partly = [...people, roleWith([held(ben)], [{ ...eligible, directoryScopeId: "/administrativeUnits/x" }])];
    expect(codes([...partly, on], [...partly, off], anna)).toEqual(["stop blocks-administrators"]);
  });

  it("is named where nobody would hold the role any more, and where no snapshot says, that is said", () => {
    const off = user(ben, { accountEnabled: false });
    const stopOf = (held_: DirectoryObject) =>
      planBetween([user(anna), off, group(admins, [anna]), held_], [...people, held_]).warnings.find(
        ({ code }) => code === "no-administrator",
      )?.message;
    expect(stopOf(roleWith([held(ben)], [eligible]))).toContain('Only "user 1" could undo this plan');
    expect(stopOf(roleWith([held(ben)], []))).toMatch(/now\. Nobody could undo this plan\.$/u);
    expect(stopOf(role(held(ben)))).toContain("which no snapshot says");
  });

  it("is named where every holder would be blocked and one of them would not", () => {
    const tenant = [...people, user(cleo), roleWith([held(ben)], [{ ...eligible, principalId: cleo }])];
    const off = { displayName: "policy", state: "disabled" };
    const plan = planBetween(
      [...tenant, blocking({ includeUsers: [ben] })],
      [
        ...tenant,
        testObject("conditionalAccessPolicy", policy, { ...blocking({ includeUsers: [ben] }).properties, ...off }),
      ],
    );
    const blocked = plan.warnings.find(({ code }) => code === "blocks-administrators");
    expect(blocked?.message).toContain('Only "user 3" could undo this plan');
  });

  it("stops a plan after which nobody could, where nobody holds it", () => {
    const pim = roleWith([], [eligible]);
    const gone = [user(anna, { accountEnabled: false }), group(admins, [anna]), pim];
    expect(codes(gone, [user(anna), group(admins, [anna]), pim])).toEqual([
      "stop no-administrator",
      "caution eligible-administrators-lost",
    ]);
  });

  it("is told of whom a plan makes one through a group", () => {
    const tenant = [user(anna), user(ben), roleWith([held(anna)], [eligible])];
    const plan = planBetween([...tenant, group(admins, [ben])], [...tenant, group(admins, [])]);
    const gained = plan.warnings.find(({ code }) => code === "eligible-administrators-gained");
    expect(gained).toMatchObject({ severity: "caution", objects: [{ id: ben }] });
    expect(gained?.message).toContain('"user 2" could then activate Global Administrator');
  });
});

describe("who is left to put a mistake right", () => {
  it("stops a plan after which nobody who can sign in is Global Administrator", () => {
    const tenant = [user(anna), user(ben, { accountEnabled: false }), role(held(admins), held(ben))];
    const plan = planBetween([...tenant, group(admins, [])], [...tenant, group(admins, [anna])]);
    expect(plan.warnings[0]).toMatchObject({ code: "no-administrator", severity: "stop", objects: [{ id: anna }] });
    expect(plan.warnings.map(({ code }) => code)).toContain("administrators-lost");
    const off = [user(anna, { accountEnabled: false }), role(held(anna))];
    expect(codes(off, [user(anna), role(held(anna))])).toContain("stop no-administrator");
  });

  it("names who would become Global Administrator through a group", () => {
    const tenant = [user(anna), user(ben), role(held(admins))];
    const plan = planBetween([...tenant, group(admins, [anna, ben])], [...tenant, group(admins, [anna])]);
    const gained = plan.warnings.find(({ code }) => code === "administrators-gained");
    expect(gained).toMatchObject({ severity: "caution", objects: [{ id: ben }] });
    expect(gained?.message).toContain('"user 2" would become Global Administrator');
  });

  it("is silent where one administrator gets in, and where nobody knows the roles", () => {
    const block = blocking({ includeUsers: [anna] });
    const off = blocking({ includeUsers: [anna] }, "disabled");
    const two = [user(anna), user(ben), role(held(anna), held(ben))];
    expect(codes([...two, block], [...two, off])).toEqual([]);
    const one = [user(anna), user(ben), role(held(anna))];
    expect(codes([...one, block], [...one, off])).toEqual(["stop blocks-administrators"]);
    const unknown = [user(anna), user(ben)];
    expect(codes([...unknown, block], [...unknown, off])).toEqual([]);
  });
});

describe("directory roles in a plan", () => {
  it("are never written: a line says why and where to do it", () => {
    const plan = planBetween([user(anna), role()], [user(anna), role(held(anna))]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "members", object: { name: "Global Administrator" } }]);
    expect(plan.impossible[0]?.reason).toContain("never gives one and never takes one away");
    expect(plan.impossible[0]?.manual).toContain("Roles & admins");
  });

  it("named by a policy are no obstacle where the list of roles does not have them", () => {
    const other = "d65e02d2-0214-4674-8a5d-766fe330e2c0";
    const tenant = [user(anna), role(held(anna))];
    const before = [...tenant, blocking({ includeRoles: [other] })];
    const plan = planBetween(before, [...tenant, blocking({})]);
    expect(outlineOf(plan)).toEqual(["update conditionalAccessPolicy policy"]);
    expect(plan.impossible).toEqual([]);
  });
});

describe("authentication strengths in a plan", () => {
  const keys = (more: JsonObject = {}) =>
    testObject("authenticationStrengthPolicy", strength, {
      displayName: "Keys",
      description: null,
      policyType: "custom",
      allowedCombinations: ["fido2"],
      combinationConfigurations: [],
      ...more,
    });
  const asking = (id: string | null) =>
    testObject("conditionalAccessPolicy", policy, {
      displayName: "policy",
      state: "enabled",
      conditions: { users: { includeUsers: ["All"] }, applications: { includeApplications: ["All"] } },
      grantControls: {
        operator: "OR",
        builtInControls: id === null ? ["mfa"] : [],
        authenticationStrength: id === null ? null : { id, displayName: "Keys" },
      },
    });
  const other = testObject("authenticationStrengthPolicy", testId("s", 2), {
    displayName: "Passwordless MFA",
    policyType: "builtIn",
    allowedCombinations: ["fido2"],
  });

  it("come before the policies that name them, which wait for them", () => {
    const plan = planBetween([other, keys(), asking(strength)], [other, asking(null)]);
    expect(outlineOf(plan)).toEqual([
      "create authenticationStrengthPolicy Keys",
      "update conditionalAccessPolicy policy",
    ]);
    expect(plan.steps[1]?.dependsOn).toEqual([plan.steps[0]?.id]);
  });

  it("that are gone and not chosen leave the policy as it is, by name", () => {
    const input = inputBetween([other, keys(), asking(strength)], [other, asking(null)]);
    const changes = [...input.changes].filter(({ type }) => type === "conditionalAccessPolicy");
    const plan = planBetween([other, keys(), asking(strength)], [other, asking(null)], { changes });
    expect(plan.impossible.map(({ reason }) => reason).join()).toContain('It names "Keys"');
  });

  it("go back by name and combinations; Microsoft's own do not", () => {
    const plan = planBetween([keys()], [keys({ displayName: "Any", allowedCombinations: ["fido2", "password,sms"] })]);
    expect(outlineOf(plan)).toEqual([
      "update authenticationStrengthPolicy Any",
      "update authenticationStrengthPolicy Any",
    ]);
    expect(plan.permissions).toEqual(["Policy.ReadWrite.ConditionalAccess"]);
    const builtIn = { ...other, properties: { ...other.properties, allowedCombinations: ["fido2", "sms"] } };
    expect(planBetween([other], [builtIn])).toMatchObject({ steps: [], impossible: [{ path: "allowedCombinations" }] });
  });
});

describe("licences in a plan", () => {
  const sku = (enabled: number, consumedUnits: number, more: JsonObject = {}) =>
    testObject("subscribedSku", `${testTenantId}_${e5}`, {
      skuId: e5,
      skuPartNumber: "SPE_E5",
      capabilityStatus: "Enabled",
      prepaidUnits: { enabled, suspended: 0, warning: 0, lockedOut: 0 },
      consumedUnits,
      ...more,
    });
  const licensed = (id: string, ...skus: string[]) =>
    user(id, {
      assignedLicenses: skus.map((skuId) => ({ skuId, disabledPlans: [] })),
      licenseAssignmentStates: skus.map((skuId) => ({ skuId, assignedByGroup: null })),
    });
  const before = [licensed(anna, e5), licensed(ben, e5)];
  const after = [licensed(anna), licensed(ben)];
  const warned = (...skus: DirectoryObject[]) =>
    planBetween([...before, ...skus.slice(0, 1)], [...after, ...skus.slice(1)]).warnings;

  it("are enough: no word", () => {
    expect(warned(sku(10, 8), sku(10, 8))).toEqual([]);
  });

  it("are too few: named, counted, with who goes without", () => {
    const [warning, ...rest] = warned(sku(10, 10), sku(10, 9));
    expect(rest).toEqual([]);
    expect(warning).toMatchObject({
      code: "licences-missing",
      severity: "caution",
      objects: [{ id: anna }, { id: ben }],
    });
    expect(warning?.message).toContain('"SPE_E5" 2 times, and 1 unit is free');
  });

  it("of a suspended or cancelled subscription are none", () => {
    expect(warned(sku(10, 2), sku(10, 2, { capabilityStatus: "Suspended" }))).toMatchObject([
      { code: "licences-missing" },
    ]);
    const other = testObject("subscribedSku", `${testTenantId}_x`, { skuId: "x", skuPartNumber: "OTHER" });
    const [gone] = warned(sku(10, 2), other);
    expect(gone?.code).toBe("licence-gone");
    expect(gone?.message).toContain('the licence "SPE_E5" any more');
  });

  it("that no snapshot holds are no reason to say anything", () => {
    expect(warned()).toEqual([]);
  });

  it("come along with whoever comes out of the recycle bin", () => {
    const binned = {
      ...licensed(anna, e5),
      properties: { displayName: "user 1", deletedDateTime: "2026-11-01T10:00:00Z" },
    };
    const plan = planBetween([licensed(anna, e5)], [binned, sku(5, 5)]);
    expect(plan.warnings).toMatchObject([{ code: "licences-missing" }, { code: "unseen-links", severity: "note" }]);
  });
});

describe("extension and custom security attributes in a plan", () => {
  const costs = "extension_0123456789abcdef0123456789abcdef_costAllocation";
  const attributes = (Clearance: string) => ({
    customSecurityAttributes: {
      Personnel: { "@odata.type": "#microsoft.graph.customSecurityAttributeValue", Clearance },
    },
  });

  it("go back each in a step of their own, with the permission that each needs", () => {
    const plan = planBetween(
      [user(anna, { city: "Kiel", [costs]: "NW-1", ...attributes("High") })],
      [user(anna, { city: "Bonn", [costs]: "NW-2", ...attributes("Low") })],
    );
    expect(plan.impossible).toEqual([]);
    expect(plan.steps.map(({ promised }) => Object.keys(promised))).toEqual([
      ["city"],
      ["customSecurityAttributes"],
      [costs],
    ]);
    expect(
      plan.steps.map(({ permissions }) => permissions.includes("CustomSecAttributeAssignment.ReadWrite.All")),
    ).toEqual([false, true, false]);
  });

  it("come back to somebody who is made again", () => {
    const gone = user(anna, {
      mailNickname: "a",
      userPrincipalName: "a@x.example",
      [costs]: "NW-1",
      ...attributes("High"),
    });
    const plan = planBetween([gone], []);
    const later = plan.steps
      .filter(({ action }) => action === "update")
      .flatMap(({ promised }) => Object.keys(promised));
    expect(later.sort()).toEqual(["customSecurityAttributes", costs].sort());
  });

  it("are not looked at before a deletion, which may not read them", () => {
    const plan = planBetween([], [user(anna, attributes("High"))], { removeAdded: true });
    expect(plan.steps[0]?.action).toBe("delete");
    expect(Object.keys(plan.steps[0]?.expected ?? {})).not.toContain("customSecurityAttributes");
  });
});
