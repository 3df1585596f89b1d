import { afterEach, expect, test } from "vitest";
import { guidOf, newVault, removeFolders, sealed, userOf } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

test("find looks in names, user principal names, app ids and ids, in any letter case", () => {
  const vault = newVault();
  const appId = "ABCD-1234";
  sealed(vault, [
    userOf("a1", { displayName: 'Zoë "Z" ÄRGER', userPrincipalName: "zoe@contoso.example", jobTitle: "needle" }),
    userOf(guidOf(0xbeef), { displayName: "Someone" }),
    { type: "application", id: "p", properties: { displayName: "App", appId }, links: {} },
  ]);
  const found = (text: string, limit = 10) => vault.find(1, text, limit).map(({ id }) => id);
  expect(found('zoë "z"')).toEqual(["a1"]);
  expect(found("ärger")).toEqual(["a1"]);
  expect(found("ZOE@")).toEqual(["a1"]);
  expect(found("abcd")).toEqual(["p"]);
  expect(found("BEEF")).toEqual([guidOf(0xbeef)]);
  expect(found("needle")).toEqual([]);
  expect(found("o", 2)).toHaveLength(2);
  expect(found("o", 0)).toEqual([]);
  vault.close();
});

test("find keeps to its snapshot", () => {
  const vault = newVault();
  sealed(vault, [userOf("a", { displayName: "Before" })]);
  sealed(vault, [userOf("a", { displayName: "After" })]);
  expect(vault.find(1, "after", 5)).toEqual([]);
  expect(vault.find(2, "after", 5)).toHaveLength(1);
  expect(vault.find(2, "before", 5)).toEqual([]);
  vault.close();
});
