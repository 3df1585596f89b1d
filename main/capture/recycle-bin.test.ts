import { expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { deltaSelect } from "./delta-round.ts";
import { createScriptedDirectory } from "./scripted-directory.ts";

it("who comes back out of the bin is a member again, and no application looks removed that the members' list leaves out", async () => {
  const group: DirectoryObject = {
    type: "group",
    id: "g1",
    properties: { groupTypes: [], displayName: "G" },
    links: { members: ["app1", "u2"], owners: [] },
  };
  const { capture, seen } = createScriptedDirectory({
    "/groups/$count": { body: 1 },
    "/groups/delta": {
      body: { value: [], "@odata.deltaLink": "https://graph.contoso.example/v1.0/groups/delta?$deltatoken=2" },
    },
    "/users/u1/memberOf": [{ id: "g1" }],
    // As v1.0 has it: without enterprise applications.
    "/groups/g1/members": [{ id: "u1" }, { id: "u2" }],
  });
  const base = {
    link: "https://graph.contoso.example/v1.0/groups/delta?$deltatoken=1",
    select: deltaSelect(definitionOf("group")) ?? "",
    read: 1,
    bin: { user: ["u1"] },
    object: (id: string) => (id === "g1" ? group : undefined),
    objects: () => [group],
  };
  const { objects, types } = await capture(["group"], { deltas: { bases: { group: base }, onLink: () => undefined } });
  expect(types.group).toMatchObject({ mode: "delta", complete: true });
  expect(objects.map(({ links }) => links.members)).toEqual([["app1", "u1", "u2"]]);
  expect(seen.some(({ path }) => path.startsWith("/groups/g1/members"))).toBe(false);
});
