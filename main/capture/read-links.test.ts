import { expect, it } from "vitest";
import { createScriptedDirectory } from "./scripted-directory.ts";

const many = (count: number, name: string) => Array.from({ length: count }, (_, index) => ({ id: `${name}${index}` }));

it("an object that was deleted after it was listed is no hole in the snapshot: it is not in it", async () => {
  let counts = 0;
  const { capture } = createScriptedDirectory({
    "/applications": many(3, "a"),
    "/applications/$count": () => ({ body: counts++ === 0 ? 3 : 2 }),
    "/applications/a1": { status: 404 },
    "/applications/a1/owners": { status: 404 },
    "/applications/a1/federatedIdentityCredentials": { status: 404 },
    "/directory/deletedItems/microsoft.graph.application": [{ id: "a1", deletedDateTime: "2026-11-02T00:00:00Z" }],
  });
  const { objects, types } = await capture(["application"]);
  expect(types.application).toMatchObject({ complete: true, read: 2, promised: 2 });
  expect(objects.map(({ id, properties }) => [id, properties.deletedDateTime !== undefined])).toEqual([
    ["a0", false],
    ["a2", false],
    ["a1", true],
  ]);
});

it("a link that is not found at an object that is still there stays unknown", async () => {
  const { capture } = createScriptedDirectory({
    "/applications": many(1, "a"),
    "/applications/a0": { body: { id: "a0" } },
    "/applications/a0/owners": { status: 404 },
  });
  const { objects, types } = await capture(["application"]);
  expect(objects.map(({ links }) => links)).toEqual([{ federatedIdentityCredentials: [] }]);
  expect(types.application).toMatchObject({
    complete: false,
    reason: expect.stringContaining("owners of 1 application"),
  });
});

it("one object that Graph can never answer for leaves the links of all others known", async () => {
  const { capture } = createScriptedDirectory({
    "/applications": many(3000, "a"),
    "/applications/a0/owners": { status: 500 },
  });
  const { objects, types } = await capture(["application"]);
  expect(objects.filter(({ links }) => links.owners === undefined).map(({ id }) => id)).toEqual(["a0"]);
  expect(types.application?.reason).toContain("owners of 1 application:");
});

it("what is not asked any more is counted as not known", async () => {
  const { capture } = createScriptedDirectory({
    "/applications": many(3000, "a"),
    ...Object.fromEntries(many(3000, "a").map(({ id }) => [`/applications/${id}/owners`, { status: 429 }])),
  });
  const { types } = await capture(["application"]);
  expect(types.application?.reason).toContain("owners of 3000 applications:");
});

it("what came with the round is known, also where a link is not asked for any more", async () => {
  const groups = many(2000, "g").map((group) => ({ ...group, groupTypes: [] }));
  const round = groups
    .slice(1)
    .map(({ id }) => ({ id, "members@delta": [{ id: "u1" }], "owners@delta": [{ id: "u1" }] }));
  const { capture } = createScriptedDirectory({
    "/groups": groups,
    "/groups/delta": { body: { value: round, "@odata.deltaLink": "https://graph.contoso.example/end" } },
    "/groups/g0/members": { status: 429 },
  });
  const { objects, types } = await capture(["group"]);
  expect(objects.filter(({ links }) => links.members === undefined).map(({ id }) => id)).toEqual(["g0"]);
  expect(types.group?.reason).toContain("members of 1 group:");
});
