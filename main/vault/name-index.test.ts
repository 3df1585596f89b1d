import { afterEach, expect, test } from "vitest";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { guidOf, newVault, removeFolders, sealed, userOf } from "./testing/scratch-vault.ts";
import type { Vault } from "./vault.ts";

afterEach(() => removeFolders());

function listed(vault: Vault, snapshot: number, type: ObjectType) {
  const steps = vault.names(snapshot, type);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

test("names come in the order in which people look for them, each with what it is also known by", () => {
  const vault = newVault();
  sealed(vault, [
    userOf("c", { displayName: "user 10", userPrincipalName: "ten@contoso.example" }),
    userOf("b", { displayName: "Örjan", deletedDateTime: "2026-07-01T00:00:00Z" }),
    userOf("a", { displayName: "User 9" }),
    userOf("e", { displayName: "", userPrincipalName: "no.name@contoso.example" }),
    userOf("d", { displayName: null }),
    { type: "application", id: "p", properties: { displayName: "App", appId: "app-id" }, links: {} },
  ]);
  const lines = listed(vault, 1, "user").map(({ name, besides, softDeleted }) => [name, besides, softDeleted]);
  expect(lines).toEqual([
    ["d", null, false],
    ["no.name@contoso.example", "no.name@contoso.example", false],
    ["Örjan", null, true],
    ["User 9", null, false],
    ["user 10", "ten@contoso.example", false],
  ]);
  expect(listed(vault, 1, "application")).toEqual([
    { type: "application", id: "p", name: "App", besides: "app-id", softDeleted: false },
  ]);
  expect(listed(vault, 1, "group")).toEqual([]);
  vault.close();
});

test("each snapshot has its own names, though they are read once", () => {
  const vault = newVault();
  const members = Array.from({ length: 3000 }, (_, index) => guidOf(index + 1));
  const large = { type: "group", id: "g", properties: { displayName: "All" }, links: { members } } as const;
  sealed(vault, [userOf("a", { displayName: "Before" }), large]);
  sealed(vault, [userOf("a", { displayName: "After" }), large]);
  const names = () => [1, 2].map((snapshot) => vault.named(snapshot, "user", "a")?.name);
  expect(names()).toEqual(["Before", "After"]);
  expect([1, 2].flatMap((snapshot) => listed(vault, snapshot, "user")).map(({ name }) => name)).toEqual(names());
  expect(vault.named(2, "group", "g")?.name).toBe("All");
  expect(vault.named(2, "user", "g")).toBeUndefined();
  expect(() => vault.names(3, "user")).toThrow(/no snapshot 3/u);
  vault.close();
});
