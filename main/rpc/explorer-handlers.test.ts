import { afterAll, describe, expect, it } from "vitest";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import { guidOf, newVault, origin, proof, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import type { SessionDoor } from "./engine.ts";
import { callsTo, engineForTests, routerOf } from "./testing/engine-for-tests.ts";

afterAll(() => removeFolders());

function windowOn(vault: Vault) {
  const door = { current: () => ({ vault }) as TenantSession, keep: async () => {} } as Partial<SessionDoor>;
  return callsTo(routerOf(engineForTests({ door: door as SessionDoor })));
}

const anna = guidOf(1);
const policy = (properties: DirectoryObject["properties"]): DirectoryObject => {
  return { type: "conditionalAccessPolicy", id: guidOf(500), properties, links: {} };
};
const group = (members: readonly string[]): DirectoryObject => {
  return {
    type: "group",
    id: guidOf(900),
    properties: { displayName: "Everyone", groupTypes: [] },
    links: { members },
  };
};
const page = { text: "", offset: 0, limit: 200 };

describe("the list", () => {
  it("goes by type, then by name, in pages, and counts each type", async () => {
    const vault = newVault();
    const people = Array.from({ length: 30 }, (_, index) => userOf(guidOf(index + 1), { displayName: `P ${index}` }));
    sealed(vault, [...people.toReversed(), group([])]);
    const call = windowOn(vault);
    const first = await call("explorer.list", { snapshot: 1, ...page, limit: 2 });
    expect(first).toMatchObject({ total: 31, byType: { user: 30, group: 1 } });
    expect(first.rows.map(({ name }) => name)).toEqual(["P 0", "P 1"]);
    const over = await call("explorer.list", { snapshot: 1, ...page, offset: 29, limit: 5 });
    expect(over.rows.map(({ type, name }) => `${type} ${name}`)).toEqual(["user P 29", "group Everyone"]);
    const groups = await call("explorer.list", { snapshot: 1, ...page, types: ["group"] });
    expect([groups.total, groups.rows.length, groups.byType.user]).toEqual([1, 1, 30]);
  });

  it("searches names, user principal names and ids, says how many of each type match, and keeps to its snapshot", async () => {
    const vault = newVault();
    sealed(vault, [userOf(anna, { displayName: "Anna Berg", userPrincipalName: "ab@contoso.example" }), group([])]);
    sealed(vault, [userOf(anna, { displayName: "Anna Dahl", userPrincipalName: "ab@contoso.example" }), group([])]);
    const call = windowOn(vault);
    const found = async (snapshot: number, text: string, types?: ObjectType[]) => {
      const input = { snapshot, ...page, text, ...(types === undefined ? {} : { types }) };
      const { rows, byType } = await call("explorer.list", input);
      return [rows.map(({ name }) => name).join(), byType.user];
    };
    expect(await found(1, " BERG ")).toEqual(["Anna Berg", 1]);
    expect(await found(2, "berg")).toEqual(["", 0]);
    expect(await found(2, "AB@")).toEqual(["Anna Dahl", 1]);
    expect(await found(2, anna.slice(0, 8).toUpperCase())).toEqual(["Anna Dahl", 1]);
    expect(await found(2, "anna", ["group"])).toEqual(["", 1]);
    await expect(call("explorer.list", { snapshot: 9, ...page })).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
  });
});

it("what is called so comes before what merely has it in an id", async () => {
  const vault = newVault();
  const byChance = { ...userOf("00ca1000", { displayName: "Anna" }) };
  sealed(vault, [byChance, policy({ displayName: "CA100 - Everyone" })]);
  const { rows, total } = await windowOn(vault)("explorer.list", { snapshot: 1, ...page, text: "ca10" });
  expect([total, rows.map(({ name }) => name)]).toEqual([2, ["CA100 - Everyone", "Anna"]]);
});

describe("an object", () => {
  it("has names for its ids, those of applications by app id included", async () => {
    const vault = newVault();
    const appId = guidOf(77);
    const conditions = { users: { includeUsers: [anna] }, applications: { includeApplications: [appId] } };
    const payroll: DirectoryObject = {
      type: "servicePrincipal",
      id: guidOf(78),
      properties: { displayName: "Payroll", appId },
      links: {},
    };
    sealed(vault, [userOf(anna, { displayName: "Anna" }), policy({ displayName: "MFA", conditions }), payroll]);
    const input = { snapshot: 1, type: "conditionalAccessPolicy", id: guidOf(500) } as const;
    const { object, reasons } = await windowOn(vault)("explorer.object", input);
    expect(reasons).toEqual([]);
    expect(object).toMatchObject({ name: "MFA", properties: { conditions } });
    expect(object?.names).toEqual({
      [anna]: { name: "Anna", type: "user" },
      [appId]: { name: "Payroll", type: "servicePrincipal" },
    });
  });

  it("never comes with a secret, even where somebody's export held one", async () => {
    const vault = newVault();
    const passwordCredentials = [{ keyId: guidOf(1), hint: "abc", secretText: "planted-secret" }];
    const application: DirectoryObject = {
      type: "application",
      id: "p",
      properties: { passwordCredentials },
      links: {},
    };
    const person = userOf(anna, { passwordProfile: { password: "planted-secret" } });
    sealed(vault, [application, person]);
    sealed(vault, [{ ...application, properties: { ...application.properties, displayName: "New" } }, person]);
    const call = windowOn(vault);
    const answers = [
      await call("explorer.object", { snapshot: 1, type: "application", id: "p" }),
      await call("explorer.object", { snapshot: 1, type: "user", id: anna }),
      await call("object.compare", { type: "application", id: "p", from: 1, to: 2 }),
    ];
    expect(JSON.stringify(answers)).not.toContain("planted-secret");
    expect(answers[0]).toMatchObject({ object: { properties: { passwordCredentials: [{ hint: "abc" }] } } });
  });

  it("says what is unknown and why, and never that it is empty", async () => {
    const vault = newVault();
    const dynamic = { displayName: "Dynamic", groupTypes: ["DynamicMembership"] };
    const objects: readonly DirectoryObject[] = [
      { ...group([]), links: {} },
      { type: "group", id: "dynamic", properties: dynamic, links: { owners: [] } },
      userOf("binned", { deletedDateTime: "2026-07-01T00:00:00Z" }),
    ];
    const seal = vault.beginSnapshot({ startedAt: "2026-08-01T00:00:00Z", origin });
    seal.add(objects);
    const notes = ["Members of a group with hidden membership are unknown."];
    const user = { ...proof, selected: ["displayName", "city"], complete: false, reason: "It was cancelled." };
    seal.finish({ endedAt: "2026-08-01T00:01:00Z", types: { user, group: { ...proof, notes } } });
    const call = windowOn(vault);
    const unknownOf = async (type: ObjectType, id: string) => {
      const { object } = await call("explorer.object", { snapshot: 1, type, id });
      return Object.fromEntries((object?.unknown ?? []).map(({ name, reason }) => [name, reason]));
    };
    const hidden = await unknownOf("group", guidOf(900));
    expect(hidden.members).toMatch(/could not be read\..*hidden membership/u);
    expect(hidden.owners).toBe("Snapshot 1 did not ask for it.");
    expect(hidden.description).toBe("Snapshot 1 did not ask for it.");
    expect((await unknownOf("group", "dynamic")).members).toContain("dynamic group");
    const binned = await unknownOf("user", "binned");
    expect(binned).toMatchObject({
      city: "The recycle bin does not tell it.",
      passwordProfile: expect.stringContaining("never be read"),
    });
    expect(binned.displayName).toBeUndefined();
    const absent = await call("explorer.object", { snapshot: 1, type: "user", id: "nobody" });
    expect(absent).toEqual({ object: null, reasons: [expect.stringContaining("It was cancelled.")] });
  });
});

describe("a link", () => {
  it("of a hundred thousand members comes in pages by name, and can be searched", async () => {
    const vault = newVault();
    const ids = Array.from({ length: 100_000 }, (_, index) => guidOf(index + 10_000));
    const known = ids.slice(0, 99_999).map((id, index) => userOf(id, { displayName: `Person ${index}` }));
    sealed(vault, [...known, group(ids)]);
    const call = windowOn(vault);
    const members = { snapshot: 1, type: "group", id: guidOf(900), link: "members" } as const;
    const opened = await call("explorer.object", { snapshot: 1, type: "group", id: guidOf(900) });
    expect(opened.object?.links).toEqual([{ link: "members", total: 100_000, only: null }]);
    const first = await call("explorer.links", { ...members, ...page, limit: 3 });
    expect([first.total, first.rows.map(({ object }) => object?.name)]).toEqual([
      100_000,
      ["Person 0", "Person 1", "Person 2"],
    ]);
    const last = await call("explorer.links", { ...members, ...page, offset: 99_999 });
    expect(last.rows).toEqual([{ target: ids.at(-1), object: null }]);
    const searched = await call("explorer.links", { ...members, ...page, text: "person 9999" });
    expect(searched.total).toBe(10);
  });

  it("to one object has it at hand, and a grant names its resource", async () => {
    const vault = newVault();
    const boss = userOf(guidOf(2), { displayName: "Boss" });
    const grant = { consentType: "AllPrincipals", principalId: null, resourceId: guidOf(4), scope: "User.Read" };
    const [client, resource] = [guidOf(3), guidOf(4)].map((id): DirectoryObject => {
      return { type: "servicePrincipal", id, properties: { displayName: `App ${id}` }, links: {} };
    }) as [DirectoryObject, DirectoryObject];
    const anybody: DirectoryObject = { ...userOf(anna), links: { manager: [boss.id] } };
    sealed(vault, [anybody, boss, { ...client, links: { oauth2PermissionGrants: [grant] } }, resource]);
    const call = windowOn(vault);
    const { object } = await call("explorer.object", { snapshot: 1, type: "user", id: anna });
    expect(object?.links).toMatchObject([{ link: "manager", total: 1, only: { object: { name: "Boss" } } }]);
    const type = "servicePrincipal" as const;
    const input = { snapshot: 1, type, id: client.id, link: "oauth2PermissionGrants", ...page };
    const { rows } = await call("explorer.links", input);
    expect(rows).toMatchObject([{ target: { scope: "User.Read" }, object: { id: resource.id } }]);
    await expect(call("explorer.links", { ...input, link: "owners" })).rejects.toMatchObject({
      code: "USAGE_NOT_FOUND",
    });
  });
});

describe("an object at two times", () => {
  it("is what the report says of it, or nothing where nothing differs", async () => {
    const vault = newVault();
    sealed(vault, [userOf(anna, { city: "Kiel" }), userOf("b")]);
    sealed(vault, [userOf(anna, { city: "Bonn" }), userOf("b")]);
    const call = windowOn(vault);
    const compared = await call("object.compare", { type: "user", id: anna, from: 1, to: 2 });
    const { reportId } = await call("report.open", { from: 1, to: 2 });
    expect(compared.found).toEqual(await call("report.change", { reportId, type: "user", id: anna }));
    expect(compared).toMatchObject({ from: { snapshotNumber: 1 }, to: { snapshotNumber: 2 }, unknown: [] });
    const same = await call("object.compare", { type: "user", id: "b", from: 1, to: 2 });
    expect(same.found).toBeNull();
  });

  it("is unknown where a snapshot did not ask for its type, never gone", async () => {
    const vault = newVault();
    sealed(vault, [userOf(anna)]);
    sealed(vault, [group([])]);
    const compared = await windowOn(vault)("object.compare", { type: "user", id: anna, from: 1, to: 2 });
    expect(compared).toMatchObject({ found: null, unknown: ["Snapshot 2 did not ask for it."] });
  });
});
