import { createCipheriv } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { openVault } from "./open-vault.ts";
import { openRaw } from "./testing/open-raw.ts";
import {
  copyOf,
  newFolder,
  newVault,
  origin,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

/** Text that does not compress, the same each time. */
function noiseOf(megabytes: number): string {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, 1), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(megabytes * 1_000_000)).toString("base64");
}

/** More than a seal keeps in memory before it puts packs down ahead of its transaction. */
function* manyObjects(): Generator<DirectoryObject> {
  const noise = noiseOf(40);
  const length = 500_000;
  for (let at = 0; at < noise.length; at += length)
    yield userOf(`large ${at}`, { notes: noise.slice(at, at + length) });
}

function packsIn(folder: string): number {
  const raw = openRaw(folder);
  const count = Number(raw.prepare("SELECT count(*) FROM pack").pluck().get());
  raw.close();
  return count;
}

describe("packs that were put down before the seal's end", { timeout: 60_000 }, () => {
  it("are taken back when it is abandoned, and stay when it ends", () => {
    const folder = newFolder();
    const vault = newVault(folder);
    sealed(vault, [userOf("a")]);
    const before = vault.description.bytes;
    const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin });
    seal.add(manyObjects());
    expect(vault.description.bytes).toBeGreaterThan(before + 20_000_000);
    seal.abandon();
    expect(vault.description.bytes).toBeLessThan(before + 100_000);
    expect(verdictOf(vault).problem).toBeUndefined();
    sealed(vault, [...manyObjects()]);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 2 });
    let read = 0;
    for (const object of manyObjects()) {
      expect(vault.object(2, "user", object.id)?.properties.notes === object.properties.notes).toBe(true);
      read += 1;
    }
    expect(read).toBeGreaterThan(100);
    vault.close();
  });

  it("are dropped at the next opening when the process was killed", () => {
    const folder = newFolder();
    const vault = newVault(folder);
    sealed(vault, [userOf("a")]);
    const seal = vault.beginSnapshot({ startedAt: "2026-01-01T00:00:00Z", origin });
    seal.add(manyObjects());
    // As the disk is when the process ends here: the packs were committed, nothing else was.
    const killed = copyOf(folder);
    seal.abandon();
    vault.close();
    expect(packsIn(killed)).toBeGreaterThan(20);
    const reopened = openVault({ folder: killed, passphrase });
    expect(verdictOf(reopened)).toMatchObject({ ok: true, snapshots: 1 });
    expect(sealed(reopened, [userOf("b")]).number).toBe(2);
    expect(verdictOf(reopened).problem).toBeUndefined();
    reopened.close();
    expect(packsIn(killed)).toBeLessThan(4);
  });
});
