import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import { loadState, saveState } from "../../save-state.ts";
import { createDemoService } from "../create-demo-service.ts";
import { createServiceForTests, demoGraph, isPlainGroup, type ServiceForTests } from "../service-for-tests.ts";
import { createSignedTokens } from "../sign-in/signed-tokens.ts";
import { mostLinksOfPage } from "./fill-delta-page.ts";

let demo: ServiceForTests;

beforeEach(() => {
  demo = createServiceForTests(300);
});

const dayMs = 86_400_000;

/** Members by group out of the items of a round, later ones put over earlier. */
function membersIn(items: readonly JsonObject[], id: unknown): string[] {
  const members = new Set<string>();
  for (const item of items) {
    if (item.id !== id || !Array.isArray(item["members@delta"])) continue;
    for (const change of item["members@delta"] as readonly JsonObject[]) {
      if ("@removed" in change) members.delete(String(change.id));
      else members.add(String(change.id));
    }
  }
  return [...members];
}

describe("delta rounds", () => {
  it("begin with everything, in pages, and end with a delta link and nothing more to tell", async () => {
    const { items, pages, deltaLink } = await demo.all("/users/delta?$select=displayName", {
      headers: { Prefer: "odata.maxpagesize=100" },
    });
    expect(items).toHaveLength(demo.state.objects.user.size);
    expect(pages).toBe(Math.ceil(items.length / 100));
    expect(Object.keys(items[0] ?? {})).toEqual(["id", "displayName"]);
    expect(deltaLink).toMatch(/\/v1\.0\/users\/delta\?\$deltatoken=[\w-]+$/);
    const again = await demo.ask("GET", deltaLink);
    expect(again.value).toEqual([]);
    expect(again.body["@odata.deltaLink"]).toBeDefined();
    expect(again.body["@odata.nextLink"]).toBeUndefined();
  });

  it("spread a big group over pages, with the same id again (and remember who has left, fault A17)", async () => {
    const group = demo.find("group", isPlainGroup);
    const id = String(group.id);
    const many = Array.from(
      { length: 2 * mostLinksOfPage + 5 },
      (_, place) => `5a0f1f8e-1111-4222-8333-${String(place).padStart(12, "0")}`,
    );
    const [left = ""] = demo.state.objects.user.keys();
    demo.state.links.members.set(id, new Set([...many, left]));
    await demo.ask("DELETE", `/groups/${id}/members/${left}/$ref`);
    const { items } = await demo.all("/groups/delta?$select=displayName,members,owners");
    const parts = items.filter((item) => item.id === id);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    expect(membersIn(items, id).sort()).toEqual(many.sort());
    const gone = parts
      .flatMap((part) => part["members@delta"] as JsonObject[])
      .filter((change) => "@removed" in change);
    expect(gone).toEqual([expect.objectContaining({ id: left, "@removed": { reason: "deleted" } })]);
    const owners = parts.flatMap((part) => (part["owners@delta"] ?? []) as JsonObject[]);
    expect(owners).toHaveLength(demo.state.links.owners.get(id)?.size ?? 0);
  });

  it("tell of links only where $select names them (fault A19)", async () => {
    const { items } = await demo.all("/groups/delta?$select=displayName");
    expect(items.every((item) => !("members@delta" in item))).toBe(true);
    for (const option of ["$expand=members", "$top=5", "$orderby=displayName", "$filter=displayName eq 'x'"]) {
      expect((await demo.ask("GET", `/groups/delta?${option}`)).status).toBe(400);
    }
  });

  it("report what changed in what was selected, and nothing else", async () => {
    const { deltaLink } = await demo.all("/users/delta?$select=jobTitle,manager");
    const [one = "", two = "", three = ""] = [...demo.state.objects.user.values()].flatMap(
      ({ id, onPremisesSyncEnabled }) => (onPremisesSyncEnabled === true ? [] : [String(id)]),
    );
    await demo.ask("PATCH", `/users/${one}`, { jobTitle: "Pilot" });
    await demo.ask("PATCH", `/users/${two}`, { city: "Tromsø" });
    await demo.ask("PUT", `/users/${three}/manager/$ref`, { "@odata.id": demo.link(one) });
    const { items, deltaLink: second } = await demo.all(deltaLink);
    expect(items).toEqual([
      { id: one, jobTitle: "Pilot" },
      expect.objectContaining({ id: three, "manager@delta": [{ "@odata.type": "#microsoft.graph.user", id: one }] }),
    ]);
    await demo.ask("DELETE", `/users/${three}/manager/$ref`);
    const [item] = (await demo.all(second)).items;
    expect(item).toMatchObject({ "manager@delta": [{ id: one, "@removed": { reason: "deleted" } }] });
  });

  it("give only what changed with return=minimal", async () => {
    const { deltaLink } = await demo.all("/users/delta?$select=jobTitle,city");
    await demo.ask("PATCH", `/users/${demo.administrator.id}`, { jobTitle: "Pilot" });
    const minimal = await demo.all(deltaLink, { headers: { Prefer: "return=minimal" } });
    expect(minimal.items).toEqual([{ id: demo.administrator.id, jobTitle: "Pilot" }]);
    expect(Object.keys((await demo.all(deltaLink)).items[0] ?? {})).toEqual(["id", "jobTitle", "city"]);
  });

  it("say changed for what can come back and deleted for what cannot", async () => {
    const { deltaLink } = await demo.all("/applications/delta?$select=displayName");
    const [one = "", two = ""] = [...demo.state.objects.application.keys()];
    await demo.ask("DELETE", `/applications/${one}`);
    await demo.ask("DELETE", `/applications/${two}`);
    await demo.ask("DELETE", `/directory/deletedItems/${two}`);
    const round = await demo.all(deltaLink);
    expect(round.items).toEqual([
      { id: one, "@removed": { reason: "changed" } },
      { id: two, "@removed": { reason: "deleted" } },
    ]);
    await demo.ask("POST", `/directory/deletedItems/${one}/restore`);
    expect((await demo.all(round.deltaLink)).items).toEqual([{ id: one, displayName: expect.any(String) }]);
  });

  it("tell of members in later rounds, last one wins", async () => {
    const group = demo.find("group", isPlainGroup);
    const { deltaLink } = await demo.all("/groups/delta?$select=members");
    const made = await demo.ask("POST", "/users", {
      accountEnabled: true,
      displayName: "n",
      mailNickname: "n",
      userPrincipalName: `n@${demo.state.domain}`,
      passwordProfile: { password: "x" },
    });
    const add = () => demo.ask("POST", `/groups/${group.id}/members/$ref`, { "@odata.id": demo.link(made.body.id) });
    await add();
    const first = await demo.all(deltaLink);
    expect(first.items).toEqual([
      { id: group.id, "members@delta": [{ "@odata.type": "#microsoft.graph.user", id: made.body.id }] },
    ]);
    await demo.ask("DELETE", `/groups/${group.id}/members/${made.body.id}/$ref`);
    await add();
    await demo.ask("DELETE", `/groups/${group.id}/members/${made.body.id}/$ref`);
    expect((await demo.all(first.deltaLink)).items).toMatchObject([
      { id: group.id, "members@delta": [{ id: made.body.id, "@removed": { reason: "deleted" } }] },
    ]);
  });

  it("cover grants, and stop after seven days with 410 and the address of a fresh start", async () => {
    const { deltaLink, items } = await demo.all("/oauth2PermissionGrants/delta");
    expect(items).toHaveLength(demo.state.links.grants.size);
    const [id = ""] = demo.state.links.grants.keys();
    await demo.ask("DELETE", `/oauth2PermissionGrants/${id}`);
    expect((await demo.all(deltaLink)).items).toEqual([{ id, "@removed": { reason: "deleted" } }]);
    demo.state.clockMs += 7 * dayMs + 1;
    const old = await demo.ask("GET", deltaLink);
    expect([old.status, old.error]).toEqual([410, expect.stringContaining("syncStateNotFound")]);
    expect(old.headers.location).toContain("/v1.0/oauth2PermissionGrants/delta");
  });

  it("start from now with $deltatoken=latest", async () => {
    const latest = await demo.ask("GET", "/users/delta?$deltatoken=latest&$select=jobTitle");
    expect(latest.value).toEqual([]);
    await demo.ask("PATCH", `/users/${demo.administrator.id}`, { jobTitle: "Pilot" });
    expect((await demo.all(String(latest.body["@odata.deltaLink"]))).items).toEqual([
      { id: demo.administrator.id, jobTitle: "Pilot" },
    ]);
  });

  it("go on after the tenant was saved and loaded", async () => {
    const { deltaLink } = await demo.all("/users/delta?$select=jobTitle");
    await demo.ask("PATCH", `/users/${demo.administrator.id}`, { jobTitle: "Pilot" });
    const state = loadState(saveState(demo.state));
    const service = createDemoService(state, { lagMs: 0, intercept: undefined, throttle: false });
    const token = createSignedTokens(state.tenantId).write({
      aud: demoGraph,
      exp: state.clockMs / 1000 + 60,
      idtyp: "user",
      scp: "User.Read.All",
    });
    const answer = await service.transport({
      method: "GET",
      url: deltaLink,
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(JSON.parse(answer.body)).toMatchObject({ value: [{ id: demo.administrator.id, jobTitle: "Pilot" }] });
  });
});

describe("replication lag", () => {
  beforeEach(() => {
    demo.faults.lagMs = 5000;
    // What was generated is old enough.
    demo.state.clockMs += 60_000;
  });

  it("shows old values, and new objects as 404, for that long", async () => {
    const { id, jobTitle } = demo.administrator;
    await demo.ask("PATCH", `/users/${id}`, { jobTitle: "Pilot" });
    await demo.ask("PATCH", `/users/${id}`, { jobTitle: "Captain" });
    const title = async () => (await demo.ask("GET", `/users/${id}?$select=jobTitle`)).body.jobTitle;
    expect(await title()).toBe(jobTitle);
    const made = await demo.ask("POST", "/groups", {
      displayName: "g",
      mailEnabled: false,
      mailNickname: "g",
      securityEnabled: true,
    });
    expect((await demo.ask("GET", `/groups/${made.body.id}`)).status).toBe(404);
    expect((await demo.all("/groups?$top=999")).items.map((group) => group.id)).not.toContain(made.body.id);
    demo.state.clockMs += 5000;
    expect(await title()).toBe("Captain");
    expect((await demo.ask("GET", `/groups/${made.body.id}`)).status).toBe(200);
  });

  it("shows deleted objects as live, and links as they were", async () => {
    const group = demo.find(
      "group",
      (each) => isPlainGroup(each) && (demo.state.links.members.get(String(each.id))?.size ?? 0) > 1,
    );
    const members = async () => (await demo.all(`/groups/${group.id}/members?$select=id`)).items.map(({ id }) => id);
    const before = await members();
    const application = demo.find("application", () => true);
    const { deltaLink } = await demo.all("/applications/delta?$select=displayName");
    await demo.ask("DELETE", `/groups/${group.id}/members/${before[0]}/$ref`);
    await demo.ask("DELETE", `/applications/${application.id}`);
    const deletedIds = async () =>
      (await demo.all("/directory/deletedItems/microsoft.graph.application?$select=id")).items.map(({ id }) => id);
    expect((await members()).sort()).toEqual([...before].sort());
    expect((await demo.ask("GET", `/applications/${application.id}`)).status).toBe(200);
    expect(await deletedIds()).not.toContain(application.id);
    const early = await demo.all(deltaLink);
    expect(early.items).toEqual([]);
    demo.state.clockMs += 5000;
    expect(await members()).toEqual(before.slice(1));
    expect(await deletedIds()).toContain(application.id);
    expect((await demo.all(early.deltaLink)).items).toEqual([
      { id: application.id, "@removed": { reason: "changed" } },
    ]);
  });
});
