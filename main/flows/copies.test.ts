import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { newFolder, newVault, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { addCopy } from "./copies.ts";

afterEach(() => removeFolders());

function vaultOfOne(): Vault {
  const vault = newVault();
  sealed(vault, [userOf("a")]);
  return vault;
}

function add(vault: Vault, folder: string) {
  const clock = { now: () => Date.parse("2026-08-01T00:00:00Z"), wait: async () => {} };
  return addCopy({ vault, clock, newId: () => crypto.randomUUID() }, folder);
}

/** Another name of the folder. */
function linkTo(folder: string): string {
  const link = join(newFolder(), "link");
  symlinkSync(folder, link, "junction");
  return link;
}

it("the vault's own folder is no place for a copy, by whatever name", async () => {
  const vault = vaultOfOne();
  const own = vault.description.path;
  const before = readdirSync(own);
  mkdirSync(join(own, "below"));
  for (const place of [
    own,
    linkTo(own),
    join(linkTo(own), "below"),
    linkTo(join(own, "below")),
    linkTo(join(own, "..")),
  ])
    await expect(add(vault, place)).rejects.toMatchObject({
      code: "USAGE_INVALID",
      message: expect.stringMatching(/own folder/u),
    });
  expect([vault.copyPlaces(), readdirSync(own).sort()]).toEqual([[], [...before, "below"].sort()]);
  vault.close();
});

it("a folder is a place for one copy only, by whatever name", async () => {
  const [vault, usb] = [vaultOfOne(), newFolder()];
  const named = linkTo(usb);
  expect(await add(vault, named)).toMatchObject({ folder: named, problem: null });
  for (const place of [named, usb, linkTo(usb), linkTo(named)])
    await expect(add(vault, place)).rejects.toMatchObject({ message: `The vault is copied to ${named} already.` });
  expect(vault.copyPlaces()).toHaveLength(1);
  vault.close();
});
