import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3-multiple-ciphers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rekeyVault } from "./keys/rekey-vault.ts";
import { openVault } from "./open-vault.ts";
import { startProcess } from "./testing/kill-sealing.ts";
import { openRaw } from "./testing/open-raw.ts";
import {
  closedVault,
  copyOf,
  guidOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import { asVaultError } from "./vault-error.ts";
import { vaultFiles } from "./vault-files.ts";

/** A vault of three snapshots whose process was killed: the second and the third lie in the log beside the file. */
let killed = "";

beforeAll(async () => {
  killed = newFolder();
  const vault = newVault(killed);
  sealed(
    vault,
    Array.from({ length: 50 }, (_, index) => userOf(guidOf(index))),
  );
  vault.close();
  const child = startProcess("leaving-process", killed);
  await once(child, "exit");
  expect(statSync(join(killed, "vault.db-wal")).size).toBeGreaterThan(0);
});
afterAll(() => removeFolders());

function verdictIn(folder: string, readOnly = false) {
  const vault = openVault({ folder, passphrase, readOnly });
  const verdict = verdictOf(vault);
  vault.close();
  return verdict;
}

describe("what a killed process left in the log", () => {
  it("is there for the next one", () => {
    const folder = copyOf(killed);
    expect(verdictIn(folder)).toMatchObject({ ok: true, snapshots: 3 });
    expect(existsSync(join(folder, "vault.db-wal"))).toBe(false);
    expect(verdictIn(folder, true)).toMatchObject({ ok: true, snapshots: 3 });
  });

  it("is there for a reader before any writer comes", () => {
    expect(verdictIn(copyOf(killed), true)).toMatchObject({ ok: true, snapshots: 3 });
  });

  it("is said to lie there where nothing can be made beside it, and is there once that can be", ({ skip }) => {
    skip(process.platform === "win32", "no link may be made there");
    const folder = copyOf(killed);
    const shared = join(folder, "vault.db-shm");
    rmSync(shared, { force: true });
    // What SQLite cannot make on a medium that cannot be written.
    symlinkSync(join(folder, "nowhere", "else"), shared);
    expect(() => openVault({ folder, passphrase, readOnly: true })).toThrow(
      expect.objectContaining({ code: "DISK_DENIED", message: expect.stringMatching(/lies in vault.db-wal/) }),
    );
    rmSync(shared);
    expect(verdictIn(folder, true)).toMatchObject({ ok: true, snapshots: 3 });
  });

  it("is missed, by name, when the log was deleted", () => {
    const folder = copyOf(killed);
    rmSync(join(folder, "vault.db-wal"));
    expect(verdictIn(folder)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/head.json names snapshot 3, but the vault ends with 1: vault.db was cut off/),
    });
    // What was in the file is whole, and goes on when a person says so.
    const vault = openVault({ folder, passphrase, acceptHead: true });
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });
    vault.close();
  });

  it("is missed when the log was cut off in the middle", () => {
    const folder = copyOf(killed);
    const log = join(folder, "vault.db-wal");
    truncateSync(log, Math.floor(statSync(log).size / 3));
    expect(verdictIn(folder)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/head.json names snapshot 3/),
    });
  });

  it("is missed when a bit of the log was flipped, and nothing false comes in its place", () => {
    const whole = readFileSync(join(killed, "vault.db-wal"));
    for (let part = 0; part < 20; part += 1) {
      const folder = copyOf(killed);
      const bytes = Buffer.from(whole);
      const at = Math.floor((bytes.length / 20) * part) + 7;
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      writeFileSync(join(folder, "vault.db-wal"), bytes);
      const { ok, problem } = verdictIn(folder);
      expect(ok || /head.json names snapshot 3|not those that were written/.test(problem ?? ""), problem).toBe(true);
    }
  });

  it("is missed when the log is another vault's", () => {
    const folder = copyOf(killed);
    cpSync(join(copyOf(killed), "slots.json"), join(folder, "vault.db-wal"));
    expect(verdictIn(folder)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/head.json names snapshot 3/),
    });
  });
});

describe("a program that is none of ours", () => {
  it("and holds the file is waited for, then named", { timeout: 20_000 }, () => {
    const folder = newFolder();
    newVault(folder).close();
    const foreign = new Sqlite(vaultFiles(folder).database);
    foreign.pragma("cipher='chacha20'");
    foreign.pragma("locking_mode=EXCLUSIVE");
    const other = new Sqlite(vaultFiles(folder).writer);
    other.pragma("locking_mode=EXCLUSIVE");
    other.exec("BEGIN EXCLUSIVE");
    expect(() => openVault({ folder, passphrase })).toThrow(
      expect.objectContaining({ code: "VAULT_HELD", retryable: true }),
    );
    other.close();
    foreign.close();
    openVault({ folder, passphrase }).close();
  });
});

it("a program that is none of ours and writes is named to who would seal, and nothing is lost", {
  timeout: 20_000,
}, () => {
  const folder = newFolder();
  const vault = newVault(folder);
  sealed(vault, [userOf("a")]);
  const foreign = openRaw(folder);
  foreign.exec("BEGIN IMMEDIATE");
  expect(() => sealed(vault, [userOf("b")])).toThrow(
    expect.objectContaining({ code: "VAULT_HELD", retryable: true, message: expect.stringMatching(/Another program/) }),
  );
  foreign.close();
  expect(sealed(vault, [userOf("b")]).number).toBe(2);
  expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 2 });
  vault.close();
});

it.each(["SQLITE_IOERR_LOCK", "SQLITE_IOERR_SHMLOCK"])("a disk that cannot lock (%s) is not called altered", (code) => {
  expect(asVaultError(Object.assign(new Error("disk I/O error"), { code }))).toMatchObject({ code: "VAULT_HELD" });
});

describe("a place that is unusual", () => {
  it("of 250 characters in several scripts holds a vault", () => {
    const name = `${"Ünïcödé 漢字 данные 🔐 ".repeat(9)}`.slice(0, 80).trim();
    const folder = join(newFolder(), name, name, name);
    mkdirSync(folder, { recursive: true });
    expect(folder.length).toBeGreaterThan(250);
    closedVault(folder);
    expect(verdictIn(folder)).toMatchObject({ ok: true, snapshots: 1 });
    expect(verdictIn(folder, true)).toMatchObject({ ok: true, snapshots: 1 });
  });

  it("whose path is longer than SQLite opens is said to be so, and one that is just as long gets a new key", ({
    skip,
  }) => {
    skip(process.platform === "win32", "there paths are counted in another way");
    const start = join(newFolder(), "é".repeat(120));
    const folder = join(start, "x".repeat(489 - Buffer.byteLength(start) - 1));
    mkdirSync(`${folder}e`, { recursive: true });
    mkdirSync(folder);
    expect(() => newVault(`${folder}e`)).toThrow(
      expect.objectContaining({ code: "USAGE_INVALID", message: expect.stringMatching(/too long by 1 of 490 bytes/) }),
    );
    newVault(folder).close();
    for (const _ of rekeyVault({ folder, secret: passphrase, now: "2026-08-01T00:00:00Z" }));
    expect(verdictIn(folder)).toMatchObject({ ok: true, snapshots: 0 });
  });

  it("that may only be read can be read and checked", ({ skip }) => {
    skip(
      process.platform === "win32" || process.getuid?.() === 0,
      "the administrator of this machine cannot be denied",
    );
    const folder = closedVault();
    chmodSync(folder, 0o500);
    expect(verdictIn(folder, true)).toMatchObject({ ok: true, snapshots: 1 });
    chmodSync(folder, 0o700);
  });
});
