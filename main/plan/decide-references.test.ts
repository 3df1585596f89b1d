import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { Plan, PlanAnswer } from "../../preload/contract/plan.ts";
import { parsePlan } from "./freeze-plan.ts";
import { changesBetween, outlineOf, planBetween, testId, testObject } from "./testing/two-states.ts";

const [anna, ben, cleo] = [testId("u", 1), testId("u", 2), testId("u", 3)];
const [gone, staff, office] = [testId("g", 9), testId("g", 1), testId("g", 2)];
const policy = testId("p", 1);

const user = (id: string) => testObject("user", id, { displayName: `user ${id.at(-1)}` });
const group = (id: string, members: readonly string[] = []) =>
  testObject("group", id, { displayName: `group ${id.at(-1)}`, groupTypes: [], securityEnabled: true }, { members });
const access = (users: JsonObject) =>
  testObject("conditionalAccessPolicy", policy, {
    displayName: "policy",
    state: "enabled",
    conditions: {
      users: { includeUsers: [], includeGroups: [staff], excludeGroups: [], ...users },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
  });

function planWith(former: JsonObject, answers: readonly PlanAnswer[] = []): Plan {
  const there = [user(anna), user(ben), user(cleo), group(staff), group(office)];
  const after = [...there, access({ includeGroups: [office] })];
  return planBetween([...there, group(gone), access(former)], after, {
    changes: planChanges(there, former),
    answers,
  });
}

/** Only the policy is chosen: the group that is gone stays gone. */
function planChanges(there: Parameters<typeof planBetween>[0], former: JsonObject) {
  return changesBetween([...there, access(former)], [...there, access({ includeGroups: [office] })]);
}

const usersIn = (plan: Plan) =>
  ((plan.steps[0]?.promised.conditions as JsonObject | undefined)?.users ?? {}) as JsonObject;
/** But for the note that comes with every policy. */
const codes = (plan: Plan) =>
  plan.warnings.filter(({ code }) => code !== "protected-action").map(({ severity, code }) => `${severity} ${code}`);

describe("an object that a former value names and that is gone", () => {
  const former = { excludeGroups: [gone, office], includeGroups: [staff] };

  it("is asked about, and what names it stays until there is an answer", () => {
    const plan = planWith(former);
    expect(usersIn(plan)).toMatchObject({ includeGroups: [staff], excludeGroups: [] });
    expect(plan.deadReferences).toMatchObject([
      { id: gone, name: "group 9", inBin: false, answer: "open", places: [{ path: "conditions.users.excludeGroups" }] },
    ]);
    expect(codes(plan)).toContain("stop references-gone");
  });

  it("is left out when a person says so, and the plan says that it was", () => {
    const plan = planWith(former, [{ about: gone, answer: "drop" }]);
    expect(usersIn(plan)).toMatchObject({ includeGroups: [staff], excludeGroups: [office] });
    expect([plan.impossible, plan.deadReferences?.[0]?.answer]).toEqual([[], "drop"]);
    expect(codes(plan)).toEqual(["caution references-dropped"]);
    expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
    expect(plan.hash).not.toBe(planWith(former).hash);
  });

  it("is replaced by another object of its type, named once", () => {
    const plan = planWith({ ...former, excludeGroups: [gone, office] }, [
      { about: gone, answer: "replace", with: office },
    ]);
    expect(usersIn(plan)).toMatchObject({ excludeGroups: [office] });
    expect(plan.deadReferences?.[0]?.replacement).toMatchObject({ id: office, name: "group 2" });
  });

  it.each([anna, testId("g", 77)])("is not replaced by what is of another type or not there", (other) => {
    expect(() => planWith(former, [{ about: gone, answer: "replace", with: other }])).toThrow(/no such group/u);
  });

  it("stops what names it without a warning that stops, when that is decided", () => {
    const plan = planWith(former, [{ about: "references", answer: "stop" }]);
    expect(plan.impossible).toMatchObject([{ path: "conditions.users.excludeGroups", gone: [gone] }]);
    expect(codes(plan)).toEqual(["note references-left"]);
  });

  it("is never left out where the policy would then be for nobody", () => {
    const plan = planWith({ includeGroups: [gone] }, [{ about: gone, answer: "drop" }]);
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "conditions.users.includeGroups" }]);
  });
});

describe("an id that is gone and that the policy names now", () => {
  const ghost = testId("u", 9);
  const there = [user(anna), group(staff), group(office)];
  const before = [...there, user(ghost), access({ excludeUsers: [ghost] })];
  const after = [...there, access({ excludeUsers: [ghost], includeGroups: [office] })];
  const changes = changesBetween(
    [access({ excludeUsers: [ghost] })],
    [access({ excludeUsers: [ghost], includeGroups: [office] })],
  );
  const planFor = (...answers: readonly PlanAnswer[]) => planBetween(before, after, { changes, answers });

  it("is asked about: Graph takes no conditions that name it, whatever else is put back", () => {
    const plan = planFor();
    expect(plan.steps).toEqual([]);
    expect(plan.impossible).toMatchObject([{ path: "conditions.users.includeGroups", gone: [ghost] }]);
    expect(plan.impossible[0]?.reason).toContain('Beside it stands "user 9"');
    expect(plan.deadReferences).toMatchObject([{ id: ghost, answer: "open" }]);
    expect(codes(plan)).toContain("stop references-gone");
  });

  it("is left out or replaced when a person says so, and the step shows it", () => {
    const dropped = planFor({ about: ghost, answer: "drop" });
    expect(usersIn(dropped)).toMatchObject({ includeGroups: [staff], excludeUsers: [] });
    expect(dropped.steps[0]?.attributes).toContainEqual({
      path: "conditions.users.excludeUsers",
      before: [ghost],
      after: [],
    });
    expect(dropped.steps[0]?.expected).toEqual({ conditions: after.at(-1)?.properties.conditions });
    expect(usersIn(planFor({ about: ghost, answer: "replace", with: anna }))).toMatchObject({ excludeUsers: [anna] });
    expect(planFor({ about: ghost, answer: "stop" }).steps).toEqual([]);
  });

  it("is not taken for gone where people were not read to the end", () => {
    const plan = planBetween(before, after, { changes, unreadNow: ["user"] });
    expect(usersIn(plan)).toMatchObject({ includeGroups: [staff], excludeUsers: [ghost] });
    expect(plan.deadReferences).toBeUndefined();
  });

  it("is nobody's business where the conditions are not written", () => {
    const off = testObject("conditionalAccessPolicy", policy, { ...after.at(-1)?.properties, state: "disabled" });
    const plan = planBetween(after, [...there, off]);
    expect(plan.steps.map(({ promised }) => promised)).toEqual([{ state: "enabled" }]);
    expect(plan.deadReferences).toBeUndefined();
  });

  it("is asked about too where the policy only learns the new id of what is made again", () => {
    const named = access({ excludeUsers: [ghost], excludeGroups: [gone] });
    const [then, now] = [
      [...there, user(ghost), group(gone), named],
      [...there, named],
    ];
    const made = changesBetween([group(gone)], []);
    const open = planBetween(then, now, { changes: made });
    expect(outlineOf(open)).toEqual(["create group group 9"]);
    expect(open.impossible).toMatchObject([{ object: { id: policy }, path: "conditions", gone: [ghost] }]);
    const dropped = planBetween(then, now, { changes: made, answers: [{ about: "references", answer: "drop" }] });
    expect(outlineOf(dropped)).toEqual(["create group group 9", "update conditionalAccessPolicy policy"]);
    expect(dropped.steps[1]?.promised).toMatchObject({
      conditions: { users: { excludeUsers: [], excludeGroups: [gone] } },
    });
    expect(dropped.impossible).toEqual([]);
  });
});

it("a member that is gone is left out or replaced by a person's word", () => {
  const before = [user(anna), user(ben), user(cleo), group(staff, [anna, cleo])];
  const after = [user(ben), user(cleo), group(staff, [])];
  const changes = [...changesBetween(before, after)].filter(({ id }) => id === staff);
  const plan = (answers: readonly PlanAnswer[]) => planBetween(before, after, { changes, answers });
  expect(plan([]).deadReferences).toMatchObject([{ id: anna, answer: "open" }]);
  expect(plan([{ about: anna, answer: "drop" }]).steps[0]?.links).toMatchObject([{ add: [cleo] }]);
  expect(plan([{ about: anna, answer: "replace", with: ben }]).steps[0]?.links).toMatchObject([{ add: [ben, cleo] }]);
});

it("a grant with another scope is put back also where an owner of the same application is left out", () => {
  const [client, resource] = [testId("e", 1), testId("e", 2)];
  const grant = (scope: string) => ({
    id: "g1",
    clientId: client,
    consentType: "AllPrincipals",
    principalId: null,
    resourceId: resource,
    scope,
  });
  const enterprise = (owners: readonly string[], scope: string) =>
    testObject(
      "servicePrincipal",
      client,
      { displayName: "Payroll" },
      { owners, oauth2PermissionGrants: [grant(scope)] },
    );
  const others = [user(ben), testObject("servicePrincipal", resource, { displayName: "Graph" })];
  const before = [user(anna), ...others, enterprise([anna, ben], "Mail.Read")];
  const after = [...others, enterprise([ben], "Mail.ReadWrite")];
  const changes = [...changesBetween(before, after)].filter(({ id }) => id === client);
  const plan = planBetween(before, after, { changes, answers: [{ about: anna, answer: "drop" }] });
  expect(plan.steps.flatMap(({ links }) => links)).toMatchObject([
    { link: "oauth2PermissionGrants", add: [{ scope: "Mail.Read" }], remove: [{ scope: "Mail.ReadWrite" }] },
  ]);
});

it("a policy that is made again comes back without what is gone", () => {
  const before = [group(staff), group(gone), access({ includeGroups: [staff], excludeGroups: [gone] })];
  const after = [group(staff)];
  const changes = [...changesBetween(before, after)].filter(({ id }) => id === policy);
  const plan = planBetween(before, after, { changes, answers: [{ about: gone, answer: "drop" }] });
  expect(outlineOf(plan)).toEqual(["create conditionalAccessPolicy policy"]);
  expect(usersIn(plan)).toMatchObject({ includeGroups: [staff], excludeGroups: [] });
});

it.each([
  [{ about: "conflicts", answer: "drop" }],
  [{ about: "references", answer: "replace", with: "x" }],
  [{ about: "x", answer: "replace" }],
] as const)("refuses an answer that fits nothing", (answer) => {
  expect(() => planWith({}, [answer])).toThrow(/answered with|by which object/u);
});
