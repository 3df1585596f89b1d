import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openVault } from "../open-vault.ts";
import {
  copyOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "../testing/scratch-vault.ts";
import { vaultFiles } from "../vault-files.ts";
import {
  addKeystore,
  addPassphrase,
  addRecoveryKey,
  changePassphrase,
  listSlots,
  removeSlot,
  type SlotChange,
} from "./change-slots.ts";
import { keepResealed } from "./keep-resealed.ts";
import type { KeyStore } from "./key-store.ts";
import { rewrapped } from "./make-slot.ts";
import { newRecoveryKey } from "./recovery-key.ts";
import type { Slot } from "./slot-schema.ts";
import { readSlots } from "./slots-file.ts";
import { unlock, unlockWithKeyStore } from "./unlock.ts";

afterEach(() => removeFolders());

const now = "2026-08-01T00:00:00Z";
const locked = expect.objectContaining({ code: "VAULT_LOCKED" });

function place(secret = passphrase): { folder: string; change: SlotChange } {
  const folder = newFolder();
  const vault = newVault(folder);
  sealed(vault, [userOf("a")]);
  const chainKey = vault.description.publicKey;
  vault.close();
  return { folder, change: { slotsPath: vaultFiles(folder).slots, secret, chainKey, now, cost: 16 } };
}

function opens(folder: string, secret: string): boolean {
  try {
    const vault = openVault({ folder, passphrase: secret });
    const { ok } = verdictOf(vault);
    vault.close();
    return ok;
  } catch {
    return false;
  }
}

describe("the ways into a vault", () => {
  it("are as many as one adds, and each opens it alone", () => {
    const { folder, change } = place();
    const { recoveryKey, ...described } = addRecoveryKey(change, "the safe");
    addPassphrase(change, "Ada's own words", "Ada");
    expect(described).toMatchObject({ kind: "recovery", label: "the safe", createdAt: now });
    expect(listSlots(change.slotsPath).map(({ kind, label }) => [kind, label])).toEqual([
      ["passphrase", ""],
      ["recovery", "the safe"],
      ["passphrase", "Ada"],
    ]);
    for (const secret of [passphrase, recoveryKey, recoveryKey.replaceAll("-", " "), "Ada's own words"])
      expect(opens(folder, secret)).toBe(true);
    expect(readFileSync(change.slotsPath, "utf8")).not.toContain(recoveryKey.slice(0, 6));
  });

  it("of a changed passphrase and of a removed key are closed", () => {
    const { folder, change } = place();
    const { recoveryKey, id } = addRecoveryKey(change, "");
    changePassphrase(change, "another one");
    expect([opens(folder, passphrase), opens(folder, "another one")]).toEqual([false, true]);
    removeSlot({ ...change, secret: "another one" }, id);
    expect(opens(folder, recoveryKey)).toBe(false);
  });

  it("never end: the last one that a person holds stays", async () => {
    const { change } = place();
    await addKeystore(change, keyStore("kwallet6"), "this computer");
    const [first] = listSlots(change.slotsPath);
    expect(() => removeSlot(change, first?.id ?? "")).toThrow(/last passphrase or recovery key/);
    expect(() => removeSlot(change, "no such")).toThrow(/no key no such/);
  });

  it("are changed by nobody who does not hold one", () => {
    const { change } = place("wrong");
    for (const attempt of [
      () => addRecoveryKey(change, ""),
      () => addPassphrase(change, "mine", ""),
      () => removeSlot(change, "x"),
    ])
      expect(attempt).toThrow(locked);
  });

  it("of a vault of format 1 become today's when they are changed", () => {
    const folder = newFolder();
    cpSync(fileURLToPath(new URL("../testing/stored-vaults/format-1", import.meta.url)), folder, { recursive: true });
    const vault = openVault({ folder, passphrase });
    const chainKey = vault.description.publicKey;
    vault.close();
    const slotsPath = vaultFiles(folder).slots;
    expect(listSlots(slotsPath)).toEqual([{ id: "first", kind: "passphrase", label: "", createdAt: null }]);
    const { recoveryKey } = addRecoveryKey({ slotsPath, secret: passphrase, chainKey, now }, "");
    expect(listSlots(slotsPath).map(({ kind, createdAt }) => [kind, createdAt])).toEqual([
      ["passphrase", now],
      ["recovery", now],
    ]);
    expect([opens(folder, passphrase), opens(folder, recoveryKey)]).toEqual([true, true]);
  });
});

/** What one backend sealed, another does not open. */
function keyStore(backend: string, isAvailable = true): KeyStore {
  const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ backend.length);
  return {
    backend,
    isAvailable: async () => isAvailable,
    seal: async (content) => turned(content),
    open: async (content) => turned(content),
  };
}

describe("the keystore of the computer", () => {
  it("opens the vault without a person", async () => {
    const { folder, change } = place();
    await addKeystore(change, keyStore("kwallet6"), "this computer");
    const keys = await unlockWithKeyStore(change.slotsPath, keyStore("kwallet6"));
    openVault({ folder, ...(keys && { keys }) }).close();
  });

  it("is given up by nobody when it has another key: what it sealed anew is kept, for this slot alone", async () => {
    const { folder, change } = place();
    await addKeystore(change, keyStore("kwallet6"), "this computer");
    const before = readSlots(change.slotsPath);
    const later = keyStore("kwallet6-and-a-later-key");
    const store: KeyStore = {
      ...keyStore("kwallet6"),
      open: async (sealed, keep) => {
        const content = await keyStore("kwallet6").open(sealed);
        keep?.(await later.seal(content));
        return content;
      },
    };
    const keys = await unlockWithKeyStore(change.slotsPath, store);
    if (keys !== undefined) keepResealed(change.slotsPath, keys);
    expect(opens(folder, passphrase)).toBe(true);
    const after = readSlots(change.slotsPath);
    expect(after).not.toEqual(before);
    expect(after.slots.map((slot) => (slot.kind === "keystore" ? { ...slot, privateBox: "" } : slot))).toEqual(
      before.slots.map((slot) => (slot.kind === "keystore" ? { ...slot, privateBox: "" } : slot)),
    );
    const opened = await unlockWithKeyStore(change.slotsPath, { ...later, backend: "kwallet6" });
    openVault({ folder, ...(opened && { keys: opened }) }).close();
  });

  it("that is another one than before, or gone, is named", async () => {
    const { change } = place();
    expect(await unlockWithKeyStore(change.slotsPath, keyStore("kwallet6"))).toBeUndefined();
    await addKeystore(change, keyStore("kwallet6"), "");
    await expect(unlockWithKeyStore(change.slotsPath, keyStore("gnome"))).rejects.toThrow(/is another one than before/);
    await expect(unlockWithKeyStore(change.slotsPath, keyStore("kwallet6", false))).rejects.toThrow(/not available/);
  });

  it("that protects nothing is given no key", async () => {
    const { change } = place();
    const before = readFileSync(change.slotsPath);
    const plain = keyStore("basic_text", false);
    const seal = vi.spyOn(plain, "seal");
    await expect(addKeystore(change, plain, "")).rejects.toThrow(/no keystore that protects a key/);
    expect(seal).not.toHaveBeenCalled();
    expect(readFileSync(change.slotsPath).equals(before)).toBe(true);
  });
});

describe("crafted key slots", () => {
  function altered(change: (slots: { slots: Record<string, unknown>[] }) => void): string {
    const { folder } = place();
    const { slots } = vaultFiles(folder);
    const file = JSON.parse(readFileSync(slots, "utf8"));
    change(file);
    writeFileSync(slots, JSON.stringify(file));
    return folder;
  }

  it.each([
    ["a cost that would fill the memory", { cost: 2 ** 30 }],
    ["another label", { label: "x" }],
    ["another id", { id: "0123456789abcdef" }],
    ["another time", { createdAt: "2020-01-01T00:00:00Z" }],
    ["no private half", { privateBox: "" }],
    ["a point of low order", { wrapped: { ephemeral: Buffer.alloc(32).toString("base64"), box: "AAAA" } }],
  ])("with %s open nothing", (_what, fields) => {
    const folder = altered(({ slots }) => Object.assign(slots[0] ?? {}, fields));
    expect(() => openVault({ folder, passphrase })).toThrow(locked);
  });

  it("that would take minutes to try are refused before one is tried", () => {
    const folder = altered(({ slots }) => {
      const [own] = slots;
      slots.splice(0, 1, ...Array.from({ length: 100 }, () => ({ ...own, cost: 2 ** 20 })));
    });
    expect(() => openVault({ folder, passphrase })).toThrow(expect.objectContaining({ code: "VAULT_NOT_A_VAULT" }));
  });

  it("that were laid beside another vault's file are told from a wrong passphrase", () => {
    const [own, other] = [place(), place()];
    copyFileSync(vaultFiles(other.folder).slots, own.change.slotsPath);
    expect(() => openVault({ folder: own.folder, passphrase })).toThrow(
      expect.objectContaining({ code: "VAULT_ALTERED" }),
    );
  });

  it("do not make another vault pass for this one", () => {
    const own = place();
    const forged = newFolder();
    newVault(forged).close();
    // Whoever knows the public half of the victim's slot can wrap the key of a vault of theirs to it.
    const [stolen] = JSON.parse(readFileSync(own.change.slotsPath, "utf8")).slots as [Slot];
    const { slots } = vaultFiles(forged);
    const made = rewrapped(stolen, unlock(slots, passphrase).vaultKey);
    writeFileSync(slots, JSON.stringify({ version: 2, slots: [made] }));
    expect(() => openVault({ folder: forged, passphrase })).toThrow(
      expect.objectContaining({ code: "VAULT_ALTERED", details: expect.stringMatching(/another vault than the one/) }),
    );
  });
});

it("there are no more passphrases than a guess can try in a few seconds", () => {
  const { folder, change } = place();
  const file = JSON.parse(readFileSync(change.slotsPath, "utf8"));
  // With the own slot's 16 there is room for one more of 16 below 2^21.
  for (let cost = 2 ** 20; cost >= 32; cost /= 2) file.slots.push({ ...file.slots[0], cost });
  writeFileSync(change.slotsPath, JSON.stringify(file));
  addPassphrase(change, "the last that fits", "");
  const full = readFileSync(change.slotsPath);
  expect(() => addPassphrase(change, "one too many", "")).toThrow(/as many passphrases as it can/);
  expect(readFileSync(change.slotsPath).equals(full)).toBe(true);
  expect(opens(folder, passphrase)).toBe(true);
});

describe("a recovery key that does not open the vault", () => {
  function attempts(secret: string, times: number): string[] {
    const { folder } = place();
    return Array.from({ length: times }, () => {
      try {
        openVault({ folder, passphrase: secret }).close();
        return "opened";
      } catch (error) {
        expect(error).toMatchObject({ code: "VAULT_LOCKED", retryable: true });
        return (error as Error).message;
      }
    });
  }

  it("is no wrong guess when it was mistyped, however often", () => {
    const mistyped = newRecoveryKey().replace(/^\d/u, (digit) => String((Number(digit) + 1) % 10));
    for (const message of attempts(mistyped, 6)) expect(message).toMatch(/Its first group, \d{6}, was mistyped/);
    for (const message of attempts(mistyped.slice(0, -1), 6)) expect(message).toMatch(/47 digits instead of 48/);
  });

  it("is told to be one, and counts, when it is another vault's", () => {
    const [first, , , fourth] = attempts(newRecoveryKey(), 4);
    expect(first).toMatch(/^The recovery key does not open this vault/);
    expect(fourth).toMatch(/too many wrong guesses/);
  });
});

describe("wrong guesses", () => {
  it("have to wait from the fourth on, also after a restart, and a right one ends it", () => {
    const { folder } = place();
    for (let guess = 0; guess < 3; guess += 1)
      expect(() => openVault({ folder, passphrase: "wrong" })).toThrow(/Try again/);
    expect(() => openVault({ folder, passphrase })).toThrow(/too many wrong guesses. Wait \d seconds/);
    const { guesses } = vaultFiles(folder);
    const stored = JSON.parse(readFileSync(guesses, "utf8"));
    writeFileSync(guesses, JSON.stringify({ ...stored, at: stored.at - 10_000 }));
    expect(opens(folder, passphrase)).toBe(true);
    expect(() => readFileSync(guesses)).toThrow(/ENOENT/);
  });

  it("lock nobody out for longer than the longest wait, whatever the clock and the file say", () => {
    const folder = copyOf(place().folder);
    const { guesses } = vaultFiles(folder);
    writeFileSync(guesses, JSON.stringify({ wrong: 9_000, at: Date.now() + 1e12 }));
    expect(() => openVault({ folder, passphrase })).toThrow(/Wait 5 minutes/);
    writeFileSync(guesses, "{hostile");
    expect(opens(folder, passphrase)).toBe(true);
  });
});
