import { readdirSync, readFileSync, statSync, watch, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { VaultDatabase } from "../database.ts";
import { openVault } from "../open-vault.ts";
import { killRekeying, vaultToRekey } from "../testing/kill-rekeying.ts";
import { copyOf, newFolder, passphrase, removeFolders, sealed, userOf, verdictOf } from "../testing/scratch-vault.ts";
import { vaultFiles } from "../vault-files.ts";
import { addRecoveryKey } from "./change-slots.ts";
import { rekeyVault } from "./rekey-vault.ts";
import { unlock } from "./unlock.ts";
import { databaseKey, newVaultKey } from "./vault-key.ts";

/** Bytes that are free on the disk; undefined: as many as are. */
const disk = vi.hoisted((): { free?: number } => ({}));

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  const statfsSync = (path: string) =>
    disk.free === undefined ? original.statfsSync(path) : { bavail: disk.free, bsize: 1 };
  return { ...original, statfsSync };
});

afterEach(() => {
  delete disk.free;
  removeFolders();
});

const now = "2026-08-02T00:00:00Z";

function rekeyed(folder: string): void {
  for (const _progress of rekeyVault({ folder, secret: passphrase, now }));
}

describe("a new key for a vault", () => {
  it("keeps all it holds and every way into it, and closes it to the former key", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const slotsPath = vaultFiles(folder).slots;
    const before = openVault({ folder, passphrase });
    const change = { slotsPath, secret: passphrase, chainKey: before.description.publicKey, now, cost: 16 };
    const formerKey = before.description.publicKey;
    before.close();
    const { recoveryKey } = addRecoveryKey(change, "");
    const formerSlots = readFileSync(slotsPath);
    rekeyed(folder);
    expect(readdirSync(folder).sort()).toEqual(["head.json", "slots.json", "vault.db", "writer"]);
    for (const secret of [passphrase, recoveryKey]) {
      const vault = openVault({ folder, passphrase: secret });
      expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 3 });
      expect(vault.events()).toMatchObject([{ kind: "rekey", formerKey, publicKey: vault.description.publicKey }]);
      expect(vault.description.publicKey).not.toBe(formerKey);
      const [record] = vault.snapshots();
      expect(record && vault.publicKeyOf(record)).toBe(formerKey);
      vault.close();
    }
    const goesOn = openVault({ folder, passphrase });
    const record = sealed(goesOn, [userOf("new")]);
    expect(goesOn.publicKeyOf(record)).toBe(goesOn.description.publicKey);
    expect(verdictOf(goesOn)).toMatchObject({ ok: true, snapshots: 4 });
    goesOn.close();
    writeFileSync(slotsPath, formerSlots);
    expect(() => openVault({ folder, passphrase })).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
  });

  it("says before it begins where there is no room for a copy, and needs no more", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const { size } = statSync(vaultFiles(folder).database);
    const before = readdirSync(folder);
    disk.free = size;
    expect(() => rekeyed(folder)).toThrow(
      expect.objectContaining({ code: "DISK_FULL", message: expect.stringMatching(/needs room for a second copy/u) }),
    );
    expect(readdirSync(folder)).toEqual(before);
    disk.free = size * 1.05 + 1_000_001;
    rekeyed(folder);
  });

  it("encrypts the copy anew without a journal, which would be as large as the vault", async () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const { database, slots, rekeyed: copy } = vaultFiles(folder);
    const key = databaseKey(unlock(slots, passphrase).vaultKey);
    const reader = VaultDatabase.open(database, key, { readOnly: false, create: false });
    reader.copyTo(copy);
    reader.close();
    const names = new Set<string>();
    const watcher = watch(folder, (_event, name) => names.add(name ?? ""));
    VaultDatabase.changeKey(copy, key, databaseKey(newVaultKey()));
    writeFileSync(`${folder}/end`, "");
    await vi.waitUntil(() => names.has("end"));
    watcher.close();
    expect([...names].sort()).toEqual(["end", basename(copy)]);
  });

  it("leaves files that nobody else can read", ({ skip }) => {
    skip(process.platform === "win32", "Windows keeps access apart from the mode");
    const folder = newFolder();
    vaultToRekey(folder);
    rekeyed(folder);
    for (const name of readdirSync(folder)) expect(statSync(`${folder}/${name}`).mode & 0o077, name).toBe(0);
  });

  it("is given twice as well as once", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    rekeyed(folder);
    rekeyed(folder);
    const vault = openVault({ folder, passphrase });
    expect([verdictOf(vault).ok, vault.events().length]).toEqual([true, 2]);
    vault.close();
  });

  it("is refused to a vault that does not prove", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const { head, database } = vaultFiles(folder);
    writeFileSync(head, "{}");
    // The first page says whether the vault was open.
    const before = readFileSync(database).subarray(8192);
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
    expect(readFileSync(database).subarray(8192).equals(before)).toBe(true);
  });

  it("is refused while another process has the vault, and to who cannot open it", { timeout: 20_000 }, () => {
    const folder = newFolder();
    vaultToRekey(folder);
    expect(() => [...rekeyVault({ folder, secret: "wrong", now })]).toThrow(
      expect.objectContaining({ code: "VAULT_LOCKED" }),
    );
    const held = openVault({ folder, passphrase });
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_HELD" }));
    held.close();
    const reader = openVault({ folder, passphrase, readOnly: true });
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_HELD" }));
    reader.close();
    const after = openVault({ folder, passphrase });
    expect([verdictOf(after).ok, after.events()]).toEqual([true, []]);
    after.close();
  });
});

it("a process that is killed in the middle leaves the vault under one of its keys, whole", {
  timeout: 180_000,
}, async () => {
  const folder = newFolder();
  vaultToRekey(folder);
  // bench/prove.ts does it two hundred times.
  for (const afterMs of [0, 5, 10, 15, 20, 25, 30, 40, 60]) {
    expect(await killRekeying(copyOf(folder), afterMs)).toBeUndefined();
  }
});
