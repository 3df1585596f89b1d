import { beforeEach, describe, expect, it } from "vitest";
import { createServiceForTests, demoGraph, type ServiceForTests } from "./service-for-tests.ts";

const eventual = { headers: { ConsistencyLevel: "eventual" } };
let demo: ServiceForTests;

beforeEach(() => {
  demo = createServiceForTests();
});

describe("lists", () => {
  it("give eleven properties of a user without $select", async () => {
    const { value } = await demo.ask("GET", "/users?$top=1");
    expect(Object.keys(value[0] ?? {}).sort()).toEqual(
      [
        ...["businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation"],
        ...["preferredLanguage", "surname", "userPrincipalName"],
      ].sort(),
    );
  });

  it("are paged by opaque links that hold the options", async () => {
    const first = await demo.ask("GET", "/users?$top=25&$select=id,displayName");
    expect(first.value).toHaveLength(25);
    const next = String(first.body["@odata.nextLink"]);
    expect(next).toMatch(
      /^https:\/\/graph\.demo\.example\/v1\.0\/users\?\$top=25&\$select=id,displayName&\$skiptoken=/,
    );
    const { items, pages } = await demo.all("/users?$top=25&$select=id,displayName");
    expect(new Set(items.map(({ id }) => id)).size).toBe(demo.state.objects.user.size);
    expect(pages).toBe(Math.ceil(demo.state.objects.user.size / 25));
    expect(Object.keys(items[0] ?? {})).toEqual(["id", "displayName"]);
  });

  it("keep their place when something before it goes", async () => {
    const first = await demo.ask("GET", "/users?$top=10&$select=id");
    await demo.ask("DELETE", `/users/${first.value[3]?.id}`);
    const rest = await demo.all(String(first.body["@odata.nextLink"]));
    const seen = [...first.value, ...rest.items].map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of demo.state.objects.user.keys()) expect(seen).toContain(id);
  });

  it.each([
    ["/users?$top=1000", "between 1 and 999"],
    ["/users?$top=0", "between 1 and 999"],
    ["/users?$select=id,shoeSize", "property named 'shoeSize'"],
    ["/users?$pageSize=3", "query argument"],
    ["/users?$skiptoken=abc", "skip token"],
    ["/users?$filter=displayName ne 'x'", "ConsistencyLevel"],
    ["/users?$filter=displayName eq 'O'Brien'", "unterminated string"],
    ['/users?$search="x"', "ConsistencyLevel"],
    ["/users?$expand=memberOf", "property named 'memberOf'"],
    ["/users/$count", "$count is not currently supported"],
    ["/groups?$select=allowExternalSenders", "single group"],
    ["/wizards", "Resource not found for the segment 'wizards'"],
  ])("%s is refused with 400", async (path, words) => {
    const { status, error } = await demo.ask("GET", path);
    expect([status, error]).toEqual([400, expect.stringContaining(words)]);
  });

  it("are sorted by a name, and by nothing else", async () => {
    const names = async (order: string) =>
      (await demo.all(`/users?$orderby=${order}&$select=displayName`)).items.map((user) =>
        String(user.displayName).toLowerCase(),
      );
    const up = await names("displayName");
    expect(up).toEqual([...up].sort());
    expect(await names("displayName desc")).toEqual([...up].reverse());
    expect((await demo.ask("GET", "/users?$orderby=city")).status).toBe(400);
  });

  it.each(["aboutMe", "mailboxSettings", "skills"])("%s is not available in a collection: 501", async (name) => {
    expect((await demo.ask("GET", `/users?$select=${name}`)).status).toBe(501);
    expect((await demo.ask("GET", `/users/${demo.administrator.id}?$select=${name}`)).status).toBe(200);
  });

  it.each([
    ["signInActivity", "AuditLog.Read.All"],
    ["customSecurityAttributes", "CustomSecAttributeAssignment.Read.All"],
    ["employeeLeaveDateTime", "User-LifeCycleInfo.Read.All"],
  ])("%s fails the whole request without %s", async (name, permission) => {
    const ask = (permissions: readonly string[]) =>
      demo.ask("GET", `/users?$select=id,${name}`, undefined, { permissions });
    expect((await ask(["User.Read.All"])).status).toBe(403);
    expect((await ask(["User.Read.All", permission])).status).toBe(200);
  });

  it("counts only in the advanced engine", async () => {
    const { body, headers } = await demo.ask("GET", "/users/$count", undefined, eventual);
    expect(body.text).toBe(String(demo.state.objects.user.size));
    expect(headers["content-type"]).toBe("text/plain");
    const list = await demo.ask("GET", "/users?$count=true&$top=5", undefined, eventual);
    expect(list.body["@odata.count"]).toBe(demo.state.objects.user.size);
    expect((await demo.ask("GET", "/users?$count=true&$top=5")).body["@odata.count"]).toBeUndefined();
  });

  it("shows the public part of certificates only where keyCredentials is asked for by name", async () => {
    const application = demo.find(
      "application",
      ({ keyCredentials }) => Array.isArray(keyCredentials) && keyCredentials.length > 0,
    );
    const at = `/applications/${application.id}`;
    const plain = (await demo.ask("GET", at)).body.keyCredentials as { key: string | null }[];
    const asked = (await demo.ask("GET", `${at}?$select=keyCredentials`)).body.keyCredentials as {
      key: string | null;
    }[];
    expect(plain.map(({ key }) => key)).toEqual(plain.map(() => null));
    expect(asked.every(({ key }) => typeof key === "string")).toBe(true);
  });
});

describe("filters", () => {
  it("find names with quotes, blanks and signs (fault C38)", async () => {
    const displayName = "P+R & 'Ops' #1";
    const made = await demo.ask("POST", "/groups", {
      displayName,
      mailEnabled: false,
      mailNickname: "pr",
      securityEnabled: true,
    });
    const find = (text: string) => demo.ask("GET", `/groups?$filter=displayName eq ${encodeURIComponent(`'${text}'`)}`);
    expect((await find(displayName.replaceAll("'", "''"))).value.map(({ id }) => id)).toEqual([made.body.id]);
    expect((await find(displayName)).status).toBe(400);
    const unescaped = displayName.replaceAll("'", "''").replace("&", "%26").replace("#", "%23");
    // The plus sign that nobody encoded is a blank on the other side.
    expect((await demo.ask("GET", `/groups?$filter=displayName eq '${unescaped}'`)).value).toEqual([]);
  });

  it.each([
    ["id", (user: Record<string, unknown>) => `id eq '${user.id}'`],
    [
      "a name in another case",
      (user: Record<string, unknown>) => `userPrincipalName eq '${String(user.userPrincipalName).toUpperCase()}'`,
    ],
    ["either of two", (user: Record<string, unknown>) => `id eq '${user.id}' or id eq 'nobody'`],
    ["a list", (user: Record<string, unknown>) => `id in ('${user.id}','nobody')`],
    ["both", (user: Record<string, unknown>) => `id eq '${user.id}' and accountEnabled eq true`],
    [
      "a beginning",
      (user: Record<string, unknown>) =>
        `startswith(userPrincipalName,'${String(user.userPrincipalName).slice(0, 12)}')`,
    ],
    [
      "an element",
      (user: Record<string, unknown>) => `proxyAddresses/any(p:p eq 'SMTP:${user.mail}') and id eq '${user.id}'`,
    ],
  ])("by %s", async (_name, filter) => {
    const user = demo.find("user", ({ accountEnabled, mail }) => accountEnabled === true && mail !== null);
    const { value } = await demo.ask("GET", `/users?$filter=${encodeURIComponent(filter(user))}`);
    expect(value.map(({ id }) => id)).toEqual([user.id]);
  });

  it("see what was loaded without a trace in the log", async () => {
    const find = async () => (await demo.ask("GET", "/groups?$filter=displayName eq 'Seeded'")).value.length;
    expect(await find()).toBe(0);
    const id = "5a0f1f8e-1111-4222-8333-00000000000c";
    demo.state.objects.group.set(id, { ...demo.find("group", () => true), id, displayName: "Seeded" });
    expect(await find()).toBe(1);
    expect((await demo.all("/groups?$top=999&$select=id")).items.map((group) => group.id)).toContain(id);
  });

  it("see changes at once through the index", async () => {
    const count = async (name: string) =>
      (await demo.ask("GET", `/users?$filter=displayName eq '${name}'`)).value.length;
    expect(await count("Renamed Person")).toBe(0);
    await demo.ask("PATCH", `/users/${demo.administrator.id}`, { displayName: "Renamed Person" });
    expect(await count("renamed person")).toBe(1);
    await demo.ask("PATCH", `/users/${demo.administrator.id}`, { displayName: "Someone Else" });
    expect(await count("Renamed Person")).toBe(0);
  });
});

describe("one object", () => {
  it("is found by id, by user principal name and by appId", async () => {
    const { id, userPrincipalName } = demo.administrator;
    expect((await demo.ask("GET", `/users/${userPrincipalName}`)).body.id).toBe(id);
    const application = demo.find("application", () => true);
    expect((await demo.ask("GET", `/applications(appId='${application.appId}')?$select=id`)).body.id).toBe(
      application.id,
    );
  });

  it("that is not there is 404 as Graph words it", async () => {
    const { status, error, body } = await demo.ask("GET", "/users/00000000-0000-4000-8000-000000000000");
    expect(status).toBe(404);
    expect(error).toBe(
      "Request_ResourceNotFound: Resource '00000000-0000-4000-8000-000000000000' does not exist or one of its queried reference-property objects are not present.",
    );
    expect(body.error).toMatchObject({ innerError: { "request-id": expect.any(String), date: expect.any(String) } });
  });
});

describe("links", () => {
  it("expands twenty members without a word of the rest, lists them all", async () => {
    demo = createServiceForTests(400);
    const group = demo.find("group", ({ id }) => (demo.state.links.members.get(String(id))?.size ?? 0) > 20);
    const expanded = await demo.ask("GET", `/groups/${group.id}?$expand=members`);
    expect(expanded.body.members).toHaveLength(20);
    const { items } = await demo.all(`/groups/${group.id}/members?$select=id&$top=7`);
    expect(items).toHaveLength(demo.state.links.members.get(String(group.id))?.size ?? -1);
    expect(items[0]).toEqual({ "@odata.type": "#microsoft.graph.user", id: expect.any(String) });
  });

  it("shows members whose type the caller may not read by their id only", async () => {
    const group = demo.find(
      "group",
      ({ id, visibility }) =>
        (demo.state.links.members.get(String(id))?.size ?? 0) > 2 && visibility !== "HiddenMembership",
    );
    const { value } = await demo.ask("GET", `/groups/${group.id}/members`, undefined, {
      permissions: ["GroupMember.Read.All"],
    });
    expect(
      value.filter((member) => member["@odata.type"] === "#microsoft.graph.user").map((member) => Object.keys(member)),
    ).toContainEqual(["@odata.type", "id"]);
  });

  it("hides the members of a group that hides them (fault A11)", async () => {
    const group = demo.find("group", ({ id }) => (demo.state.links.members.get(String(id))?.size ?? 0) > 2);
    demo.state.objects.group.set(String(group.id), { ...group, visibility: "HiddenMembership" });
    const list = (permissions: readonly string[]) =>
      demo.ask("GET", `/groups/${group.id}/members`, undefined, { permissions });
    expect(await list(["Group.Read.All"])).toMatchObject({ status: 200, value: [] });
    expect((await list(["Group.Read.All", "Member.Read.Hidden"])).value.length).toBeGreaterThan(2);
    const count = await demo.ask("GET", `/groups/${group.id}/members/$count`, undefined, eventual);
    expect(Number(count.body.text)).toBeGreaterThan(2);
  });

  it("a manager that is not there is 404", async () => {
    const user = demo.find("user", ({ id }) => !demo.state.links.manager.has(String(id)));
    expect((await demo.ask("GET", `/users/${user.id}/manager`)).status).toBe(404);
    const report = demo.find("user", ({ id }) => demo.state.links.manager.has(String(id)));
    const manager = await demo.ask("GET", `/users/${report.id}/manager?$select=id`);
    expect(manager.body).toMatchObject({
      "@odata.type": "#microsoft.graph.user",
      id: demo.state.links.manager.get(String(report.id)),
    });
  });

  it("getByIds leaves out what is not there", async () => {
    const group = demo.find("group", () => true);
    const ids = [demo.administrator.id ?? "", group.id ?? "", "00000000-0000-4000-8000-000000000000"];
    const { value } = await demo.ask("POST", "/directoryObjects/getByIds", { ids });
    expect(value.map((object) => [object["@odata.type"], object.id])).toEqual([
      ["#microsoft.graph.user", ids[0]],
      ["#microsoft.graph.group", ids[1]],
    ]);
    const some = await demo.ask("POST", "/directoryObjects/getByIds", { ids, types: ["group"] });
    expect(some.value).toHaveLength(1);
  });
});

describe("the wire", () => {
  it("refuses requests without a token, with an altered and with an ended one", async () => {
    const url = `${demoGraph}/v1.0/users`;
    const send = (Authorization: string) => demo.service.transport({ method: "GET", url, headers: { Authorization } });
    const answer = await send("");
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toContain("Bearer");
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: "InvalidAuthenticationToken" } });
    expect((await send("Bearer eyJhbGciOiJub25lIn0.e30.")).status).toBe(401);
  });

  it("says which request it was and what it cost", async () => {
    const { headers } = await demo.ask("GET", "/users?$top=5&$select=id");
    expect(headers).toMatchObject({
      "request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-ms-resource-unit": "1",
    });
    expect((await demo.ask("GET", "/users")).headers["x-ms-resource-unit"]).toBe("2");
  });

  it("lets tests answer in its place", async () => {
    demo.faults.intercept = (request) =>
      request.url.endsWith("/groups") ? Promise.resolve({ status: 503, headers: {}, body: "" }) : undefined;
    expect((await demo.ask("GET", "/groups")).status).toBe(503);
    expect((await demo.ask("GET", "/users")).status).toBe(200);
  });

  it("does not answer what was cancelled", async () => {
    const stop = new AbortController();
    stop.abort();
    const work = demo.service.transport({
      method: "GET",
      url: `${demoGraph}/v1.0/users`,
      headers: {},
      signal: stop.signal,
    });
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
  });
});
