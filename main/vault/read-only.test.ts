import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { unlock } from "./keys/unlock.ts";
import { databaseKey } from "./keys/vault-key.ts";
import { openVault } from "./open-vault.ts";
import {
  closedVault,
  newVault,
  origin,
  passphrase,
  proof,
  removeFolders,
  sealed,
  thinned,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());

test("a reader leaves every byte as it was, and several can read at once", () => {
  const folder = closedVault();
  const state = () => readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`).toString("base64")]);
  const before = state();
  const [one, two] = [
    openVault({ folder, passphrase, readOnly: true }),
    openVault({ folder, passphrase, readOnly: true }),
  ];
  expect(one.object(1, "user", "a")).toEqual(userOf("a"));
  expect(two.find(1, "user", 5)).toHaveLength(1);
  expect(verdictOf(one).ok).toBe(true);
  expect(() => one.setSecret("x", Buffer.from("y"))).toThrow(expect.objectContaining({ code: "DISK_DENIED" }));
  expect(() => sealed(two, [])).toThrow(expect.objectContaining({ code: "DISK_DENIED" }));
  one.close();
  two.close();
  expect(state()).toEqual(before);
});

test("readers read on as they began while a snapshot is sealed, thinned out and checked; new ones see it", () => {
  const folder = closedVault();
  const writer = openVault({ folder, passphrase });
  const early = openVault({ folder, passphrase, readOnly: true });
  const check = early.check();
  check.next();
  const seal = writer.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", origin });
  seal.add([userOf("a", { city: "Rome" }), userOf("b")]);
  expect(early.object(1, "user", "a")).toEqual(userOf("a"));
  seal.finish({ endedAt: "2026-07-01T00:00:00Z", types: { user: proof } });
  thinned(writer, "2026-07-02T00:00:00Z");
  expect(verdictOf(writer)).toMatchObject({ ok: true, snapshots: 2 });
  const late = openVault({ folder, passphrase, readOnly: true });
  expect(early.snapshots()).toHaveLength(1);
  expect(late.object(2, "user", "a")?.properties.city).toBe("Rome");
  for (let step = check.next(); ; step = check.next()) {
    if (step.done !== true) continue;
    expect(step.value).toMatchObject({ ok: true, snapshots: 1 });
    break;
  }
  expect(verdictOf(late)).toMatchObject({ ok: true, snapshots: 2 });
  // The writer goes first: what it wrote stays beside the file for those who still look at how it was.
  writer.close();
  expect(verdictOf(early)).toMatchObject({ ok: true, snapshots: 1 });
  for (const reader of [early, late]) reader.close();
  const again = openVault({ folder, passphrase });
  expect(verdictOf(again)).toMatchObject({ ok: true, snapshots: 2 });
  again.close();
  expect(readdirSync(folder).sort()).toEqual(["head.json", "slots.json", "vault.db", "writer"]);
});

test("a writer that comes while somebody reads the closed vault is told so", { timeout: 20_000 }, () => {
  const folder = closedVault();
  const reader = openVault({ folder, passphrase, readOnly: true });
  expect(() => openVault({ folder, passphrase })).toThrow(
    expect.objectContaining({ code: "VAULT_HELD", message: expect.stringMatching(/being read elsewhere/) }),
  );
  reader.close();
  openVault({ folder, passphrase }).close();
});

test("a closed vault is four files that nobody else can read", ({ skip }) => {
  const folder = closedVault();
  expect(readdirSync(folder).sort()).toEqual(["head.json", "slots.json", "vault.db", "writer"]);
  skip(process.platform === "win32", "Windows keeps access apart from the mode");
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
});

test("the vault key opens it without the passphrase, and nothing else does", () => {
  const folder = closedVault();
  const { vaultKey } = unlock(vaultFiles(folder).slots, passphrase);
  const vault = openVault({ folder, keys: { vaultKey } });
  expect(vault.snapshots()).toHaveLength(1);
  vault.close();
  const derived = databaseKey(vaultKey);
  expect(() => openVault({ folder, keys: { vaultKey: derived } })).toThrow(
    expect.objectContaining({ code: "VAULT_ALTERED" }),
  );
});

test("only one snapshot is sealed at a time; the other caller is told to wait", () => {
  const vault = newVault();
  const begun = vault.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", origin });
  expect(() => sealed(vault, [])).toThrow(expect.objectContaining({ code: "VAULT_HELD", retryable: true }));
  vault.setSecret("token", Buffer.from("kept"));
  begun.abandon();
  expect(Buffer.from(vault.secret("token") ?? []).toString()).toBe("kept");
  expect(sealed(vault, []).number).toBe(1);
  vault.close();
});

test("a folder that may not be written is said to be so", ({ skip }) => {
  skip(process.platform === "win32" || process.getuid?.() === 0, "the administrator of this machine cannot be denied");
  const folder = closedVault();
  chmodSync(folder, 0o500);
  expect(() => openVault({ folder, passphrase })).toThrow(expect.objectContaining({ code: "DISK_DENIED" }));
  chmodSync(folder, 0o700);
});
