import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import { isVaultFolder } from "../vault/is-vault-folder.ts";
import { openVault } from "../vault/open-vault.ts";
import {
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "../vault/testing/scratch-vault.ts";
import { folderStore } from "./folder-store.ts";
import { rebuildFromCopy } from "./rebuild-from-copy.ts";
import { copyOnce } from "./testing/copy-once.ts";

afterEach(() => removeFolders());

const nobody = { uid: 65_534, gid: 65_534 };
const script = (name: string) => fileURLToPath(new URL(`testing/${name}.ts`, import.meta.url));

it("a rebuild is whole where the disk takes each write in parts", async () => {
  const [vault, copy, target] = [newVault(), newFolder(), newFolder()];
  sealed(vault, [userOf("a")]);
  await copyOnce(vault, folderStore(copy));
  vault.close();
  const probe = await open(join(copy, "probe"), "w");
  const prototype: FileHandle = Object.getPrototypeOf(probe);
  await probe.close();
  const whole = prototype.write as (bytes: Buffer, at: number, length: number, position: number) => unknown;
  const parts = vi.spyOn(prototype, "write").mockImplementation(function inParts(this: FileHandle, ...values) {
    const [bytes, at, length, position] = values as unknown as [Buffer, number, number, number];
    return whole.call(this, bytes, at, Math.min(length, 4096), position) as ReturnType<FileHandle["write"]>;
  });
  await rebuildFromCopy(folderStore(copy), target);
  parts.mockRestore();
  const rebuilt = openVault({ folder: target, passphrase });
  expect(verdictOf(rebuilt)).toMatchObject({ ok: true, snapshots: 1 });
  rebuilt.close();
});

it("a rebuild that is killed leaves no vault, and the next one makes it whole", { timeout: 60_000 }, async () => {
  const [vault, copy] = [newVault(), newFolder()];
  sealed(vault, [userOf("a")]);
  const store = folderStore(copy);
  await copyOnce(vault, store);
  vault.close();
  const target = newFolder();
  const { signal } = spawnSync(process.execPath, [script("rebuilding-process"), copy, target, "1"]);
  expect([signal, isVaultFolder(target), readdirSync(target)]).toEqual(["SIGKILL", false, ["vault.db.new"]]);
  await rebuildFromCopy(store, target);
  expect(readdirSync(target).sort()).toEqual(["head.json", "slots.json", "vault.db"]);
  const rebuilt = openVault({ folder: target, passphrase });
  expect(verdictOf(rebuilt)).toMatchObject({ ok: true, snapshots: 1 });
  rebuilt.close();
});

it("a folder that may not be written is said to be so, and left as it is", ({ skip }) => {
  skip(process.platform === "win32", "Windows keeps access apart from the mode");
  const copy = newFolder();
  chmodSync(copy, 0o555);
  // Root may write everywhere: somebody else has to try.
  const user = process.getuid?.() === 0 ? nobody : {};
  const { status, stdout } = spawnSync(process.execPath, [script("writing-process"), copy], {
    encoding: "utf8",
    ...user,
  });
  skip(status !== 0, "root's files are closed to others here, and root may write everything");
  expect(stdout).toBe(`DISK_DENIED The copy in ${copy} may not be written. Give yourself access, or copy elsewhere.`);
  expect(readdirSync(copy)).toEqual([]);
  chmodSync(copy, 0o700);
});
