import { describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { inputBetween, planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { verifyJob } from "../verify/verify-job.ts";
import { describeRequests } from "./describe-requests.ts";
import { FakeGraph, type FakeRequest } from "./testing/fake-graph.ts";
import { applyTo, jobFor, MemoryJournal } from "./testing/memory-journal.ts";

const [anna, ben] = [testId("u", 1), testId("u", 2)];
const [staff, app, appId, principal] = [testId("g", 1), testId("a", 1), testId("aid", 1), testId("s", 1)];
const [resource, policy] = [testId("s", 2), testId("p", 1)];
const deleted = { deletedDateTime: "2026-11-01T10:00:00Z" };

const user = (id: string, more: JsonObject = {}) =>
  testObject(
    "user",
    id,
    {
      displayName: `user ${id}`,
      userPrincipalName: `${id}@contoso.example`,
      mailNickname: "u",
      accountEnabled: true,
      ...more,
    },
    { manager: [] },
  );
const group = (id: string, members: readonly string[]) =>
  testObject(
    "group",
    id,
    { displayName: "staff", groupTypes: [], securityEnabled: true, mailEnabled: false, mailNickname: "g" },
    { members, owners: [] },
  );
const access = (users: JsonObject, applications: readonly string[] = ["All"]) =>
  testObject("conditionalAccessPolicy", policy, {
    displayName: "policy",
    state: "enabled",
    conditions: {
      users: { includeUsers: ["All"], ...users },
      applications: { includeApplications: applications },
      clientAppTypes: ["all"],
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
  });
const refusal = (status: number, message: string, code = "Request_BadRequest") => ({
  status,
  body: { error: { code, message } },
});
const outcomes = ({ steps }: { readonly steps: readonly { readonly outcome: string }[] }) =>
  steps.map(({ outcome }) => outcome);
const isWrite = ({ method }: FakeRequest) => method !== "GET";

/** Interferes with the first `times` requests that match, then no more. */
function atFirst<Answer>(times: number, matches: (request: FakeRequest) => boolean, answer: Answer) {
  let left = times;
  return (request: FakeRequest) => {
    if (left === 0 || !matches(request)) return undefined;
    left -= 1;
    return answer;
  };
}

describe("before anything is written", () => {
  const plan = planBetween([user(anna, { city: "Kiel" })], [user(anna, { city: "Bonn" })]);

  it.each([
    ["another tenant (C40)", { tenantId: "other" }, "PLAN_OTHER_TENANT"],
    ["a changed plan", { plan: { ...plan, removeAdded: true } }, "PLAN_ALTERED"],
    ["another plan's job", { job: { ...jobFor(plan), planHash: "0".repeat(64) } }, "PLAN_ALTERED"],
  ])("%s is refused", async (_what, settings, code) => {
    const graph = new FakeGraph([user(anna, { city: "Bonn" })]);
    await expect(applyTo(graph, plan, settings)).rejects.toMatchObject({ code });
    expect(graph.seen).toEqual([]);
  });

  it("what somebody changed since the review is left alone, and said without its value", async () => {
    const graph = new FakeGraph([user(anna, { city: "Secretville" })]);
    const { job } = await applyTo(graph, plan);
    expect(job).toMatchObject({ verdict: "failed", steps: [{ outcome: "skipped" }] });
    expect(job.steps[0]?.reason).toContain("city");
    expect(job.steps[0]?.reason).not.toContain("Secretville");
    expect(graph.writes).toEqual([]);
  });

  it("an ended job counts as running for whoever looks, until it has been read back", async () => {
    const plan = planBetween([user(anna, { city: "Kiel" })], [user(anna, { city: "Bonn" })]);
    const { job, journal } = await applyTo(new FakeGraph([user(anna, { city: "Bonn" })]), plan);
    expect([job.state, journal.saved?.state, journal.saved?.verdict]).toEqual(["ended", "running", null]);
  });

  it("what is as promised already is not written again", async () => {
    const graph = new FakeGraph([user(anna, { city: "Kiel" })]);
    const { job } = await applyTo(graph, plan);
    expect(job).toMatchObject({ verdict: "complete", state: "ended", steps: [{ outcome: "already" }] });
    expect(graph.writes).toEqual([]);
  });
});

describe("writing", () => {
  it("takes the last exclusion off with an empty list (C1)", async () => {
    const [before, after] = [[access({ excludeUsers: [] })], [access({ excludeUsers: [anna] }), user(anna)]];
    const graph = new FakeGraph(after);
    await applyTo(graph, planBetween([...before, user(anna)], after));
    expect(graph.writes).toMatchObject([{ method: "PATCH", body: { conditions: { users: { excludeUsers: [] } } } }]);
  });

  it("keeps the ordinary part when Graph refuses the sensitive one (C28)", async () => {
    const after = [user(anna, { jobTitle: "Clerk", mobilePhone: "+2" })];
    const graph = new FakeGraph(after);
    graph.interfere = ({ body }) =>
      body && "mobilePhone" in body
        ? refusal(403, "Insufficient privileges", "Authorization_RequestDenied")
        : undefined;
    const { job } = await applyTo(graph, planBetween([user(anna, { jobTitle: "Chief", mobilePhone: "+1" })], after));
    expect(outcomes(job)).toEqual(["applied", "failed"]);
    expect(job.verdict).toBe("partial");
    expect(job.steps[1]?.reason).toContain("User.ReadWrite.All");
    expect(graph.objects()[0]?.properties).toMatchObject({ jobTitle: "Chief", mobilePhone: "+2" });
  });

  it("adds 45 members in blocks, and singly where one dead id spoils a block (C25)", async () => {
    const people = Array.from({ length: 45 }, (_, index) => user(testId("m", index)));
    const ids = people.map(({ id }) => id);
    const plan = planBetween([group(staff, ids), ...people], [group(staff, []), ...people]);
    const graph = new FakeGraph([group(staff, []), ...people.filter(({ id }) => id !== testId("m", 25))]);
    const { job } = await applyTo(graph, plan);
    expect(graph.writes.filter(({ method }) => method === "PATCH")).toHaveLength(3);
    expect(graph.objects().find(({ id }) => id === staff)?.links.members).toHaveLength(44);
    expect(job.steps).toMatchObject([{ outcome: "failed" }]);
    expect(job.steps[0]?.reason).toContain("1 of 22 writes failed");
  });

  it("changes the grant that exists and touches no other row (C31, C32)", async () => {
    const row = (id: string, scope: string, more: JsonObject) => ({
      id,
      clientId: principal,
      resourceId: resource,
      scope,
      ...more,
    });
    const everybody = { consentType: "AllPrincipals", principalId: null };
    const one = row("own", "User.Read", { consentType: "Principal", principalId: anna });
    const client = (scope: string) =>
      testObject(
        "servicePrincipal",
        principal,
        { appId, displayName: "sp" },
        { oauth2PermissionGrants: [one, row("all", scope, everybody)] },
      );
    const graph = new FakeGraph([client(" User.Read")]);
    const { job } = await applyTo(graph, planBetween([client("User.Read Mail.Read")], [client(" User.Read")]));
    expect(outcomes(job)).toEqual(["applied"]);
    expect(graph.writes).toEqual([
      { method: "PATCH", path: "/oauth2PermissionGrants/all", body: { scope: "User.Read Mail.Read" } },
    ]);
  });

  it("waits out collisions on one object (C23)", async () => {
    const graph = new FakeGraph([user(anna, { city: "Bonn" })]);
    graph.interfere = atFirst(2, isWrite, refusal(409, "Concurrency violation", "Directory_ConcurrencyViolation"));
    const { job } = await applyTo(graph, planBetween([user(anna, { city: "Kiel" })], [user(anna, { city: "Bonn" })]));
    expect(outcomes(job)).toEqual(["applied"]);
    expect(graph.writes).toHaveLength(3);
  });

  it.each(["lost", { status: 503 }] as const)(
    "looks before it repeats a write that was answered with %s",
    async (answer) => {
      const graph = new FakeGraph([user(anna, { city: "Bonn" })]);
      graph.interfere = atFirst(1, isWrite, answer === "lost" ? answer : { ...answer, body: undefined });
      const { job } = await applyTo(graph, planBetween([user(anna, { city: "Kiel" })], [user(anna, { city: "Bonn" })]));
      expect(outcomes(job)).toEqual(["applied"]);
      expect(graph.carriedOut).toHaveLength(1);
    },
  );
});

describe("making objects again", () => {
  const enterprise = testObject(
    "servicePrincipal",
    principal,
    { displayName: "sp", appId, tags: ["x"] },
    { owners: [], appRoleAssignedTo: [], oauth2PermissionGrants: [] },
  );
  const registration = testObject(
    "application",
    app,
    { displayName: "app", appId, identifierUris: ["api://kept", `api://${appId}`], tags: [] },
    { owners: [anna], federatedIdentityCredentials: [] },
  );
  const before = [user(anna), registration, enterprise, access({}, [appId])];
  const after = [user(anna), access({}, [appId])];

  it("maps the ids of an application into everything that names it, and proves it (C37)", async () => {
    const plan = planBetween(before, after);
    const graph = new FakeGraph(after);
    const applied = await applyTo(graph, plan);
    expect(outcomes(applied.job)).toEqual(Array(5).fill("applied"));
    const made = graph.objects().find(({ type }) => type === "application");
    const newAppId = made?.properties.appId;
    expect(made?.links.owners).toEqual([anna]);
    expect(made?.properties.identifierUris).toEqual(["api://kept", `api://${newAppId}`]);
    expect(graph.objects().find(({ type }) => type === "servicePrincipal")?.properties.appId).toBe(newAppId);
    expect(graph.objects().find(({ id }) => id === policy)?.properties.conditions).toMatchObject({
      applications: { includeApplications: [newAppId] },
    });
    const proven = await verifyJob({ plan, job: applied.job, graph, clock: createVirtualClock(), budgetMs: 60_000 });
    expect(proven.verdict).toBe("complete");
  });

  it("waits until what it made is known everywhere (C13, C22)", async () => {
    const graph = new FakeGraph(after);
    const misleading = refusal(
      403,
      "When using this permission, the backing application of the service principal being created must be in the local tenant",
      "Authorization_RequestDenied",
    );
    graph.interfere = atFirst(2, ({ method, path }) => method === "POST" && path === "/servicePrincipals", misleading);
    expect(outcomes((await applyTo(graph, planBetween(before, after))).job)).not.toContain("failed");
  });

  it("gives up after a while, skips only what depends on it, and goes on with the rest", async () => {
    const graph = new FakeGraph([...after, user(ben, { city: "Bonn" })]);
    graph.interfere = ({ method, path }) =>
      method === "POST" && path === "/applications" ? refusal(400, "Invalid value for a property") : undefined;
    const plan = planBetween([...before, user(ben, { city: "Kiel" })], [...after, user(ben, { city: "Bonn" })]);
    const { job } = await applyTo(graph, plan);
    const of = (outcome: string) =>
      plan.steps
        .filter((_, index) => job.steps[index]?.outcome === outcome)
        .map(({ action, type }) => `${action} ${type}`);
    expect(of("failed")).toEqual(["create application"]);
    expect(of("skipped")).toEqual([
      "create servicePrincipal",
      "update application",
      "link application",
      "update conditionalAccessPolicy",
    ]);
    expect(of("applied")).toEqual(["update user"]);
    expect(job.verdict).toBe("partial");
  });

  it("never makes a second one when the answer to the first is lost", async () => {
    const graph = new FakeGraph(after);
    graph.interfere = atFirst(1, ({ method, path }) => method === "POST" && path === "/applications", "lost" as const);
    const { job } = await applyTo(graph, planBetween(before, after));
    expect(outcomes(job)).toEqual(Array(5).fill("applied"));
    expect(graph.objects().filter(({ type }) => type === "application")).toHaveLength(1);
  });

  it("never makes a second one of what somebody made by hand after the review", async () => {
    const [gone, twin, hand] = [group(staff, []), group(testId("g", 2), []), group(testId("g", 3), [])];
    const plan = planBetween([gone, twin, group(testId("g", 4), [])], [twin]);
    expect(plan.steps.map(({ namesakes }) => namesakes)).toEqual([[twin.id], [twin.id]]);
    const late = new FakeGraph([twin, hand]);
    const { job } = await applyTo(late, plan);
    expect(job.steps).toMatchObject([{ outcome: "skipped" }, { outcome: "skipped" }]);
    expect(job.steps[0]?.reason).toContain("goes by its name");
    expect(late.writes).toEqual([]);
    expect(outcomes((await applyTo(new FakeGraph([twin]), plan)).job)).toEqual(["applied", "applied"]);
  });

  it("never makes one while the old one can still be restored (C34)", async () => {
    const bin = { ...enterprise, properties: { ...enterprise.properties, ...deleted } };
    const graph = new FakeGraph([registration, bin]);
    const { job } = await applyTo(graph, planBetween([registration, enterprise], [registration]));
    expect(job.steps).toMatchObject([{ outcome: "skipped" }]);
    expect(job.steps[0]?.reason).toContain("recycle bin");
    expect(graph.writes).toEqual([]);
  });

  it("gives a re-created account a password that no journal and no plan holds (C29)", async () => {
    const plan = planBetween([user(anna), group(staff, [anna])], [group(staff, [])]);
    const graph = new FakeGraph([group(staff, [])]);
    const { job, journal } = await applyTo(graph, plan);
    expect(outcomes(job)).toEqual(["applied", "applied"]);
    const [post] = graph.writes;
    expect(post).toMatchObject({
      method: "POST",
      path: "/users",
      body: { passwordProfile: { password: "0123456789abcdefaB4!" } },
    });
    expect(JSON.stringify([job, journal.entries, plan])).not.toContain("0123456789abcdef");
    const [made] = graph.objects().filter(({ type }) => type === "user");
    expect(graph.objects().find(({ id }) => id === staff)?.links.members).toEqual([made?.id]);
  });
});

describe("stopping", () => {
  const people = Array.from({ length: 45 }, (_, index) => testId("m", index));
  const plan = planBetween(
    people.map((id) => user(id, { city: "Kiel" })),
    people.map((id) => user(id, { city: "Bonn" })),
  );
  const found = people.map((id) => user(id, { city: "Bonn" }));

  it("ends cleanly with the rest pending, and resuming does the rest", async () => {
    const stop = new AbortController();
    const graph = new FakeGraph(found);
    graph.interfere = (request) => {
      if (isWrite(request)) stop.abort();
      return undefined;
    };
    const journal = new MemoryJournal();
    const first = await applyTo(graph, plan, { journal, signal: stop.signal });
    expect(first.job).toMatchObject({ state: "cancelled", verdict: null, endedAt: null });
    expect(outcomes(first.job).filter((outcome) => outcome === "applied")).toHaveLength(20);
    expect(outcomes(first.job).filter((outcome) => outcome === "pending")).toHaveLength(25);
    const second = await applyTo(graph, plan, { journal, job: first.job });
    expect(second.job).toMatchObject({ state: "ended", verdict: "complete" });
    expect(graph.carriedOut).toHaveLength(45);
  });

  it("holds where it is paused: what is on its way is answered, nothing more leaves, and resuming does the rest", async () => {
    const pause = new AbortController();
    const graph = new FakeGraph(found);
    let leftAfter = 0;
    graph.interfere = (request) => {
      if (pause.signal.aborted && !isWrite(request)) leftAfter += 1;
      if (isWrite(request)) pause.abort();
      return undefined;
    };
    const journal = new MemoryJournal();
    const first = await applyTo(graph, plan, { journal, pause: pause.signal });
    expect([first.job.state, first.job.verdict, journal.saved]).toEqual(["paused", null, first.job]);
    expect([graph.carriedOut.length, leftAfter]).toEqual([20, 0]);
    const intents = journal.entries.filter(({ kind }) => kind === "intent").map(({ stepId }) => stepId);
    const applied = first.job.steps.filter(({ outcome }) => outcome === "applied").map(({ id }) => id);
    expect(applied).toEqual(intents);
    const second = await applyTo(graph, plan, { journal, job: first.job });
    expect(second.job).toMatchObject({ state: "ended", verdict: "complete" });
    expect(graph.carriedOut).toHaveLength(45);
  });

  it("is called off where somebody no longer wants to wait for it to hold", async () => {
    const [pause, stop] = [new AbortController(), new AbortController()];
    const graph = new FakeGraph(found);
    graph.interfere = (request) => {
      if (isWrite(request)) for (const each of [pause, stop]) each.abort();
      return undefined;
    };
    const { job } = await applyTo(graph, plan, { pause: pause.signal, signal: stop.signal });
    expect(job.state).toBe("cancelled");
  });

  it("is no failure where the tenant is out of reach: the job waits to be resumed and says why", async () => {
    const graph = new FakeGraph(found);
    let reads = 0;
    graph.interfere = ({ method }) => {
      if (method === "GET") reads += 1;
      return reads > 20
        ? new ReinstateError("TENANT_UNREACHABLE", "Microsoft Graph cannot be reached.", { retryable: true })
        : undefined;
    };
    const { job } = await applyTo(graph, plan);
    expect(job.state).toBe("interrupted");
    expect(job.steps.at(-1)).toMatchObject({
      outcome: "pending",
      reason: expect.stringContaining("cannot be reached"),
    });
  });

  it("does not hide a bug", async () => {
    const graph = new FakeGraph(found);
    graph.interfere = () => new TypeError("a bug");
    await expect(applyTo(graph, plan)).rejects.toThrow("a bug");
  });
});

describe("a dry run", () => {
  it("shows every request with words for what is not known yet, and sends nothing", () => {
    const plan = planBetween([user(anna), group(staff, [anna])], [group(staff, [])]);
    const described = describeRequests(plan).flatMap(({ requests }) => requests);
    expect(described.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /users",
      `POST /groups/${staff}/members/$ref`,
    ]);
    expect(described[0]?.body?.passwordProfile).toMatchObject({ password: "{password}" });
    expect(described[1]?.body).toEqual({
      "@odata.id": `{graph}/v1.0/directoryObjects/{new id of ${anna}}`,
    });
  });

  it("shows the rewriting of a reference that nobody chose", () => {
    const before: readonly DirectoryObject[] = [user(anna), access({ excludeUsers: [anna] })];
    const after = [access({ excludeUsers: [anna] })];
    const plan = planBetween(before, after, { changes: inputBetween([user(anna)], []).changes });
    const [, rewrite] = describeRequests(plan);
    expect(JSON.stringify(rewrite?.requests)).toContain("{new id of");
  });
});
