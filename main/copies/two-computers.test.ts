import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { openVault } from "../vault/open-vault.ts";
import {
  copyOf,
  guidOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
} from "../vault/testing/scratch-vault.ts";
import type { CopyStore } from "./copy-store.ts";
import { rebuildFromCopy } from "./rebuild-from-copy.ts";
import { copyOnce } from "./testing/copy-once.ts";
import { memoryStore } from "./testing/memory-store.ts";

const users = (version: number) => Array.from({ length: 300 }, (_, index) => userOf(guidOf(index), { version }));
const noGate = async () => undefined;

afterAll(() => removeFolders());

/** Two computers that go on from one vault, each by itself, and the copy as it was before. */
async function parted() {
  const folders = [newFolder()];
  const first = newVault(folders[0]);
  sealed(first, users(0));
  const files = new Map<string, Buffer>();
  await copyOnce(first, memoryStore(files, noGate));
  first.close();
  folders.push(copyOf(folders[0] ?? ""));
  const vaults = folders.map((folder, index) => {
    const vault = openVault({ folder, passphrase });
    sealed(vault, users(index + 1));
    return vault;
  });
  return { folders, vaults, files };
}

/** Waits before it writes its manifest: neither run has seen the other by then. */
function meeting(store: CopyStore, together: () => Promise<unknown>): CopyStore {
  return {
    ...store,
    write: async (name, bytes) => {
      if (name.startsWith("manifests/")) await together();
      await store.write(name, bytes);
    },
  };
}

function atManifest(runs: number): () => Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    if (++arrived === runs) resolve();
    return promise;
  };
}

it("two computers that copy into one folder at once leave it whole, and one of them at least is told", {
  timeout: 60_000,
}, async () => {
  const { vaults, files, folders } = await parted();
  const refusals = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isClose) => {
      const shared = new Map(files);
      const gate = scheduler.scheduleFunction(noGate);
      const together = isClose ? atManifest(vaults.length) : noGate;
      const runs = vaults.map((vault) => copyOnce(vault, meeting(memoryStore(shared, gate), together)));
      const ends = await scheduler.waitFor(Promise.allSettled(runs));
      const refused = ends.filter((end) => end.status === "rejected").map(({ reason }) => reason.message);
      refusals.add(refused.length);
      for (const message of refused) expect(message).toMatch(/^Another computer copied into memory at the same time/u);
      expect(refused.length).toBeGreaterThan(0);
      const winner = ends.findIndex(({ status }) => status === "fulfilled");
      await expectRebuilt(shared, winner === -1 ? 1 : 2, folders[winner]);
    }),
    { numRuns: 60, seed: 3 },
  );
  for (const vault of vaults) vault.close();
  // That only one was told, and that both were, was met.
  expect([...refusals].sort()).toEqual([1, 2]);
});

async function expectRebuilt(files: Map<string, Buffer>, number: number, original: string | undefined): Promise<void> {
  const target = mkdtempSync(join(tmpdir(), "reinstate-two-"));
  try {
    const rebuilt = await rebuildFromCopy(memoryStore(files, noGate), target);
    expect(rebuilt).toMatchObject({ manifest: { number }, passedOver: [] });
    if (original !== undefined) expect(pagesOf(target).equals(pagesOf(original))).toBe(true);
  } finally {
    rmSync(target, { recursive: true });
  }
}

/** All but the first, which says whether the vault was open. */
function pagesOf(folder: string): Buffer {
  return readFileSync(join(folder, "vault.db")).subarray(8192);
}
