import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { createServiceForTests, type ServiceForTests } from "./service-for-tests.ts";

const bin = "/directory/deletedItems";
let demo: ServiceForTests;

beforeEach(() => {
  demo = createServiceForTests();
});

describe("soft-deleted objects", () => {
  it("wait in the list of their type and come back with id and memberships", async () => {
    const user = demo.find(
      "user",
      ({ id }) =>
        id !== demo.administrator.id && [...demo.state.links.members.values()].some((ids) => ids.has(String(id))),
    );
    const groups = async () => (await demo.all(`/users/${user.id}/memberOf?$select=id`)).items.map(({ id }) => id);
    const before = await groups();
    expect((await demo.ask("DELETE", `/users/${user.id}`)).status).toBe(204);
    expect((await demo.ask("GET", `/users/${user.id}`)).status).toBe(404);
    const listed = await demo.all(`${bin}/microsoft.graph.user`);
    expect(listed.items.find(({ id }) => id === user.id)?.deletedDateTime).toEqual(expect.any(String));
    const one = await demo.ask("GET", `${bin}/${user.id}?$select=id,deletedDateTime`);
    expect(one.body).toMatchObject({ "@odata.type": "#microsoft.graph.user", id: user.id });
    const restored = await demo.ask("POST", `${bin}/${user.id}/restore`);
    expect([restored.status, restored.body.id]).toEqual([200, user.id]);
    expect(await groups()).toEqual(before);
    expect((await demo.ask("POST", `${bin}/${user.id}/restore`)).status).toBe(404);
  });

  it("are gone after thirty days", async () => {
    const group = demo.find(
      "group",
      ({ onPremisesSyncEnabled, isAssignableToRole }) => onPremisesSyncEnabled !== true && isAssignableToRole !== true,
    );
    await demo.ask("DELETE", `/groups/${group.id}`);
    demo.state.clockMs += 31 * 86_400_000;
    expect((await demo.ask("GET", `${bin}/${group.id}`)).status).toBe(404);
    expect((await demo.all(`${bin}/microsoft.graph.group`)).items).toEqual([]);
  });

  it("are listed by type only", async () => {
    expect((await demo.ask("GET", `${bin}/microsoft.graph.wizard`)).status).toBe(400);
    expect(
      (await demo.ask("GET", `${bin}/microsoft.graph.user`, undefined, { permissions: ["Group.Read.All"] })).status,
    ).toBe(403);
    expect((await demo.ask("GET", `${bin}/microsoft.graph.user?$orderby=deletedDateTime`)).status).toBe(400);
  });

  it("do not come back under a name that was taken, but under a new one", async () => {
    const user = demo.find(
      "user",
      ({ id, onPremisesSyncEnabled }) => id !== demo.administrator.id && onPremisesSyncEnabled !== true,
    );
    await demo.ask("DELETE", `/users/${user.id}`);
    const twin: JsonObject = {
      accountEnabled: true,
      displayName: "Twin",
      mailNickname: "twin",
      userPrincipalName: user.userPrincipalName ?? "",
      passwordProfile: { password: "x" },
    };
    expect((await demo.ask("POST", "/users", twin)).status).toBe(201);
    expect((await demo.ask("POST", `${bin}/${user.id}/restore`)).status).toBe(409);
    const newUserPrincipalName = `back@${demo.state.domain}`;
    expect((await demo.ask("POST", `${bin}/${user.id}/restore`, { newUserPrincipalName })).body).toMatchObject({
      userPrincipalName: newUserPrincipalName,
    });
  });

  it("an application comes back without its service principal, which needs it first (fault C34)", async () => {
    const principal = demo.find(
      "servicePrincipal",
      ({ appOwnerOrganizationId, servicePrincipalType }) =>
        appOwnerOrganizationId === demo.state.tenantId && servicePrincipalType === "Application",
    );
    const application = demo.find("application", ({ appId }) => appId === principal.appId);
    await demo.ask("DELETE", `/applications/${application.id}`);
    expect((await demo.ask("GET", `/servicePrincipals/${principal.id}`)).status).toBe(404);
    expect((await demo.ask("POST", `${bin}/${principal.id}/restore`)).error).toContain("Restore it first");
    expect((await demo.ask("POST", `${bin}/${application.id}/restore`)).body).toMatchObject({
      id: application.id,
      appId: application.appId,
    });
    expect((await demo.ask("GET", `/servicePrincipals/${principal.id}`)).status).toBe(404);
    expect((await demo.ask("POST", "/servicePrincipals", { appId: String(application.appId) })).status).toBe(409);
    expect((await demo.ask("POST", `${bin}/${principal.id}/restore`)).body.id).toBe(principal.id);
  });

  it("that are removed for good leave every link", async () => {
    const user = demo.find(
      "user",
      ({ id }) =>
        id !== demo.administrator.id && [...demo.state.links.members.values()].some((ids) => ids.has(String(id))),
    );
    await demo.ask("DELETE", `/users/${user.id}`);
    expect((await demo.ask("DELETE", `${bin}/${user.id}`)).status).toBe(204);
    expect([...demo.state.links.members.values()].some((ids) => ids.has(String(user.id)))).toBe(false);
    expect((await demo.ask("GET", `${bin}/${user.id}`)).status).toBe(404);
  });
});

describe("audit records", () => {
  it("are found by time, by target and by activity, newest first, in pages", async () => {
    const from = new Date(demo.state.clockMs).toISOString();
    const users = [...demo.state.objects.user.values()]
      .filter(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true)
      .slice(0, 5);
    for (const { id } of users) {
      demo.state.clockMs += 60_000;
      await demo.ask("PATCH", `/users/${id}`, { jobTitle: "Pilot" });
    }
    const find = (filter: string, top = 1000) =>
      demo.all(`/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=${top}`);
    const all = await find(`activityDateTime ge ${from}`, 2);
    expect([all.items.length, all.pages]).toEqual([5, 3]);
    const times = all.items.map(({ activityDateTime }) => String(activityDateTime));
    expect(times).toEqual([...times].sort().reverse());
    expect(all.items[0]).toMatchObject({
      targetResources: [
        {
          modifiedProperties: expect.arrayContaining([
            { displayName: "JobTitle", oldValue: expect.any(String), newValue: '["Pilot"]' },
          ]),
        },
      ],
    });
    const until = new Date(demo.state.clockMs - 90_000).toISOString();
    expect((await find(`activityDateTime ge ${from} and activityDateTime le ${until}`)).items).toHaveLength(3);
    const one = await find(`activityDateTime ge ${from} and targetResources/any(t: t/id eq '${users[2]?.id}')`);
    expect(one.items).toHaveLength(1);
    expect((await find(`activityDateTime ge ${from} and activityDisplayName eq 'Update user'`)).items).toHaveLength(5);
    expect((await find(`activityDateTime ge ${from} and initiatedBy/user/id eq 'nobody'`)).items).toEqual([]);
    demo.faults.lagMs = 120_000;
    expect((await find(`activityDateTime ge ${from}`)).items).toHaveLength(3);
    demo.faults.lagMs = 0;
    demo.state.clockMs += 31 * 86_400_000;
    expect((await find(`activityDateTime ge ${from}`)).items).toEqual([]);
  });

  it("say app for an application and need their own permission", async () => {
    const user = demo.find("user", ({ onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true);
    await demo.ask("PATCH", `/users/${user.id}`, { jobTitle: "Pilot" }, { application: true });
    const { items } = await demo.all("/auditLogs/directoryAudits");
    expect(items[0]).toMatchObject({ initiatedBy: { user: null, app: { displayName: "Nightly" } } });
    expect(
      (await demo.ask("GET", "/auditLogs/directoryAudits", undefined, { permissions: ["Directory.Read.All"] })).status,
    ).toBe(403);
  });
});
