import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { newFolder, newVault, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { addCopy, copiesToRetry, copyVault } from "./copies.ts";
import type { WorkControl } from "./tenant-session.ts";

/** How many files of a copy there is room for. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));

vi.mock("../copies/write-whole.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../copies/write-whole.ts")>();
  const writeWhole: typeof original.writeWhole = async (...values) => {
    if (disk.room-- <= 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    await original.writeWhole(...values);
  };
  return { ...original, writeWhole };
});

afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
  removeFolders();
});

function vaultOfOne(): Vault {
  const vault = newVault();
  sealed(vault, [userOf("a")]);
  return vault;
}

function add(vault: Vault, folder: string, control: WorkControl = {}) {
  const clock = { now: () => Date.parse("2026-08-01T00:00:00Z"), wait: async () => {} };
  return addCopy({ vault, clock, newId: () => crypto.randomUUID() }, folder, control);
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

it("a first copy for which there is no room leaves nothing of it behind, and what lay there", async () => {
  const [vault, usb] = [vaultOfOne(), newFolder()];
  writeFileSync(join(usb, "own"), "mine");
  disk.room = 1;
  await expect(add(vault, usb)).rejects.toMatchObject({ message: expect.stringMatching(/no room left.*not added/u) });
  expect([vault.copyPlaces(), readdirSync(usb)]).toEqual([[], ["own"]]);
  mkdirSync(join(usb, "segments"));
  writeFileSync(join(usb, "segments", "own"), "mine");
  disk.room = 1;
  await expect(add(vault, usb)).rejects.toThrow();
  expect([readdirSync(usb).sort(), existsSync(join(usb, "segments", "own"))]).toEqual([["own", "segments"], true]);
  vault.close();
});

it("a first copy that is stopped is not added, and leaves nothing behind", async () => {
  const [vault, usb] = [vaultOfOne(), newFolder()];
  const abort = new AbortController();
  const control = { signal: abort.signal, onProgress: () => abort.abort() };
  await expect(add(vault, usb, control)).rejects.toMatchObject({ code: "CANCELLED" });
  expect([vault.copyPlaces(), readdirSync(usb)]).toEqual([[], []]);
  vault.close();
});

it("a copy that fails in the folder of somebody else's copy leaves that as it is", async () => {
  const [vault, other, usb] = [vaultOfOne(), vaultOfOne(), newFolder()];
  await add(other, usb);
  const before = readdirSync(usb, { recursive: true });
  await expect(add(vault, usb)).rejects.toThrow();
  expect(readdirSync(usb, { recursive: true })).toEqual(before);
  for (const each of [vault, other]) each.close();
});

it("a copy that failed is to be tried again a quarter of an hour later, or when the clock was set back", async () => {
  const [vault, usb] = [vaultOfOne(), newFolder()];
  await add(vault, usb);
  const at = Date.parse("2026-08-01T00:00:00Z");
  const retried = (now: number) =>
    copiesToRetry({ vault, clock: { now: () => now, wait: async () => {} } as never }).length;
  expect(retried(at + 86_400_000)).toBe(0);
  renameSync(usb, `${usb}-away`);
  await copyVault({ vault, clock: { now: () => at, wait: async () => {} } as never });
  expect([0, 899_999, 900_000, -1].map((after) => retried(at + after))).toEqual([0, 0, 1, 1]);
  renameSync(`${usb}-away`, usb);
  vault.close();
});
