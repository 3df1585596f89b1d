import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import { FakeGraph } from "../apply/testing/fake-graph.ts";
import { applyTo, jobFor, MemoryJournal } from "../apply/testing/memory-journal.ts";
import { buildPlan } from "./build-plan.ts";
import { changesBetween, inputBetween, planBetween, testId, testObject } from "./testing/two-states.ts";
import { buildUndoPlan, type UndoInput } from "./undo-plan.ts";

const [anna, emergency, policy] = [testId("u", 1), testId("u", 2), testId("p", 1)];

const user = (id: string, more: JsonObject = {}) =>
  testObject("user", id, {
    displayName: `user ${id.at(-1)}`,
    userPrincipalName: `${id.at(-1)}@contoso.example`,
    accountEnabled: true,
    userType: "Member",
    ...more,
  });
const access = (users: JsonObject, more: JsonObject = {}) =>
  testObject("conditionalAccessPolicy", policy, {
    displayName: "policy",
    state: "enabled",
    conditions: {
      users: { includeUsers: ["All"], excludeUsers: [], excludeGroups: [], ...users },
      applications: { includeApplications: ["All"] },
      clientAppTypes: ["all"],
    },
    grantControls: { operator: "OR", builtInControls: ["block"] },
    ...more,
  });

async function recoverAndUndo(
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
  state?: UndoInput["state"],
) {
  const plan = planBetween(before, after, { removeAdded: true });
  const graph = new FakeGraph(after);
  const { job, journal } = await applyTo(graph, plan);
  const input = { id: "u1", createdAt: "2026-11-03T00:00:00Z", found: plan.found, plan, job };
  const undo = buildUndoPlan({
    ...input,
    journal: journal.journal(job.id),
    ...(state === undefined ? {} : { state: { ...state, signedInObjectId: anna } }),
  });
  return { graph, plan, undo };
}

it("takes a policy away that the job made again, also after a later job of ours switched it on", async () => {
  const plan = planBetween([user(anna), access({})], [user(anna)]);
  const graph = new FakeGraph([user(anna)]);
  const { job, journal } = await applyTo(graph, plan);
  const newId = job.steps.find((step) => step.newId !== undefined)?.newId ?? "";
  graph.set(newId, { state: "enabled" });
  const input = { createdAt: "2026-11-03T00:00:00Z", found: plan.found, plan, job, journal: journal.journal(job.id) };
  const ignorant = buildUndoPlan({ ...input, id: "u1" });
  const left = await applyTo(graph, ignorant, { job: jobFor(ignorant, "u1") });
  expect(left.job.steps).toMatchObject([{ outcome: "skipped", reason: expect.stringContaining("state") }]);
  const undo = buildUndoPlan({ ...input, id: "u2", switchedOn: new Set([newId]) });
  const gone = await applyTo(graph, undo, { job: jobFor(undo, "u2") });
  expect(gone.job.verdict).toBe("complete");
});

describe("an undo plan", () => {
  it("brings back the enterprise application that went along with its application, and no other", async () => {
    const [app, principal, other, appId] = [testId("a", 1), testId("s", 1), testId("s", 2), testId("c", 1)];
    const deleted = { deletedDateTime: "2026-11-02T08:00:00Z" };
    const application = testObject("application", app, { displayName: "App", appId });
    const enterprise = (id: string, more: JsonObject = {}) =>
      testObject("servicePrincipal", id, { displayName: "App", appId, ...more });
    const found = [application, enterprise(principal), enterprise(other, deleted)];
    const now = [enterprise(principal, deleted), enterprise(other, deleted)];
    const changes = [...inputBetween([], found).changes].filter(({ type }) => type === "application");
    const plan = planBetween([], found, { removeAdded: true, changes });
    const { job, journal } = await applyTo(new FakeGraph(found), plan);
    const input = { id: "u1", createdAt: plan.createdAt, found: plan.found, plan, job };
    const state = inputBetween(found, now);
    const undo = buildUndoPlan({ ...input, journal: journal.journal(job.id), state });
    expect(undo.steps.map(({ action, object }) => [action, object.id])).toEqual([
      ["restore", app],
      ["restore", principal],
    ]);
  });

  it("warns of a lockout as a recovery plan does", async () => {
    const before = [user(anna), user(emergency), access({ excludeUsers: [emergency] }, { state: "disabled" })];
    const after = [user(anna), user(emergency), access({ excludeUsers: [emergency] })];
    const { undo } = await recoverAndUndo(before, after, inputBetween(after, before));
    expect(undo.warnings.map(({ code, severity }) => `${severity} ${code}`)).toContain("stop blocks-you");
  });

  it("does not write the id of what had been deleted for good, and says so", async () => {
    const before = [user(anna), user(emergency), access({ excludeUsers: [anna, emergency] })];
    const after = [user(emergency), access({ excludeUsers: [anna, emergency] })];
    const { graph, undo } = await recoverAndUndo(before, after);
    expect(undo.steps.map(({ action, type }) => `${action} ${type}`)).toEqual([
      "update conditionalAccessPolicy",
      "delete user",
    ]);
    expect(undo.impossible).toMatchObject([{ object: { id: policy }, path: "conditions" }]);
    const newId = undo.steps[1]?.object.id ?? "";
    expect(undo.steps[0]?.attributes).toEqual([
      { path: "conditions.users.excludeUsers", before: [newId, emergency], after: [emergency] },
    ]);
    const undone = await applyTo(graph, undo, { job: jobFor(undo, "j2") });
    expect(undone.job.steps.map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
    const now = graph.objects().find(({ id }) => id === policy)?.properties.conditions as JsonObject;
    expect(now.users).toMatchObject({ includeUsers: ["All"], excludeUsers: [emergency] });
  });

  it("does not write again what the plan left out because it was gone, unless it has come back", async () => {
    const ghost = user(testId("u", 9));
    const [then, now] = [
      access({ excludeUsers: [ghost.id], includeUsers: [anna] }),
      access({ excludeUsers: [ghost.id] }),
    ];
    const [before, after] = [
      [user(anna), ghost, then],
      [user(anna), now],
    ];
    const input = inputBetween(before, after, { changes: changesBetween([then], [now]) });
    const plan = buildPlan({ ...input, answers: [{ about: "references", answer: "drop" }] });
    const { job, journal } = await applyTo(new FakeGraph(after), plan);
    const more = {
      id: "u1",
      createdAt: plan.createdAt,
      found: plan.found,
      plan,
      job,
      journal: journal.journal(job.id),
    };
    const usersOf = (undo: Plan) => (undo.steps[0]?.promised.conditions as JsonObject | undefined)?.users;
    const undo = buildUndoPlan({ ...more, state: inputBetween(after, after) });
    expect(usersOf(undo)).toMatchObject({ includeUsers: ["All"], excludeUsers: [] });
    expect(undo.steps[0]?.attributes.map(({ path }) => path)).toEqual(["conditions.users.includeUsers"]);
    expect(undo.impossible).toMatchObject([{ path: "conditions", manual: expect.stringContaining("Nothing to do") }]);
    const back = buildUndoPlan({ ...more, state: inputBetween(after, [ghost, ...after]) });
    expect(usersOf(back)).toMatchObject({ includeUsers: ["All"], excludeUsers: [ghost.id] });
  });

  it("leaves a policy alone that would apply to nobody without that id", async () => {
    const before = [user(anna), user(emergency), access({ includeUsers: [anna] })];
    const after = [user(emergency), access({ includeUsers: [anna] })];
    const { undo } = await recoverAndUndo(before, after);
    expect(undo.steps.map(({ action, type }) => `${action} ${type}`)).toEqual(["delete user"]);
    expect(undo.impossible[0]?.manual).toContain("recycle bin");
  });

  it("gives a trusted location back its trust, which had to go before it could be deleted", async () => {
    const location = testObject("namedLocation", testId("l", 1), {
      "@odata.type": "#microsoft.graph.ipNamedLocation",
      displayName: "Office",
      isTrusted: true,
      ipRanges: [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "192.0.2.0/24" }],
    });
    const { graph, undo } = await recoverAndUndo([], [location]);
    expect(graph.objects()[0]?.properties).toMatchObject({ isTrusted: false, deletedDateTime: expect.any(String) });
    expect(undo.steps.map(({ action }) => action)).toEqual(["restore", "update"]);
    const undone = await applyTo(graph, undo, { job: jobFor(undo, "j2") });
    expect(undone.job.steps.map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
    expect(graph.objects()).toEqual([location]);
  });
});

it("needs for a group that can hold roles what the recovery needed", async () => {
  const special = { displayName: "guards", isAssignableToRole: true, securityEnabled: true, groupTypes: [] };
  const guards = (members: readonly string[]) => testObject("group", testId("g", 1), special, { members, owners: [] });
  const { plan, undo } = await recoverAndUndo([user(anna), guards([anna])], [user(anna), guards([])]);
  expect(plan.permissions).toContain("RoleManagement.ReadWrite.Directory");
  expect(undo.permissions).toEqual(plan.permissions);
  expect(undo.steps.map(({ permissions }) => permissions)).toEqual(plan.steps.map(({ permissions }) => permissions));
});

describe("what the job did not do", () => {
  const full = (id: string, more: JsonObject = {}) => user(id, { city: "Kiel", ...more });
  const group = (members: readonly string[]) =>
    testObject("group", testId("g", 1), { displayName: "staff", groupTypes: [] }, { members, owners: [] });
  const inBin = full(anna, { deletedDateTime: "2026-11-01T10:00:00Z" });
  const cases: readonly (readonly [string, readonly DirectoryObject[], readonly DirectoryObject[]])[] = [
    ["a restore", [full(anna)], [inBin]],
    ["an update", [full(anna)], [full(anna, { city: "Bonn" })]],
    ["a link", [full(anna), group([anna])], [full(anna), group([])]],
    ["a deletion", [], [full(anna)]],
    ["a making", [full(anna)], []],
  ];

  /** The job's write got this answer; then somebody puts everything right by hand. */
  async function byHand(before: readonly DirectoryObject[], after: readonly DirectoryObject[], status: number) {
    const plan = planBetween(before, after, { removeAdded: true });
    const graph = new FakeGraph(after);
    const body = { error: { code: "ObjectConflict", message: "Refused." } };
    graph.interfere = ({ method }) => (method === "GET" ? undefined : { status, body });
    const { job, journal } = await applyTo(graph, plan);
    expect(job.verdict).toBe("failed");
    const input = { id: "u1", createdAt: "2026-11-03T00:00:00Z", found: plan.found, plan, job };
    const undo = (now: readonly DirectoryObject[]) =>
      buildUndoPlan({ ...input, journal: journal.journal(job.id), state: inputBetween(after, now) });
    return { repaired: undo(before), untouched: undo(after) };
  }

  it.each(cases)("because Graph refused %s is not taken back from whoever did it by hand", async (_, before, after) => {
    const { repaired } = await byHand(before, after, 409);
    expect([repaired.steps, repaired.impossible, repaired.warnings]).toEqual([[], [], []]);
  });

  it("because it was killed before anything left, and found done when it was resumed, has to be accepted", async () => {
    const [before, after] = [[full(anna)], [full(anna, { city: "Bonn" })]];
    const plan = planBetween(before, after);
    const graph = new FakeGraph(after);
    const journal = new MemoryJournal();
    graph.interfere = ({ method }) => (method === "GET" ? undefined : new Error("killed"));
    await expect(applyTo(graph, plan, { journal })).rejects.toThrow("killed");
    graph.interfere = () => undefined;
    graph.set(anna, { city: "Kiel" });
    const { job } = await applyTo(graph, plan, { journal });
    expect(job.steps).toMatchObject([{ outcome: "applied" }]);
    const input = { id: "u1", createdAt: "2026-11-03T00:00:00Z", found: plan.found, plan, job };
    const state = inputBetween(after, before);
    const undo = buildUndoPlan({ ...input, journal: journal.journal(job.id), state });
    expect(undo.warnings).toMatchObject([{ code: "in-doubt", severity: "stop", objects: [{ id: anna }] }]);
  });

  it.each(cases.slice(0, 4))(
    "as far as anybody can tell (%s, without an answer) has to be accepted",
    async (_, before, after) => {
      const { repaired, untouched } = await byHand(before, after, 503);
      expect(repaired.steps).toHaveLength(1);
      expect(repaired.warnings[0]).toMatchObject({
        code: "in-doubt",
        severity: "stop",
        objects: [{ id: repaired.steps[0]?.object.id }],
        message: expect.stringContaining("what somebody put right by hand goes with this plan"),
      });
      expect(untouched.warnings.map(({ code }) => code)).not.toContain("in-doubt");
    },
  );
});
