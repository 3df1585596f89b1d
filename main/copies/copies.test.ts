import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { openVault } from "../vault/open-vault.ts";
import { renewKeys } from "../vault/testing/renew-keys.ts";
import {
  copyOf,
  guidOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "../vault/testing/scratch-vault.ts";
import type { Vault } from "../vault/vault.ts";
import { checkCopy } from "./check-copy.ts";
import type { CopyStore } from "./copy-store.ts";
import { folderStore } from "./folder-store.ts";
import { rebuildFromCopy } from "./rebuild-from-copy.ts";
import { describeCopies, runCopies } from "./run-copies.ts";
import { copyOnce } from "./testing/copy-once.ts";

afterEach(() => removeFolders());

const now = "2026-08-01T00:00:00Z";
const users = (version: number) =>
  Array.from({ length: 300 }, (_, index) =>
    userOf(guidOf(index), { version: index % 40 === version % 40 ? version : 0, id: guidOf(index * 7) }),
  );

/** A vault of some snapshots and its copy. */
async function copied(snapshots = 2): Promise<{ folder: string; copy: string; store: CopyStore }> {
  const [folder, copy] = [newFolder(), newFolder()];
  const vault = newVault(folder);
  const store = folderStore(copy);
  for (let number = 1; number <= snapshots; number += 1) {
    sealed(vault, users(number));
    await copyOnce(vault, store);
  }
  vault.close();
  return { folder, copy, store };
}

async function withVault<Value>(folder: string, use: (vault: Vault) => Promise<Value>): Promise<Value> {
  const vault = openVault({ folder, passphrase });
  try {
    return await use(vault);
  } finally {
    vault.close();
  }
}

/** All but the first, which says whether the vault was open. */
function pagesOf(folder: string): Buffer {
  return readFileSync(join(folder, "vault.db")).subarray(8192);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** A segment that the newest list names and the one before does not. */
function onlyInNewest(copy: string): string {
  const [before, newest] = filesBelow(join(copy, "manifests")).map(
    (file): readonly string[] => JSON.parse(readFileSync(file, "utf8")).segments,
  );
  const hash = newest?.find((segment) => before?.includes(segment) === false) ?? "";
  return join(copy, "segments", hash.slice(0, 2), hash);
}

describe("a copy of a vault", () => {
  it("makes the vault anew, byte for byte, and its keys open it", async () => {
    const { folder, store } = await copied(3);
    const target = join(newFolder(), "Überlebt ünd wächst");
    await rebuildFromCopy(store, target);
    expect(pagesOf(target).equals(pagesOf(folder))).toBe(true);
    await withVault(target, async (vault) => expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 3 }));
  });

  it("is given only what is new", async () => {
    const vault = newVault();
    const store = folderStore(newFolder());
    const many = (version: number) =>
      Array.from({ length: 2000 }, (_, index) =>
        userOf(guidOf(index), {
          noise: createHash("sha512")
            .update(`${index} ${index === 7 ? version : 0}`)
            .digest("hex")
            .repeat(2),
        }),
      );
    sealed(vault, many(1));
    const { bytesWritten: first } = await copyOnce(vault, store);
    sealed(vault, many(2));
    expect((await copyOnce(vault, store)).bytesWritten).toBeLessThan(first / 2);
    expect((await copyOnce(vault, store)).bytesWritten).toBeLessThan(10_000);
    vault.close();
  });

  it("does not keep what no list names any more", async () => {
    const { folder, copy, store } = await copied(1);
    await withVault(folder, async (vault) => {
      for (let number = 2; number < 12; number += 1) {
        sealed(vault, users(number));
        await copyOnce(vault, store);
      }
    });
    const bytes = filesBelow(copy).reduce((sum, file) => sum + readFileSync(file).length, 0);
    expect(bytes).toBeLessThan(4 * readFileSync(join(folder, "vault.db")).length);
    expect(filesBelow(join(copy, "manifests"))).toHaveLength(3);
  });

  it("checks like the original", async () => {
    const { store } = await copied(2);
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 2, passedOver: [] });
    await expect(checkCopy(store, "wrong")).rejects.toThrow(expect.objectContaining({ code: "VAULT_LOCKED" }));
  });

  it("goes on after the vault got a new signing key", async () => {
    const { folder, store } = await copied(2);
    renewKeys(folder);
    await withVault(folder, async (vault) => {
      sealed(vault, users(9));
      await copyOnce(vault, store, { isKnown: true });
    });
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 3 });
  });
});

describe("a copy that somebody spoilt", () => {
  const spoilt: readonly [string, (copy: string) => void, RegExp][] = [
    ["a bit of a segment is flipped", (copy) => flip(segmentOf(copy)), /segment [0-9a-f]{12} is not what was written/],
    [
      "a segment is cut off",
      (copy) => truncateSync(segmentOf(copy), 100),
      /segment [0-9a-f]{12} is not what was written/,
    ],
    ["a segment is deleted", (copy) => rmSync(segmentOf(copy)), /segment [0-9a-f]{12} is missing/],
    ["two segments are exchanged", (copy) => exchange(...twoSegments(copy)), /is not what was written/],
    [
      "all lists are gone",
      (copy) => rmSync(join(copy, "manifests"), { recursive: true }),
      /holds no list of its segments/,
    ],
    ["all lists are cut off", (copy) => cutAll(copy), /holds no list of its segments/],
  ];

  it.each(spoilt)("is refused when %s, and the first thing wrong is named", async (_what, spoil, says) => {
    const { copy, store } = await copied(1);
    spoil(copy);
    const target = newFolder();
    await expect(rebuildFromCopy(store, target)).rejects.toThrow(says);
    expect(readdirSync(target)).toEqual([]);
    await expect(checkCopy(store, passphrase)).rejects.toThrow(says);
  });

  it.each<readonly [string, (copy: string) => void]>([
    ["a bit of a segment was flipped", (copy) => flip(segmentOf(copy))],
    ["a segment was cut off", (copy) => truncateSync(segmentOf(copy), 100)],
    ["a segment was deleted", (copy) => rmSync(segmentOf(copy))],
    ["two segments were exchanged", (copy) => exchange(...twoSegments(copy))],
  ])("is mended by a run that reads back when %s", async (_what, spoil) => {
    const { folder, copy, store } = await copied(1);
    spoil(copy);
    const { bytesWritten } = await withVault(folder, (vault) =>
      copyOnce(vault, store, { isKnown: true, readBack: true }),
    );
    expect(bytesWritten).toBeGreaterThan(1000);
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 1, passedOver: [] });
  });

  it("falls back to the list before where the newest one cannot be used", async () => {
    const { copy, store } = await copied(2);
    const [newest] = filesBelow(join(copy, "manifests")).toReversed();
    truncateSync(newest ?? "", 50);
    const target = newFolder();
    expect((await rebuildFromCopy(store, target)).manifest.number).toBe(1);
    await withVault(target, async (vault) => expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 }));
  });

  it("falls back to the list before where a segment lies on a bad sector, and is whole after the next run", async ({
    skip,
  }) => {
    skip(process.platform === "win32", "no link may be made there");
    const { folder, copy, store } = await copied(2);
    const segment = onlyInNewest(copy);
    rmSync(segment);
    // What is there and cannot be read.
    symlinkSync(copy, segment);
    expect((await rebuildFromCopy(store, newFolder())).manifest.number).toBe(1);
    await withVault(folder, (vault) => copyOnce(vault, store, { isKnown: true, readBack: true }));
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 2, passedOver: [] });
  });

  it("is not held at an old state by an old list under the last of all names", async () => {
    const { folder, copy, store } = await copied(1);
    const [old] = filesBelow(join(copy, "manifests"));
    cpSync(old ?? "", join(copy, "manifests", "9999999999-0123456789abcdef.json"));
    await withVault(folder, async (vault) => {
      for (let number = 2; number < 6; number += 1) {
        sealed(vault, users(number));
        await copyOnce(vault, store, { isKnown: true });
        expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: number });
      }
    });
    expect(filesBelow(join(copy, "manifests"))).toHaveLength(3);
    expect(existsSync(join(copy, "manifests", "9999999999-0123456789abcdef.json"))).toBe(false);
  });

  it("is known by a list that the vault did not sign", async () => {
    const { copy, store, folder } = await copied(2);
    for (const file of filesBelow(join(copy, "manifests"))) {
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), at: "2030-01-01T00:00:00Z" }));
    }
    expect(await checkCopy(store, passphrase)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/not one that this vault signed/),
    });
    await withVault(folder, (vault) => expect(copyOnce(vault, store)).rejects.toThrow(/never signed/));
  });

  it("cannot lead out of its folder", async () => {
    const store = folderStore(newFolder());
    for (const name of ["../x", "segments/../../x", "Segments", "a\\b", "segments/.."])
      await expect(store.read(name)).rejects.toThrow(/no name of a copy/);
  });
});

describe("a copy that is not this vault's to go on with", () => {
  it("is refused when it is of another vault", async () => {
    const { store } = await copied(1);
    const other = newVault();
    sealed(other, users(1));
    await expect(copyOnce(other, store)).rejects.toThrow(/holds the copy of another vault/);
    other.close();
  });

  it("is refused when the vault was put back to an older state", async () => {
    const { folder, store } = await copied(1);
    const older = copyOf(folder);
    await withVault(folder, async (vault) => {
      sealed(vault, users(2));
      await copyOnce(vault, store);
    });
    await withVault(older, async (vault) => {
      await expect(copyOnce(vault, store)).rejects.toThrow(
        /ends with snapshot 2, this vault with snapshot 1: the vault was put back/,
      );
      sealed(vault, users(3));
      await expect(copyOnce(vault, store)).rejects.toThrow(/holds another snapshot 2/);
    });
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 2 });
  });

  it("is not made in a folder that is empty where a copy was", async () => {
    const { folder, copy, store } = await copied(1);
    renameSync(copy, `${copy}-unplugged`);
    mkdirSync(copy);
    await withVault(folder, (vault) =>
      expect(copyOnce(vault, store, { isKnown: true })).rejects.toThrow(/not in .* any more. Connect the disk/),
    );
    expect(readdirSync(copy)).toEqual([]);
    rmSync(`${copy}-unplugged`, { recursive: true });
  });

  it("does not become a vault over another one", async () => {
    const { folder, store } = await copied(1);
    await expect(rebuildFromCopy(store, folder)).rejects.toThrow(/There is a vault in/);
  });
});

describe("several copies", () => {
  it("are tried again, told of, and one that fails stops no other", async () => {
    const [vault, good, late] = [newVault(), newFolder(), newFolder()];
    sealed(vault, users(1));
    vault.setCopyPlaces([
      { id: "00000001", folder: "broken" },
      { id: "00000002", folder: "late" },
      { id: "00000003", folder: "good" },
    ]);
    const waits: number[] = [];
    let failures = 1;
    const stores: Record<string, CopyStore> = {
      broken: failing(folderStore(newFolder()), () => true),
      late: failing(folderStore(late), () => failures-- > 0),
      good: folderStore(good),
    };
    const clock = { now: () => Date.parse(now), wait: async (ms: number) => void waits.push(ms) };
    await runCopies({ vault, clock, storeOf: ({ folder }) => stores[folder] as CopyStore });
    expect(waits).toEqual([500, 1500, 500]);
    expect(describeCopies(vault).map(({ problem, holds }) => [problem, holds])).toEqual([
      ["The disk is away.", null],
      [null, "snapshot 1"],
      [null, "snapshot 1"],
    ]);
    vault.close();
  });

  it("are told of when somebody put one back to an older state, made whole, and not told of again", async () => {
    const { vault, copy, sealAndRun } = await putBackCopy();
    const store = folderStore(copy);
    expect(describeCopies(vault)).toMatchObject([{ problem: null, holds: "snapshot 2" }]);
    expect(await sealAndRun(store)).toMatchObject({
      problem: expect.stringMatching(/ended with snapshot 1, though snapshot 2 had been written there/),
      holds: "snapshot 3",
    });
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 3 });
    expect(await sealAndRun(store)).toMatchObject({ problem: null, holds: "snapshot 4" });
    vault.close();
  });

  it("are told of as put back also where the run had to try again after it had written its list", async () => {
    const { vault, copy, sealAndRun } = await putBackCopy();
    let failures = 1;
    const store: CopyStore = {
      ...folderStore(copy),
      removeUnfinished: async () => {
        if (failures-- > 0) throw new ReinstateError("USAGE_NOT_FOUND", "The share is away.", { retryable: true });
      },
    };
    expect(await sealAndRun(store)).toMatchObject({
      problem: expect.stringMatching(/older state/),
      holds: "snapshot 3",
    });
    vault.close();
  });

  it("are told of as put back by what an earlier version kept of them", async () => {
    const { vault, copy, sealAndRun } = await putBackCopy();
    const file = join(vault.description.path, "copy-states.json");
    const states = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ "00000001": { ...states["00000001"], holds: "snapshot 1 and event 1" } }));
    expect(describeCopies(vault)).toMatchObject([{ holds: "snapshot 1 and event 1" }]);
    expect(await sealAndRun(folderStore(copy))).toMatchObject({
      problem: expect.stringMatching(/snapshot 1, though snapshot 1 and event 1 had been/),
    });
    vault.close();
  });

  it("have each of their lists read once by a run", async () => {
    const { vault, copy, sealAndRun } = await putBackCopy();
    const store = folderStore(copy);
    const reads: string[] = [];
    await sealAndRun({
      ...store,
      read: (name) => {
        if (name.startsWith("manifests/")) reads.push(name);
        return store.read(name);
      },
    });
    expect(reads).toEqual([expect.stringMatching(/0000000001-/)]);
    vault.close();
  });

  it.skipIf(!existsSync("/dev/full"))("are all made when the vault's disk has no room to say so", async () => {
    const [folder, places] = [newFolder(), [newFolder(), newFolder()]];
    const vault = newVault(folder);
    sealed(vault, users(1));
    vault.setCopyPlaces(places.map((place, index) => ({ id: `0000000${index}`, folder: place })));
    symlinkSync("/dev/full", join(folder, "copy-states.json.new"));
    const clock = { now: () => Date.parse(now), wait: async () => undefined };
    const run = runCopies({ vault, clock, storeOf: (place) => folderStore(place.folder) });
    await expect(run).rejects.toMatchObject({ name: "ReinstateError", code: "DISK_FULL" });
    vault.close();
    for (const place of places) expect(await checkCopy(folderStore(place), passphrase)).toMatchObject({ ok: true });
  });

  it("are copied anew when the vault is written meanwhile", async () => {
    const vault = newVault();
    sealed(vault, users(1));
    const store = folderStore(newFolder());
    let writes = 0;
    const busy: CopyStore = {
      ...store,
      write: async (name, bytes) => {
        if (writes++ === 2) vault.setSecret("token", Buffer.from("anew"));
        await store.write(name, bytes);
      },
    };
    await copyOnce(vault, busy);
    vault.close();
    expect(await checkCopy(store, passphrase)).toMatchObject({ ok: true, snapshots: 1 });
  });
});

/** A vault that was copied twice, and whose copy is again as it was after the first time. */
async function putBackCopy() {
  const [vault, copy] = [newVault(), newFolder()];
  vault.setCopyPlaces([{ id: "00000001", folder: copy }]);
  const clock = { now: () => Date.parse(now), wait: async () => undefined };
  let version = 0;
  const sealAndRun = async (store: CopyStore) => {
    sealed(vault, users(++version));
    return (await runCopies({ vault, storeOf: () => store, clock }))[0];
  };
  await sealAndRun(folderStore(copy));
  const old = copyOf(copy);
  await sealAndRun(folderStore(copy));
  rmSync(copy, { recursive: true });
  cpSync(old, copy, { recursive: true });
  return { vault, copy, sealAndRun };
}

const step = fc.record({
  kind: fc.constantFrom("seal", "run", "break", "full", "fresh"),
  at: fc.nat(12),
});

it("is the vault after every good run, whatever failed before", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const [folder, copy] = [newFolder(), newFolder()];
      const vault = newVault(folder);
      const store = folderStore(copy);
      let version = 0;
      for (const { kind, at } of [...steps, { kind: "run", at: 0 }]) {
        if (kind === "seal") sealed(vault, users(version++));
        else if (kind === "break" || kind === "full") await breaking(vault, store, at);
        else await copyOnce(vault, store);
      }
      const target = newFolder();
      await rebuildFromCopy(store, target);
      const original = vault.snapshots();
      vault.close();
      await withVault(target, async (rebuilt) => {
        expect(verdictOf(rebuilt).problem).toBeUndefined();
        expect(rebuilt.snapshots()).toEqual(original);
      });
      expect(pagesOf(target).equals(pagesOf(folder))).toBe(true);
      removeFolders();
    }),
    { numRuns: 25 },
  );
});

/** The run dies, or the disk is full, at its n-th write. */
async function breaking(vault: Vault, store: CopyStore, at: number): Promise<void> {
  let writes = 0;
  try {
    await copyOnce(
      vault,
      failing(store, () => writes++ >= at),
    );
  } catch (error) {
    expect(error).toMatchObject({ message: "The disk is away." });
  }
}

function failing(store: CopyStore, fails: () => boolean): CopyStore {
  return {
    ...store,
    write: async (name, bytes) => {
      if (fails()) throw new ReinstateError("DISK_FULL", "The disk is away.", { retryable: true });
      await store.write(name, bytes);
    },
  };
}

function segmentOf(copy: string): string {
  return filesBelow(join(copy, "segments"))[1] ?? "";
}

function twoSegments(copy: string): [string, string] {
  const [first = "", second = ""] = filesBelow(join(copy, "segments"));
  return [first, second];
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

function exchange(first: string, second: string): void {
  cpSync(first, `${first}.tmp`);
  cpSync(second, first);
  cpSync(`${first}.tmp`, second);
  rmSync(`${first}.tmp`);
}

function cutAll(copy: string): void {
  for (const file of filesBelow(join(copy, "manifests"))) truncateSync(file, 30);
}
