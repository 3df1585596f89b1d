import { afterEach, expect, test } from "vitest";
import { newVault, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { linkRows } from "./link-rows.ts";

afterEach(() => removeFolders());

/** Users "Person 0" to "Person n", a group and an application among them, and one that is nowhere. */
function vaultWithGroup(people: number): Vault {
  const vault = newVault();
  const users = Array.from({ length: people }, (_, index) => userOf(`u${index}`, { displayName: `Person ${index}` }));
  const members = [...users.map(({ id }) => id), "gone", "nested", "app"].sort();
  sealed(vault, [
    ...users,
    { type: "group", id: "all", properties: { displayName: "All" }, links: { members } },
    { type: "group", id: "nested", properties: { displayName: "Person 1a" }, links: {} },
    { type: "servicePrincipal", id: "app", properties: { displayName: "An app" }, links: {} },
  ]);
  return vault;
}

const all = { snapshot: 1, type: "group", id: "all", link: "members", text: "", offset: 0, limit: 1000 } as const;

test.each([3, 300])(
  "with %d members, all types stand in one order of names, and what is nowhere stands last",
  async (people) => {
    const vault = vaultWithGroup(people);
    const { total, rows } = await linkRows(vault, all);
    const names = rows.map(({ target, object }) => object?.name ?? target);
    expect(total).toBe(people + 3);
    expect(names.slice(0, 5)).toEqual(["An app", "Person 0", "Person 1", "Person 1a", "Person 2"]);
    expect(names.at(-1)).toBe("gone");
    expect(rows.every(({ target, object }) => object === null || object.id === target)).toBe(true);
    vault.close();
  },
);

test("three hundred people stand in the order of the names that they are shown under, a page at a time, and are found by them", async () => {
  const vault = vaultWithGroup(300);
  const disguise = <Rows>(rows: Rows): Rows =>
    (rows as unknown as { object: { name: string } | null }[]).map((row) =>
      row.object === null
        ? row
        : { ...row, object: { ...row.object, name: `Z${1000 - Number(row.object.name.slice(7))}` } },
    ) as unknown as Rows;
  const { rows } = await linkRows(vault, { ...all, offset: 2, limit: 2 }, disguise);
  const shown = rows.map(({ object }) => object?.name);
  expect(shown).toEqual(["Z703", "Z704"]);
  expect((await linkRows(vault, { ...all, text: "person 29" })).total).toBe(11);
  vault.close();
});
