import { afterEach, describe, expect, it, vi } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { addRecoveryKey, changePassphrase } from "./keys/change-slots.ts";
import { keepResealed } from "./keys/keep-resealed.ts";
import { unlock } from "./keys/unlock.ts";
import { openVault } from "./open-vault.ts";
import {
  copyOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import type { Vault } from "./vault.ts";
import { vaultFiles } from "./vault-files.ts";

/** How many of the calls that need room or reach the disk are let through; the next one and all after it find it full. */
const disk = vi.hoisted(() => ({ calls: 0, room: Number.POSITIVE_INFINITY }));

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  const limited = <Name extends "writeSync" | "fsyncSync" | "renameSync">(name: Name) => {
    const real = original[name] as (...values: readonly unknown[]) => unknown;
    return (...values: readonly unknown[]) => {
      disk.calls += 1;
      if (disk.calls > disk.room) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      return real(...values);
    };
  };
  return {
    ...original,
    writeSync: limited("writeSync"),
    fsyncSync: limited("fsyncSync"),
    renameSync: limited("renameSync"),
  };
});

afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
  removeFolders();
});

const other = "another passphrase that is long enough";

function changeOf(folder: string, vault: Vault) {
  const { slots } = vaultFiles(folder);
  const now = "2026-08-01T00:00:00Z";
  return { slotsPath: slots, secret: passphrase, chainKey: vault.description.publicKey, now, cost: 16 };
}

const works: Readonly<Record<string, (vault: Vault, folder: string) => unknown>> = {
  "a snapshot is sealed": (vault) => sealed(vault, [userOf("a", { city: "Rome" }), userOf("b")]),
  "a recovery key is added": (vault, folder) => addRecoveryKey(changeOf(folder, vault), ""),
  "the passphrase is changed": (vault, folder) => changePassphrase(changeOf(folder, vault), other),
};

describe("a disk that is full at each write of a file beside the database", () => {
  it.each(Object.keys(works))(
    "leaves a vault that proves and opens when %s, and it can be done when there is room",
    (name) => {
      const start = newFolder();
      const vault = newVault(start);
      sealed(vault, [userOf("a")]);
      vault.close();
      let failures = 0;
      for (let room = 0; ; room += 1) {
        const folder = copyOf(start);
        const failure = attempt(folder, room, works[name]);
        expectWhole(folder, room);
        if (failure === undefined) break;
        expect(failure).toMatchObject({ code: "DISK_FULL", retryable: true });
        failures += 1;
      }
      expect(failures).toBeGreaterThan(2);
    },
  );
});

it("that is full when the keystore has sealed its slot anew keeps nobody out", () => {
  const folder = newFolder();
  newVault(folder).close();
  const { slots } = vaultFiles(folder);
  disk.room = disk.calls;
  expect(() => keepResealed(slots, { ...unlock(slots, passphrase), resealed: Buffer.from("anew") })).not.toThrow();
  disk.room = Number.POSITIVE_INFINITY;
  openVault({ folder, passphrase }).close();
});

function attempt(folder: string, room: number, work: ((vault: Vault, folder: string) => unknown) | undefined) {
  const vault = openVault({ folder, passphrase });
  Object.assign(disk, { calls: 0, room });
  try {
    work?.(vault, folder);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    disk.room = Number.POSITIVE_INFINITY;
    vault.close();
  }
}

/** Under one of the two passphrases, with one snapshot or with both, and it takes another one. */
function expectWhole(folder: string, room: number): void {
  const vault = opened(folder);
  expect(verdictOf(vault).problem, `room for ${room}`).toBeUndefined();
  expect(vault.object(1, "user", "a")).toEqual(userOf("a"));
  const count = vault.snapshots().length;
  expect(sealed(vault, [userOf("c")]).number).toBe(count + 1);
  expect(verdictOf(vault).problem).toBeUndefined();
  vault.close();
}

function opened(folder: string): Vault {
  try {
    return openVault({ folder, passphrase });
  } catch (error) {
    if (!(error instanceof ReinstateError) || error.code !== "VAULT_LOCKED") throw error;
    return openVault({ folder, passphrase: other });
  }
}
