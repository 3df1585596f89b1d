import { describe, expect, it } from "vitest";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf, selectOf } from "../catalogue/catalogue.ts";
import { scriptedCloud } from "../graph/scripted-transport.ts";
import { unreachable } from "../graph/transport-fetch.ts";
import { deltaSelect } from "./delta-round.ts";
import { createScriptedDirectory } from "./scripted-directory.ts";

const nextLink = (path: string) => ({ "@odata.nextLink": `${scriptedCloud.graph}/v1.0${path}` });
const many = (count: number, name: string) => Array.from({ length: count }, (_, index) => ({ id: `${name}${index}` }));
const policies = "/identity/conditionalAccess/policies";

describe("lists", () => {
  it("reads users by pages with the select list of the catalogue, in chunks of 500 at most", async () => {
    const users = many(1200, "u");
    const { capture, seen } = createScriptedDirectory({
      "/users": ({ path }) =>
        path.includes("skip")
          ? { body: { value: users.slice(999) } }
          : { body: { value: users.slice(0, 999), ...nextLink("/users?skip=999") } },
      "/users/$count": { body: 1200 },
    });
    const { objects, types, chunks, progress } = await capture(["user"]);
    expect(objects).toHaveLength(1200);
    expect(chunks.every((length) => length <= 500)).toBe(true);
    expect(types.user).toEqual({
      promised: 1200,
      read: 1200,
      pages: 2,
      complete: true,
      notes: [
        expect.stringContaining("employee leave date; reading that needs User-LifeCycleInfo.Read.All"),
        expect.stringContaining("reading that needs CustomSecAttributeAssignment.Read.All"),
      ],
      deletedItemsRead: true,
      selected: selectOf(definitionOf("user")).slice(1),
      links: ["manager", "sponsors"],
      mode: "full",
      reading: expect.objectContaining({ retries: {}, granted: [], missing: [] }),
    });
    const first = seen.find(({ path }) => path.startsWith("/users?"));
    expect(first?.path).toBe(`/users?$select=${selectOf(definitionOf("user")).join(",")}&$top=999`);
    expect(progress.at(-1)).toMatchObject({ work: "capture", message: "Reading users", done: 1200, total: 1200 });
  });

  it("never asks Conditional Access for a page size, and gets all 29 policies (A1)", async () => {
    const all = many(29, "p");
    const { capture } = createScriptedDirectory({
      [policies]: ({ path }) => ({ body: { value: path.includes("$top") ? all.slice(0, 20) : all } }),
    });
    const { objects, types } = await capture(["conditionalAccessPolicy"]);
    expect([objects.length, types.conditionalAccessPolicy?.complete]).toEqual([29, true]);
  });

  it("asks once more without the page size where it is refused (A2)", async () => {
    const { capture } = createScriptedDirectory({
      "/groups": ({ path }) => (path.includes("$top") ? { status: 400 } : { body: { value: many(3, "g") } }),
      "/groups/$count": { body: 3 },
    });
    const { objects, types } = await capture(["group"]);
    expect([objects.length, types.group?.complete]).toEqual([3, true]);
  });

  it("a page that comes twice does not stand in for the one that is missing", async () => {
    const { capture } = createScriptedDirectory({
      "/users": ({ path }) => ({
        body: { value: many(5, "u"), ...(path.includes("skip") ? {} : nextLink("/users?skip=5")) },
      }),
      "/users/$count": { body: 10 },
    });
    const { types } = await capture(["user"]);
    expect(types.user).toMatchObject({
      read: 5,
      complete: false,
      reason: expect.stringContaining("Only 5 of 10 users"),
    });
  });

  it("an object that comes twice keeps the links of the delta round", async () => {
    const group = { id: "g0", groupTypes: [] };
    const { capture } = createScriptedDirectory({
      "/groups": ({ path }) => ({
        body: { value: [group], ...(path.includes("skip") ? {} : nextLink("/groups?skip=1")) },
      }),
      "/groups/$count": { body: 1 },
      "/groups/delta": {
        body: { value: [{ ...group, "members@delta": [{ id: "u1" }] }], "@odata.deltaLink": "https://graph.test/end" },
      },
      "/groups/g0/members": [{ id: "u1" }],
    });
    const { objects } = await capture(["group"]);
    expect(objects.map(({ links }) => links.members)).toEqual([["u1"], ["u1"]]);
  });

  it("links are asked for one by one where the delta round breaks off before its end", async () => {
    const { capture } = createScriptedDirectory({
      "/groups": [{ id: "g0", groupTypes: [] }],
      "/groups/$count": { body: 1 },
      "/groups/delta": { body: { value: [{ id: "g0", "members@delta": [{ id: "u1" }] }] } },
      "/groups/g0/members": [{ id: "u1" }, { id: "u2" }],
    });
    const { objects, types } = await capture(["group"]);
    expect(objects[0]?.links.members).toEqual(["u1", "u2"]);
    expect(types.group).toMatchObject({
      complete: true,
      reading: { recovered: [expect.stringContaining("broke off")] },
    });
  });

  it.each(["<html>Sign in to the network</html>", null])(
    "a link that was answered with %s is unknown, never empty",
    async (body) => {
      const { capture } = createScriptedDirectory({
        "/groups": [{ id: "g0", groupTypes: [] }],
        "/groups/$count": { body: 1 },
        "/groups/g0/members": { body },
      });
      const { objects, types } = await capture(["group"]);
      expect(objects[0]?.links.members).toBeUndefined();
      expect(types.group).toMatchObject({ complete: false, reason: expect.stringContaining("members of 1 group") });
    },
  );

  it("an end of the list before the promised number is not complete (A14)", async () => {
    const { capture, clock } = createScriptedDirectory({ "/users": many(100, "u"), "/users/$count": { body: 5000 } });
    const started = clock.now();
    const { types } = await capture(["user"]);
    expect(types.user).toMatchObject({ complete: false, promised: 5000, read: 100 });
    expect(types.user?.reason).toContain("100 of 5000");
    expect(clock.now() - started).toBeGreaterThanOrEqual(60_000);
  });

  it("a count that lagged behind is asked for again", async () => {
    let counts = 0;
    const { capture } = createScriptedDirectory({
      "/users": many(99, "u"),
      "/users/$count": () => ({ body: counts++ === 0 ? 100 : 99 }),
    });
    expect((await capture(["user"])).types.user).toMatchObject({ complete: true, promised: 99, read: 99 });
  });

  it("a next link that answers 400 leaves the type incomplete with what was read, and the run goes on (A16)", async () => {
    const { capture } = createScriptedDirectory({
      "/applications": ({ path }) =>
        path.includes("bad") ? { status: 400 } : { body: { value: many(100, "a"), ...nextLink("/applications?bad") } },
      "/users": many(2, "u"),
    });
    const { types, objects } = await capture(["application", "user"]);
    expect(types.application).toMatchObject({
      complete: false,
      read: 100,
      reason: expect.stringContaining("HTTP 400"),
    });
    expect(types.user).toMatchObject({ complete: true, read: 2 });
    expect(objects).toHaveLength(102);
  });

  it("a page that repeats itself ends as incomplete (A26)", async () => {
    const { capture, seen } = createScriptedDirectory({
      "/users": () => ({ body: { value: many(1, "u"), ...nextLink("/users?again") } }),
    });
    expect((await capture(["user"])).types.user?.complete).toBe(false);
    expect(seen.filter(({ path }) => path.startsWith("/users?"))).toHaveLength(2);
  });

  it("one 403 does not end the run and names the permission (A10)", async () => {
    const { capture } = createScriptedDirectory({
      "/policies/authorizationPolicy": { status: 403, body: { error: { code: "Authorization_RequestDenied" } } },
      "/policies/authenticationMethodsPolicy": {
        body: { id: "authenticationMethodsPolicy", registrationEnforcement: null },
      },
    });
    const { types, objects } = await capture(objectTypes);
    expect(types.authorizationPolicy).toMatchObject({ complete: false, read: 0 });
    expect(types.authorizationPolicy?.reason).toContain("Not readable, needs Policy.Read.All");
    const others = objectTypes.filter((type) => type !== "authorizationPolicy");
    expect(others.map((type) => types[type]?.complete)).toEqual(others.map(() => true));
    expect(objects).toMatchObject([{ type: "authenticationMethodsPolicy", id: "authenticationMethodsPolicy" }]);
  });

  interface Want {
    readonly permissions: readonly string[];
    readonly code?: string;
    readonly claims?: true;
  }

  it.each<[string, Want, string]>([
    ["the permission", { permissions: [] }, "Not readable, needs Policy.Read.All. Have it consented to"],
    ["one that no other covers", { permissions: ["Directory.Read.All"] }, "needs Policy.Read.All. Have it"],
    [
      "the role",
      { permissions: ["Policy.Read.All"] },
      "needs a role that may read it (Security Reader or Global Reader)",
    ],
    [
      "the licence",
      { permissions: ["Policy.Read.All"], code: "AadPremiumLicenseRequired" },
      "needs a licence that the",
    ],
    [
      "a step-up",
      { permissions: ["Policy.Read.All"], claims: true },
      "Conditional Access asks for more than this sign-in",
    ],
  ])("a 403 for want of %s says so", async (_what, { permissions, code = "AccessDenied", claims }, words) => {
    const headers = { "www-authenticate": `Bearer claims="${Buffer.from("{}").toString("base64")}"` };
    const refused = { status: 403, body: { error: { code } }, ...(claims === undefined ? {} : { headers }) };
    const { capture } = createScriptedDirectory({ "/policies/authorizationPolicy": refused });
    const { types } = await capture(["authorizationPolicy"], { permissions });
    expect(types.authorizationPolicy?.reason).toContain(words);
    const isThere = permissions.includes("Policy.Read.All");
    expect(types.authorizationPolicy?.reading?.missing).toEqual(isThere ? [] : ["Policy.Read.All"]);
  });

  it("an endpoint that always throttles ends with a reason (E1)", async () => {
    const { capture, clock } = createScriptedDirectory({
      "/servicePrincipals": many(3000, "s"),
      ...Object.fromEntries(many(3000, "s").map(({ id }) => [`/servicePrincipals/${id}/owners`, { status: 429 }])),
    });
    const started = clock.now();
    const { types, objects } = await capture(["servicePrincipal"]);
    expect(types.servicePrincipal).toMatchObject({ complete: false, read: 3000 });
    expect(types.servicePrincipal?.reason).toContain("kept asking to wait");
    expect(objects.every(({ links }) => links.owners === undefined && links.appRoleAssignedTo?.length === 0)).toBe(
      true,
    );
    expect(clock.now() - started).toBeLessThan(6 * 60_000);
  });

  it("a signed-out account or a dead network ends the whole run", async () => {
    const { capture } = createScriptedDirectory({ "/users": { status: 401 } });
    await expect(capture(["user"])).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  });

  it("stops when it is cancelled", async () => {
    const stop = new AbortController();
    const { capture } = createScriptedDirectory({ "/users": many(2000, "u") });
    const stopNow = (chunk: readonly unknown[]) => {
      stop.abort();
      return chunk.length;
    };
    const work = capture(["user"], { signal: stop.signal, onObjects: stopNow });
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("soft-deleted objects", () => {
  it("are in the snapshot, without links", async () => {
    const { capture } = createScriptedDirectory({
      "/directory/deletedItems/microsoft.graph.user": [{ id: "gone", deletedDateTime: "2026-11-01T10:00:00Z" }],
    });
    const { objects, types } = await capture(["user"]);
    expect(objects).toEqual([
      { type: "user", id: "gone", properties: { deletedDateTime: "2026-11-01T10:00:00Z" }, links: {} },
    ]);
    expect(types.user).toMatchObject({ read: 0, complete: true, deletedItemsRead: true });
  });

  it("have the sign-in name that they had: in the bin Graph puts the id before it", async () => {
    const id = "46cc6179-1111-4222-8333-444455556666";
    const inBin = {
      id,
      deletedDateTime: "2026-11-02T00:00:00Z",
      userPrincipalName: "46cc6179111142228333444455556666ann@contoso.example",
    };
    const { capture } = createScriptedDirectory({ "/directory/deletedItems/microsoft.graph.user": [inBin] });
    const { objects } = await capture(["user"]);
    expect(objects.map(({ properties }) => properties.userPrincipalName)).toEqual(["ann@contoso.example"]);
  });

  it("a recycle bin that is refused is said, and the type stays complete", async () => {
    const { capture } = createScriptedDirectory({
      "/identity/conditionalAccess/deletedItems/policies": { status: 404 },
    });
    const { types } = await capture(["conditionalAccessPolicy"]);
    expect(types.conditionalAccessPolicy).toMatchObject({ complete: true, deletedItemsRead: false });
    expect(types.conditionalAccessPolicy?.notes?.[0]).toContain("recycle bin");
  });

  it("in a recycle bin that could not be read for now leave the type incomplete: the next capture may well read it", async () => {
    const bin = "/identity/conditionalAccess/deletedItems/policies";
    const { capture } = createScriptedDirectory({ [bin]: { status: 503 } });
    const { types } = await capture(["conditionalAccessPolicy"]);
    expect(types.conditionalAccessPolicy).toMatchObject({ complete: false, deletedItemsRead: false });
    expect(types.conditionalAccessPolicy?.reason).toContain("The recycle bin of Conditional Access policies could not");
  });
});

describe("memberships", () => {
  const groups = [{ id: "g1" }, { id: "g2" }, { id: "g3", groupTypes: ["DynamicMembership"], membershipRule: "rule" }];
  const round: JsonObject[] = [
    {
      id: "g1",
      "members@delta": [{ id: "u2" }, { id: "u1" }, { id: "u3", "@removed": { reason: "deleted" } }],
      "owners@delta": [{ id: "u1" }],
    },
    { id: "g2" },
    { id: "g1", "members@delta": [{ id: "u9" }, { id: "u2" }] },
    { id: "g3", "members@delta": [{ id: "u1" }] },
  ];

  it("come with a delta round that selects them, merged by id, without those removed already (A17, A19, A4)", async () => {
    const { capture, seen } = createScriptedDirectory({
      "/groups": groups,
      "/groups/delta": ({ path }) =>
        path.includes("page2")
          ? { body: { value: round.slice(2), "@odata.deltaLink": "d" } }
          : { body: { value: round.slice(0, 2), ...nextLink("/groups/delta?page2") } },
    });
    const { objects, types } = await capture(["group"]);
    expect(objects.map(({ links }) => links)).toEqual([
      { members: ["u1", "u2", "u9"], owners: ["u1"] },
      { members: [], owners: [] },
      { owners: [] },
    ]);
    expect(types.group?.complete).toBe(true);
    expect(seen.find(({ path }) => path.startsWith("/groups/delta"))?.path).toBe(
      "/groups/delta?$select=id,members,owners",
    );
    const others = seen.filter(({ path }) => !path.endsWith("/getAvailableExtensionProperties"));
    expect(others.some(({ path, body }) => path.includes("$expand") || path === "/$batch" || body !== undefined)).toBe(
      false,
    );
  });

  it("of 100,000 in one group and of a rule come in the pages of the round alone, with progress, and can be stopped (A4)", async () => {
    const asked: string[] = [];
    const script = {
      "/groups": [{ id: "big" }, { id: "g3", groupTypes: ["DynamicMembership"], membershipRule: "rule" }],
      "/groups/delta": ({ path }: { path: string }) => {
        const page = Number(/page(\d+)/.exec(path)?.[1] ?? 0);
        asked.push(path);
        const members = many(1000, `p${page}-`).map(({ id }) => ({ id: String(id) }));
        const value = ["big", "g3"].map((id) => ({ id, "members@delta": members, "owners@delta": [] }));
        return {
          body: { value, ...(page === 99 ? { "@odata.deltaLink": "d" } : nextLink(`/groups/delta?page${page + 1}`)) },
        };
      },
    };
    const { capture, seen } = createScriptedDirectory(script);
    const { objects, types, progress } = await capture(["group"]);
    expect(objects.map(({ links }) => links.members?.length)).toEqual([100_000, undefined]);
    expect(types.group).toMatchObject({ complete: true });
    expect(asked).toHaveLength(100);
    expect(seen.filter(({ path }) => path === "/$batch")).toEqual([]);
    expect(progress.filter(({ message }) => message.startsWith("Reading members")).length).toBeGreaterThanOrEqual(100);

    const stop = new AbortController();
    const onProgress = ({ message, done }: { message: string; done: number }) => {
      if (message.startsWith("Reading members") && done >= 20) stop.abort();
    };
    asked.length = 0;
    const { capture: stopped } = createScriptedDirectory(script);
    await expect(stopped(["group"], { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: "CANCELLED" });
    expect(asked.length).toBeLessThan(15);
  });

  it("of a group with more than are wanted are unknown after a page and a count, in every way of reading, and said (A4)", async () => {
    const asked: string[] = [];
    const members = (id: string, pages: number) => ({
      [`/groups/${id}/members`]: ({ path }: { path: string }) => {
        asked.push(path);
        const page = Number(/page(\d+)/.exec(path)?.[1] ?? 1);
        const next = page < pages ? nextLink(`/groups/${id}/members?page${page + 1}`) : {};
        return { body: { value: many(100, `${id}-${page}-`), ...next } };
      },
    });
    const lists = { ...members("big", 300), ...members("small", 3), "/groups": [{ id: "big" }, { id: "small" }] };
    const big = many(30_000, "big-").map(({ id }) => ({ id: String(id) }));
    const small = many(300, "small-").map(({ id }) => ({ id: String(id) }));
    const round = [
      { id: "big", "members@delta": big.slice(0, 600), "owners@delta": [] },
      { id: "small", "members@delta": small, "owners@delta": [] },
      { id: "big", "members@delta": big.slice(600), "owners@delta": [] },
    ];
    const counts = { "/groups/big/members/$count": { body: 30_000 }, "/groups/small/members/$count": { body: 300 } };
    // Where Graph does not count, reading ends with the page that is too much.
    for (const [answers, pages] of [
      [{ ...counts, "/groups/delta": { body: { value: round, "@odata.deltaLink": "d" } } }, 1],
      [{ ...counts, "/groups/delta": { status: 400 } }, 4],
      [{ "/groups/big/members/$count": { status: 404 }, "/groups/delta": { status: 400 } }, 9],
    ] as const) {
      asked.length = 0;
      const { capture } = createScriptedDirectory({ ...lists, ...answers });
      const { objects, types, progress } = await capture(["group"], { mostMembers: 500 });
      expect(objects.map(({ links }) => links.members?.length)).toEqual([undefined, 300]);
      expect(types.group).toMatchObject({ complete: true });
      expect(types.group?.notes).toContain(
        "Not known of a group that has more than 500: members; no more are read of one, as capture --most-members says.",
      );
      expect(asked).toHaveLength(pages);
      expect(progress.some(({ message }) => message === "Reading one large group: members")).toBe(pages > 1);
    }
  });

  it("of a group that is too large cost a page and a count in a round of changes, which stays usable (A4)", async () => {
    const asked: string[] = [];
    const list = ({ path }: { path: string }) => {
      asked.push(path);
      return { body: { value: many(999, "u"), ...nextLink("/groups/grown/members?page2") } };
    };
    const { capture } = createScriptedDirectory({
      "/groups/$count": { body: 2 },
      "/groups/delta": {
        body: {
          value: [
            { id: "known", "members@delta": [{ id: "u9" }] },
            { id: "grown", "members@delta": [{ id: "u9" }] },
          ],
          "@odata.deltaLink": "d",
        },
      },
      "/groups/known/members": list,
      "/groups/grown/members": list,
      "/groups/known/members/$count": { body: 1001 },
      "/groups/grown/members/$count": { body: 5000 },
    });
    const ids = many(1000, "m").map(({ id }) => id);
    const groups = [
      { type: "group" as const, id: "known", properties: {}, links: { members: ids, owners: [] } },
      { type: "group" as const, id: "grown", properties: {}, links: { owners: [] } },
    ];
    const select = deltaSelect(definitionOf("group")) ?? "";
    const base = {
      link: "/groups/delta?$deltatoken=1",
      select,
      bin: {},
      read: 2,
      object: (id: string) => groups.find((group) => group.id === id),
      objects: () => groups,
    };
    const deltas = { bases: { group: base }, onLink: () => undefined };
    const { objects, types } = await capture(["group"], { deltas, mostMembers: 1000 });
    expect(types.group).toMatchObject({ mode: "delta", complete: true });
    expect(types.group?.notes).toEqual([expect.stringMatching(/that has more than 1000: members.*\(2 times\)/u)]);
    expect(objects.map(({ links }) => links)).toEqual([{ owners: [] }, { owners: [] }]);
    expect(asked).toHaveLength(2);
  });

  it("that come and go by a rule leave a round of changes usable; a group that has no rule any more is asked (A4)", async () => {
    const dynamic = { groupTypes: ["DynamicMembership"], membershipRule: "rule" };
    const moved = [{ id: "u1" }, { id: "u2", "@removed": { reason: "deleted" } }];
    const { capture, seen } = createScriptedDirectory({
      "/groups/$count": { body: 2 },
      "/groups/delta": {
        body: {
          value: [
            { id: "ruled", "members@delta": moved },
            { id: "freed", groupTypes: [], "members@delta": moved },
          ],
          "@odata.deltaLink": "d",
        },
      },
      "/groups/freed/members": many(2, "u"),
    });
    const groups = ["ruled", "freed"].map((id) => ({
      type: "group" as const,
      id,
      properties: dynamic,
      links: { owners: [] },
    }));
    const base = {
      link: "/groups/delta?$deltatoken=1",
      select: deltaSelect(definitionOf("group")) ?? "",
      bin: {},
      read: 2,
      object: (id: string) => groups.find((group) => group.id === id),
      objects: () => groups,
    };
    const { objects, types } = await capture(["group"], {
      deltas: { bases: { group: base }, onLink: () => undefined },
    });
    expect(types.group).toMatchObject({ mode: "delta", complete: true });
    expect(objects.map(({ links }) => links)).toEqual([{ owners: [] }, { members: ["u0", "u1"], owners: [] }]);
    expect(seen.filter(({ path }) => path === "/groups" || path.includes("ruled"))).toEqual([]);
  });

  it("are read one by one where delta is refused, says nothing of a link, or does not know a group", async () => {
    const lists = {
      "/groups/g1/members": [{ id: "u2" }, { id: "u1" }],
      "/groups/g2/owners": ({ path }: { path: string }) =>
        path.includes("page2")
          ? { body: { value: [{ id: "o1" }] } }
          : { body: { value: [{ id: "o2" }], ...nextLink("/groups/g2/owners?page2") } },
    };
    const expected = [{ members: ["u1", "u2"], owners: [] }, { members: [], owners: ["o1", "o2"] }, { owners: [] }];
    for (const delta of [{ status: 400 }, { body: { value: groups } }, { body: { value: [] } }]) {
      const { capture } = createScriptedDirectory({ ...lists, "/groups": groups, "/groups/delta": delta });
      const { objects, types } = await capture(["group"]);
      expect(objects.map(({ links }) => links)).toEqual(expected);
      expect(types.group?.complete).toBe(true);
    }
  });

  it("that are hidden are unknown, not empty (A11)", async () => {
    const hidden = [{ id: "h1", visibility: "HiddenMembership" }];
    const script = { "/groups": hidden, "/groups/delta": [{ id: "h1" }, { id: "x", "members@delta": [{ id: "u1" }] }] };
    const forty = { ...script, "/groups/h1/members/$count": { body: 40 } };
    const permissions = ["Member.Read.Hidden"];
    const cases = [
      { script: forty, permissions: undefined, members: undefined },
      { script: forty, permissions, members: undefined },
      { script, permissions, members: [] },
    ];
    for (const { script: answers, permissions: granted, members } of cases) {
      const { capture } = createScriptedDirectory(answers);
      const { objects, types } = await capture(["group"], granted === undefined ? {} : { permissions: granted });
      expect(objects[0]?.links.members).toEqual(members);
      expect(types.group).toMatchObject({ complete: true });
      expect(types.group?.notes?.some((note) => note.includes("Member.Read.Hidden")) ?? false).toBe(
        members === undefined,
      );
    }
  });

  it("a manager who changed while the round was read is one: a later page replaces the earlier one", async () => {
    const page = (manager: string, more: JsonObject) => ({
      value: [{ id: "u1", "manager@delta": [{ id: manager }] }],
      ...more,
    });
    const { capture } = createScriptedDirectory({
      "/users": [{ id: "u1" }],
      "/users/delta": ({ path }) => ({
        body: path.includes("skip")
          ? page("new", { "@odata.deltaLink": "https://graph.test/end" })
          : page("old", nextLink("/users/delta?skip=1")),
      }),
    });
    const { objects } = await capture(["user"]);
    expect(objects[0]?.links.manager).toEqual(["new"]);
  });

  it("managers: one, or none", async () => {
    const { capture } = createScriptedDirectory({
      "/users": [{ id: "u1" }, { id: "u2" }],
      "/users/delta": { status: 403 },
      "/users/u1/manager": { body: { "@odata.type": "#microsoft.graph.user", id: "boss" } },
    });
    const { objects } = await capture(["user"]);
    expect(objects.map(({ links }) => links.manager)).toEqual([["boss"], []]);
  });
});

describe("the proof of how a type was read", () => {
  it("counts what was asked again, by reason, and tells how long it took and with which permission", async () => {
    const failures = [
      { status: 429 },
      { status: 503 },
      unreachable(Object.assign(new Error("reset"), { code: "ECONNRESET" }), "graph", false),
    ];
    const { capture, seen } = createScriptedDirectory({
      "/groups": () => failures.shift() ?? { body: { value: many(3, "g") } },
      "/groups/$count": { body: 3 },
    });
    const { types } = await capture(["group"], { permissions: ["Directory.Read.All", "Group.Read.All"] });
    const { reading } = types.group ?? {};
    expect(reading?.retries).toEqual({ throttled: 1, serverError: 1, noAnswer: 1 });
    // Which extensions there are is asked for all types together.
    expect(reading?.requests).toBe(seen.length - 1);
    expect(reading).toMatchObject({ granted: ["Group.Read.All", "Directory.Read.All"], missing: [] });
    expect(Date.parse(reading?.endedAt ?? "")).toBeGreaterThan(Date.parse(reading?.startedAt ?? ""));
  });

  it("names the permission that is missing", async () => {
    const { capture } = createScriptedDirectory({ "/users": { status: 403 } });
    const { types } = await capture(["user"], { permissions: ["Group.Read.All"] });
    expect(types.user).toMatchObject({ complete: false, reading: { granted: [], missing: ["User.Read.All"] } });
  });

  it("tells that changes could not be used", async () => {
    const { capture } = createScriptedDirectory({
      "/users": many(2, "u"),
      "/users/delta": ({ path }) =>
        path.includes("deltatoken=old")
          ? { status: 410 }
          : { body: { value: [], "@odata.deltaLink": "/users/delta?$deltatoken=new" } },
    });
    const select = deltaSelect(definitionOf("user")) ?? "";
    const base = {
      link: "/users/delta?$deltatoken=old",
      select,
      bin: {},
      read: 2,
      object: () => undefined,
      objects: () => [],
    };
    const { types } = await capture(["user"], { deltas: { bases: { user: base }, onLink: () => undefined } });
    expect(types.user).toMatchObject({ mode: "full", complete: true });
    expect(types.user?.reading?.recovered).toEqual([expect.stringMatching(/so everything was read.*HTTP 410/u)]);
  });
});

describe("sub-requests", () => {
  it("that fail once are tried again (A22)", async () => {
    let asked = 0;
    const { capture } = createScriptedDirectory({
      "/applications": [{ id: "a1" }],
      "/applications/a1/owners": () => (asked++ === 0 ? { status: 503 } : { body: { value: [{ id: "u1" }] } }),
    });
    const { objects, types } = await capture(["application"]);
    expect(objects[0]?.links.owners).toEqual(["u1"]);
    expect(types.application?.complete).toBe(true);
  });

  it("that keep failing leave the link unknown and the type incomplete, never an empty list (A22)", async () => {
    const { capture } = createScriptedDirectory({
      "/applications": [{ id: "a1" }, { id: "a2" }],
      "/applications/a1/owners": { status: 403 },
      "/applications/a2/owners": ({ path }) =>
        path.includes("page2")
          ? { status: 400 }
          : { body: { value: [{ id: "u1" }], ...nextLink("/applications/a2/owners?page2") } },
      "/applications/a1/federatedIdentityCredentials": [
        { id: "f1", name: "b", audiences: [] },
        { id: "f2", name: "a", subject: "s" },
      ],
    });
    const { objects, types } = await capture(["application"]);
    expect(objects.map(({ links }) => links)).toEqual([
      {
        federatedIdentityCredentials: [
          { id: "f2", name: "a", subject: "s" },
          { id: "f1", name: "b", audiences: [] },
        ],
      },
      { federatedIdentityCredentials: [] },
    ]);
    expect(types.application?.complete).toBe(false);
    expect(types.application?.reason).toMatch(/owners of 2 \w+: Not readable, needs Application.Read.All/);
  });

  it("grants are one list of the tenant, spread by client; if it fails all are unknown", async () => {
    const grants = [
      { id: "2", clientId: "s1", resourceId: "r", consentType: "Principal", principalId: "u1", scope: "User.Read" },
      {
        id: "1",
        clientId: "s1",
        resourceId: "r",
        consentType: "AllPrincipals",
        principalId: null,
        scope: " User.Read",
      },
    ];
    const principals = [{ id: "s1" }, { id: "s2" }];
    const good = createScriptedDirectory({ "/servicePrincipals": principals, "/oauth2PermissionGrants": grants });
    const { objects } = await good.capture(["servicePrincipal"]);
    expect(objects.map(({ links }) => links.oauth2PermissionGrants)).toEqual([[grants[1], grants[0]], []]);
    expect(good.seen.filter(({ path }) => path.startsWith("/oauth2PermissionGrants"))).toHaveLength(1);

    const bad = createScriptedDirectory({
      "/servicePrincipals": principals,
      "/oauth2PermissionGrants": { status: 403 },
    });
    const failed = await bad.capture(["servicePrincipal"]);
    expect(failed.objects.map(({ links }) => links.oauth2PermissionGrants)).toEqual([undefined, undefined]);
    expect(failed.types.servicePrincipal).toMatchObject({
      complete: false,
      reason: expect.stringContaining("delegated permissions"),
    });
  });
});

describe("objects", () => {
  it("keep null, empty and absent apart, and types of polymorphic values; annotations go, at every depth", async () => {
    const raw: JsonObject = {
      "@odata.type": "#microsoft.graph.ipNamedLocation",
      "@odata.etag": "x",
      id: "l1",
      displayName: 'O’Brien’s "team" – 50 %',
      isTrusted: null,
      tags: [],
      ipRanges: [{ "@odata.type": "#microsoft.graph.iPv4CidrRange", cidrAddress: "10.0.0.0/8" }],
      deep: { "policy@odata.context": "x", a: { b: { c: { d: { e: { f: { g: ["only one"] } } } } } } },
      attributes: { "Project@odata.type": "#Collection(String)", Project: ["A"] },
    };
    const { capture } = createScriptedDirectory({ "/identity/conditionalAccess/namedLocations": [raw] });
    const { objects } = await capture(["namedLocation"]);
    const { id, "@odata.etag": _etag, deep, ...properties } = raw;
    const a = isJsonObject(deep) ? deep.a : undefined;
    expect(objects).toEqual([{ type: "namedLocation", id, properties: { ...properties, deep: { a } }, links: {} }]);
  });
});

describe("pace", () => {
  it("keeps at least 95 % of the read allowance while links are read, at 200 ms latency", async () => {
    const count = 6000;
    const { capture, seen } = createScriptedDirectory({ "/servicePrincipals": many(count, "s") }, 200);
    await capture(["servicePrincipal"]);
    const batches = seen.filter(({ path }) => path === "/$batch");
    const span = (batches.at(-1)?.at ?? 0) - (batches[0]?.at ?? 0);
    const units = batches.map(({ body }) => (JSON.parse(body ?? "") as { requests: { url: string }[] }).requests);
    const spent = units.flat().reduce((sum, { url }) => sum + (url.includes("appRoleAssignedTo") ? 2 : 1), 0);
    expect((spent / span) * 10_000).toBeGreaterThan(scriptedCloud.allowance.readUnitsPer10s * 0.95);
  });
});
