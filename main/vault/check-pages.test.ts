import { appendFileSync, closeSync, openSync, readSync, statSync, truncateSync, writeSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openVault } from "./open-vault.ts";
import { openRaw } from "./testing/open-raw.ts";
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
} from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

const pageBytes = 8192;
/** A closed vault in whose file nothing lies in some pages, as a program leaves it that was killed. */
let whole = "";

beforeAll(() => {
  whole = newFolder();
  const vault = newVault(whole);
  sealed(vault, [userOf(guidOf(1)), userOf(guidOf(2))]);
  vault.close();
  const raw = openRaw(whole);
  raw.exec("CREATE TABLE passing (bytes BLOB); INSERT INTO passing VALUES (randomblob(70000)); DROP TABLE passing");
  expect(raw.pragma("freelist_count", { simple: true })).toBeGreaterThan(8);
  raw.close();
});
afterAll(() => removeFolders());

/** What somebody is told who may not write, as `reinstate check` never does; "" if the vault proves. */
function saysOf(folder: string, readOnly = true): string {
  try {
    const vault = openVault({ folder, passphrase, readOnly });
    try {
      return verdictOf(vault).problem ?? "";
    } finally {
      vault.close();
    }
  } catch (error) {
    return String(error);
  }
}

function flipBit(folder: string, offset: number): void {
  const file = openSync(vaultFiles(folder).database, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, offset);
  writeSync(file, Buffer.of(byte.readUInt8(0) ^ 0x04), 0, 1, offset);
  closeSync(file);
}

describe("a check that only reads", () => {
  it("proves a vault with pages that nothing lies in", () => {
    expect(saysOf(whole)).toBe("");
  });

  it("names one bit of any page, also of those that nothing lies in", () => {
    const folder = copyOf(whole);
    const named = new Set<string>();
    for (let page = 0; page < statSync(vaultFiles(folder).database).size / pageBytes; page += 1) {
      const offset = page * pageBytes + ((page * 977) % pageBytes);
      flipBit(folder, offset);
      const says = saysOf(folder);
      expect(says, `page ${page + 1}`).not.toBe("");
      named.add(says.replace(/^Page \d+ of vault\.db, which/u, "A page which"));
      flipBit(folder, offset);
    }
    expect(saysOf(folder)).toBe("");
    expect([...named]).toContain("A page which nothing lies in, is not as it was written.");
  });

  it("says how long the file is and has to be", () => {
    const { size } = statSync(vaultFiles(whole).database);
    const longer = copyOf(whole);
    appendFileSync(vaultFiles(longer).database, Buffer.alloc(pageBytes));
    expect(saysOf(longer)).toBe(
      `vault.db was added to: it has ${size + pageBytes} bytes, but its pages make up ${size}.`,
    );
    const shorter = copyOf(whole);
    truncateSync(vaultFiles(shorter).database, size - 1);
    expect(saysOf(shorter)).toBe(`vault.db was cut off: it has ${size - 1} bytes, but its pages make up ${size}.`);
  });
});

describe("who writes", () => {
  it("says the same before the file is made as long as it has to be", () => {
    const longer = copyOf(whole);
    appendFileSync(vaultFiles(longer).database, Buffer.alloc(100));
    expect(saysOf(longer, false)).toMatch(/^vault\.db was added to/u);
  });

  it("leaves no page in the file that nothing lies in", () => {
    const folder = copyOf(whole);
    const before = statSync(vaultFiles(folder).database).size;
    openVault({ folder, passphrase }).close();
    expect(statSync(vaultFiles(folder).database).size).toBeLessThan(before - 8 * pageBytes);
    const vault = openVault({ folder, passphrase });
    vault.setSecret("read so far", Buffer.alloc(200_000, "x"));
    vault.setSecret("read so far", undefined);
    vault.close();
    const raw = openRaw(folder);
    expect(raw.pragma("freelist_count", { simple: true })).toBe(0);
    raw.close();
  });

  it("closes a vault whose unused pages are damaged, and a check names it before", () => {
    const folder = copyOf(whole);
    const { size } = statSync(vaultFiles(folder).database);
    flipBit(folder, size - pageBytes);
    expect(saysOf(folder, false)).not.toBe("");
    expect(() => openVault({ folder, passphrase }).close()).not.toThrow();
  });
});
