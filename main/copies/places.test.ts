import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { newFolder, newVault, passphrase, removeFolders, sealed, userOf } from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { checkCopy } from "./check-copy.ts";
import type { CopyStore } from "./copy-store.ts";
import { folderStore } from "./folder-store.ts";
import { copyOnce } from "./testing/copy-once.ts";

afterEach(() => removeFolders());

function vaultOfOne(): Vault {
  const vault = newVault();
  sealed(vault, [userOf("a")]);
  return vault;
}

/** Before its second write. */
function interrupted(store: CopyStore, happens: () => void): CopyStore {
  let writes = 0;
  return {
    ...store,
    write: async (name, bytes) => {
      if (writes++ === 1) happens();
      await store.write(name, bytes);
    },
  };
}

it("what killed runs left unfinished goes with the next run, and nothing else", async () => {
  const [vault, copy] = [vaultOfOne(), newFolder()];
  const store = folderStore(copy);
  await copyOnce(vault, store);
  mkdirSync(join(copy, "segments", "zz"));
  const left = ["segments/zz/half.new", "manifests/0000000009-a.json.new"];
  for (const name of [...left, "own-notes.new"]) writeFileSync(join(copy, name), "half");
  expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, passedOver: [] });
  await copyOnce(vault, store, { isKnown: true });
  vault.close();
  expect([...left, "own-notes.new"].filter((name) => existsSync(join(copy, name)))).toEqual(["own-notes.new"]);
});

it("a disk that is pulled out in the middle of a run is told, and no folder made in its place", async () => {
  const [vault, copy] = [vaultOfOne(), newFolder()];
  const store = interrupted(folderStore(copy), () => renameSync(copy, `${copy}-away`));
  await expect(copyOnce(vault, store)).rejects.toMatchObject({
    code: "USAGE_NOT_FOUND",
    message: expect.stringMatching(/cannot be reached\. Connect the disk/u),
  });
  expect(existsSync(copy)).toBe(false);
  renameSync(`${copy}-away`, copy);
  await copyOnce(vault, folderStore(copy));
  vault.close();
  expect(await checkCopy(folderStore(copy), passphrase)).toMatchObject({ ok: true, snapshots: 1 });
});

it("a disk that is pulled out while it is checked or rebuilt from is not called altered", async () => {
  const [vault, copy] = [vaultOfOne(), newFolder()];
  await copyOnce(vault, folderStore(copy));
  vault.close();
  const store = folderStore(copy);
  let reads = 0;
  const leaving: CopyStore = {
    ...store,
    read: async (name) => {
      if (reads++ === 2) renameSync(copy, `${copy}-away`);
      return store.read(name);
    },
  };
  await expect(checkCopy(leaving, passphrase)).rejects.toMatchObject({ code: "USAGE_NOT_FOUND" });
  rmSync(`${copy}-away`, { recursive: true });
});

it("the empty folder where a disk was mounted is not filled", async ({ skip }) => {
  const other = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  skip(statSync(other).dev === statSync(tmpdir()).dev, "this machine has one disk only");
  const [vault, below, mounted] = [vaultOfOne(), newFolder(), mkdtempSync(join(other, "reinstate-disk-"))];
  const place = join(newFolder(), "usb");
  symlinkSync(mounted, place);
  const store = interrupted(folderStore(place), () => {
    unlinkSync(place);
    symlinkSync(below, place);
  });
  await expect(copyOnce(vault, store)).rejects.toMatchObject({ code: "USAGE_NOT_FOUND", details: "ENODEV" });
  expect(readdirSync(below)).toEqual([]);
  vault.close();
  rmSync(mounted, { recursive: true });
});
