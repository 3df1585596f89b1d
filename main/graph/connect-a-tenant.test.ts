import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { writePermissions } from "../catalogue/write-permissions.ts";
import { nationalClouds } from "./national-clouds.ts";
import { registeredPermissions } from "./registration.ts";

const page = readFileSync(new URL("../../docs/connect-a-tenant.md", import.meta.url), "utf8");

const everything = { hiddenMembers: true, securityAttributes: true, leaveDates: true };

/** The cells of the first table under a heading, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ""] = page.split(`\n${heading}\n`);
  const [own = ""] = section.split(/\n##+ /u);
  const rows = own.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const namesIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/gu)].map(([, name = ""]) => name);

it("has every permission for reading that can be asked for, and none more", () => {
  const rows = tableUnder("## Permissions for reading");
  const ofKind = (kind: string) =>
    rows.filter(([, kinds = ""]) => kinds.split(", ").includes(kind)).flatMap(([name]) => namesIn(name));
  expect(ofKind("delegated")).toEqual(registeredPermissions({ unattended: false, ...everything }));
  expect(ofKind("application")).toEqual(registeredPermissions({ unattended: true, ...everything }));
  for (const row of rows) expect(row.every((cell) => cell !== "")).toBe(true);
});

/** One that takes all that its type can ask for: a role-assignable group. */
const special = { properties: { isAssignableToRole: true }, links: {} } as unknown as DirectoryObject;

it("has every permission for writing, type by type, and none more", () => {
  const rows = tableUnder("## Permissions for writing").map(([type, names]) => [type, namesIn(names)]);
  const expected = objectTypes.map((type) => {
    const { plural, permissionsFor } = definitionOf(type);
    return [plural, [...writePermissions(type), ...(permissionsFor?.(special) ?? [])]];
  });
  expect(rows).toEqual(expected);
});

it("has every national cloud", () => {
  const rows = tableUnder("### National clouds").map((row) => row.flatMap(namesIn));
  expect(rows).toEqual(Object.entries(nationalClouds).map(([name, { authority, graph }]) => [name, authority, graph]));
});
