import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { type ExportFolderOptions, type ExportRefusal, readExportFolder } from "./read-export-folder.ts";
import { largestJsonFile } from "./read-json-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reinstate-folder-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(file: string, content: unknown): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
}

async function read(from = folder, options: ExportFolderOptions = {}) {
  const objects: DirectoryObject[] = [];
  const refusals: ExportRefusal[] = [];
  for await (const entry of readExportFolder(from, options)) {
    if (entry.kind === "object") objects.push(entry.object);
    else refusals.push(entry.refusal);
  }
  return { objects, refusals };
}

const reasonOf = async () => (await read()).refusals.map(({ reason }) => reason);

describe("layouts", () => {
  test("EntraExporter: a folder an object, its links beneath", async () => {
    await put("Groups/g1/g1.json", { id: "g1", displayName: "G" });
    await put("Groups/g1/Members/u2/u2.json", { id: "u2" });
    await put("Groups/g1/Members/u1/u1.json", { id: "u1" });
    await put("ServicePrincipals/s1/s1.json", { id: "s1", displayName: "S" });
    await put("ServicePrincipals/s1/AppRoleAssignedTo/a1/a1.json", { id: "a1", principalId: "u1" });
    await put("ServicePrincipals/s1/DelegatedPermissionClassifications/d1/d1.json", { id: "d1" });
    await put("Identity/Conditional/AccessPolicies/p1/p1.json", { id: "p1", displayName: "P" });
    const { objects, refusals } = await read();
    expect(objects).toEqual([
      { type: "group", id: "g1", properties: { displayName: "G" }, links: { members: ["u1", "u2"] } },
      { type: "conditionalAccessPolicy", id: "p1", properties: { displayName: "P" }, links: {} },
      {
        type: "servicePrincipal",
        id: "s1",
        properties: { displayName: "S" },
        links: { appRoleAssignedTo: [{ id: "a1", principalId: "u1" }] },
      },
    ]);
    expect(refusals.map(({ file }) => file)).toEqual([
      "ServicePrincipals/s1/DelegatedPermissionClassifications/d1/d1.json",
    ]);
  });

  test("links that cannot be read stay unknown, and a folder of that name alone is a folder", async () => {
    await put("Groups/g1/g1.json", { id: "g1" });
    await put("Groups/g1/Members.json", "{");
    await put("Groups/g1/Owners.json", [{ id: "u2" }, { id: "u1" }]);
    await put("members/u1.json", { id: "u1", userPrincipalName: "a@b" });
    const { objects, refusals } = await read();
    expect(objects.map(({ id, links }) => [id, links])).toEqual([
      ["g1", { owners: ["u1", "u2"] }],
      ["u1", {}],
    ]);
    expect(refusals.map(({ file }) => file)).toEqual(["Groups/g1/Members.json"]);
  });

  test("one file a method becomes one policy", async () => {
    const type = "#microsoft.graph.emailAuthenticationMethodConfiguration";
    await put("Policies/AuthenticationMethodsPolicy/AuthenticationMethodConfigurations/Email.json", {
      "@odata.type": type,
      id: "Email",
      state: "enabled",
    });
    expect((await read()).objects).toEqual([
      {
        type: "authenticationMethodsPolicy",
        id: "authenticationMethodsPolicy",
        properties: { authenticationMethodConfigurations: [{ "@odata.type": type, id: "Email", state: "enabled" }] },
        links: {},
      },
    ]);
  });

  test("lists, Graph's pages, named lists, dictionaries", async () => {
    const id = "aaaaaaaa-0000-4000-8000-000000000001";
    await put("a.json", [{ id: "g1", groupTypes: [] }]);
    await put("b.json", { "@odata.context": "https://x/v1.0/$metadata#users(id)", value: [{ id: "u1" }] });
    await put("c.json", { takenAt: "x", groups: [{ id: "g2" }], namedLocations: [{ id: "n1" }] });
    await put("d.json", { [id]: { userPrincipalName: "a@b" } });
    const found = (await read()).objects.map((object) => `${object.type} ${object.id}`);
    expect(found).toEqual(["group g1", "user u1", "group g2", "namedLocation n1", `user ${id}`]);
  });
});

describe("content", () => {
  test("what beta has elsewhere is told as v1.0 tells it (A20)", async () => {
    const consent = ["ManagePermissionGrantsForSelf.microsoft-user-default-low"];
    const [beta, v1] = [join(folder, "beta"), join(folder, "v1.0")];
    await put("beta/authorizationPolicy/a.json", {
      id: "authorizationPolicy",
      permissionGrantPolicyIdsAssignedToDefaultUserRole: consent,
      defaultUserRolePermissions: { allowedToCreateApps: true },
    });
    await put("v1.0/authorizationPolicy/a.json", {
      id: "authorizationPolicy",
      defaultUserRolePermissions: { allowedToCreateApps: true, permissionGrantPoliciesAssigned: consent },
    });
    const [first, second] = [await read(beta), await read(v1)];
    expect(first.objects).toHaveLength(1);
    expect(first.objects).toEqual(second.objects);
  });

  test("names that differ in letter case and blanks, or that no file could have, are objects of their own (A23, A25)", async () => {
    const names = ["Sales", "sales ", "Sales/EMEA", 'Block (POP/IMAP) : "x" | CON. ', "..", 'O’Brien’s "team" – 50 %'];
    await put(
      "groups.json",
      names.map((displayName, index) => ({ id: `g${index}`, displayName, groupTypes: [] })),
    );
    const { objects, refusals } = await read();
    expect(refusals).toEqual([]);
    expect(objects.map(({ id, properties }) => [id, properties.displayName])).toEqual(
      names.map((name, index) => [`g${index}`, name]),
    );
  });

  test("byte order marks and UTF-16", async () => {
    const text = JSON.stringify({ id: "g1", groupTypes: [], displayName: "O’Brien’s “team”" });
    await put("utf16/a.json", Buffer.from(`\uFEFF${text}`, "utf16le"));
    await put("utf8/a.json", `\uFEFF${text.replace("g1", "g2")}`);
    await put("bare/a.json", Buffer.from(text.replace("g1", "g3"), "utf16le"));
    expect((await read()).objects.map(({ properties }) => properties.displayName)).toEqual(
      Array(3).fill("O’Brien’s “team”"),
    );
  });

  test("noise goes, type names and odd keys stay", async () => {
    const odd =
      '{"id":"g1","groupTypes":[],"__proto__":{"x":1},"#microsoft.graph.restore":{},"a@odata.type":"b","@odata.type":"#microsoft.graph.group"}';
    await put("a.json", odd);
    const [object] = (await read()).objects;
    expect(JSON.stringify(object?.properties)).toBe(
      '{"groupTypes":[],"__proto__":{"x":1},"@odata.type":"#microsoft.graph.group"}',
    );
  });

  test("strings of a million characters", async () => {
    const long = 'a"\\'.repeat(500_000);
    await put("a.json", { id: "g1", groupTypes: [], description: long });
    expect((await read()).objects[0]?.properties.description).toBe(long);
  });

  test("a key that is there twice is refused, unless the first value is null", async () => {
    await put("a.json", '{"id":"g1","groupTypes":[],"description":"one","description":"two"}');
    await put("b.json", '{"id":"g2","groupTypes":[],"description":null,"description":"two"}');
    const { objects, refusals } = await read();
    expect(objects.map(({ id, properties }) => [id, properties.description])).toEqual([["g2", "two"]]);
    expect(refusals).toEqual([{ file: "a.json", name: "a.json", reason: expect.stringContaining('"description"') }]);
  });
});

describe("refusals", () => {
  test("an id that comes twice, with the file that had it", async () => {
    await put("Groups/a.json", { id: "g1", displayName: "Old" });
    await put("Groups/b.json", { id: "G1", displayName: "New" });
    const { objects, refusals } = await read();
    expect(objects).toHaveLength(1);
    expect(refusals).toEqual([
      { file: "Groups/b.json", name: "New", reason: "The id G1 was already in Groups/a.json." },
    ]);
  });

  test("what is no export says why", async () => {
    await put("a.json", "{");
    await put("b.json", Buffer.from([0x7b, 0xff, 0xff]));
    await put("c.json", { Id: "1", DisplayName: "PowerShell" });
    await put("d.json", { whatever: 1 });
    await put("e.json", "[1]");
    await put("f.json", "[".repeat(501) + "]".repeat(501));
    // To parse it would take the better part of a minute.
    await put("g.json", "[".repeat(10_000_000) + "]".repeat(10_000_000));
    expect(await reasonOf()).toEqual([
      "The file is not valid JSON.",
      "The file is neither UTF-8 nor UTF-16 text.",
      expect.stringContaining("PowerShell"),
      "It is of no type that this version knows.",
      "It is not a JSON object.",
      "It is nested more than 500 levels deep.",
      "It is nested more than 500 levels deep.",
    ]);
  });

  test("ids that would lead a write to another object", async () => {
    const group = { displayName: "Odd", groupTypes: [], securityEnabled: true };
    for (const [index, id] of ["../organization", "g1/members/$ref", "g1?x", "..", "a%2fb"].entries()) {
      await put(`Groups/${index}.json`, { ...group, id });
    }
    await put("Groups/5.json", { ...group, id: "g5", members: [{ id: "u1/manager" }] });
    await put("Groups/g6/g6.json", { ...group, id: "g6" });
    await put("Groups/g6/Members.json", [{ id: "../../users/u1" }]);
    const { objects, refusals } = await read();
    expect(objects.map(({ id, links }) => [id, links])).toEqual([["g6", {}]]);
    expect(new Set(refusals.map(({ reason }) => reason))).toEqual(
      new Set(["An id in it holds characters that no id of Graph holds."]),
    );
    expect(refusals).toHaveLength(7);
  });

  test.skipIf(process.platform === "win32")("links to what never ends, and a file too large to hold", async () => {
    await put("Groups/g1/g1.json", { id: "g1", displayName: "Odd", groupTypes: [], securityEnabled: true });
    await symlink("/dev/zero", join(folder, "Groups/g1/Members.json"));
    await symlink("/dev/zero", join(folder, "Groups/zero.json"));
    await put("Groups/huge.json", "");
    await truncate(join(folder, "Groups/huge.json"), largestJsonFile + 1);
    const { objects, refusals } = await read();
    expect(objects.map(({ id }) => id)).toEqual(["g1"]);
    expect(refusals.map(({ reason }) => reason).sort()).toEqual([
      "It is no file.",
      "The file is larger than 256 MB. Have it exported in several files.",
    ]);
  });

  test("templates come in only where they are asked for, each time with the same id", async () => {
    await put("groups.json", { groups: [{ displayName: "A" }, { displayName: "B" }] });
    expect((await read()).refusals).toHaveLength(2);
    const [first, again] = [await read(folder, { withoutIds: true }), await read(folder, { withoutIds: true })];
    expect(first.objects).toHaveLength(2);
    expect(first).toEqual(again);
  });

  test("a folder that is not there", async () => {
    await expect(read(join(folder, "none"))).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
  });
});

const realData = join(import.meta.dirname, "../../../shared/real-data");
test("exports of several tools", async (context) => {
  context.skip(!existsSync(realData), "left out: the folder of real exports is not here");
  const policies = await read(join(realData, "conditionalAccess"), { withoutIds: true });
  expect(policies.objects).toHaveLength(141);
  expect(policies.objects.every(({ type }) => type === "conditionalAccessPolicy")).toBe(true);
  const groups = await read(join(realData, "groups"), { withoutIds: true });
  expect([groups.objects.length, groups.refusals.length]).toEqual([57, 4]);
  expect((await read(join(realData, "namedLocations"), { withoutIds: true })).refusals).toEqual([]);
});
