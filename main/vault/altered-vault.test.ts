import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { newChainKeys, readChainKeys, signed } from "./chain-keys.ts";
import { openVault } from "./open-vault.ts";
import { openRaw } from "./testing/open-raw.ts";
import { auditOf, jobOf, planOf } from "./testing/recovery-samples.ts";
import { renewKeys } from "./testing/renew-keys.ts";
import { duplicateRow, exchangeRows, rowsOf, tablesOf } from "./testing/row-surgery.ts";
import {
  copyOf,
  groupOf,
  guidOf,
  newFolder,
  newVault,
  origin,
  passphrase,
  proof,
  removeFolders,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import type { SnapshotHeader } from "./vault.ts";

const pageBytes = 8192;
/** The vault with three snapshots, and a copy of it from when it had two. */
let whole = "";
let older = "";
let stranger = "";

function sealState(folder: string, number: number, seed: string): void {
  const vault = number === 1 ? newVault(folder) : openVault({ folder, passphrase });
  const seal = vault.beginSnapshot({ startedAt: "2026-07-01T00:00:00Z", ...originOf(number) });
  seal.add(
    Array.from({ length: 120 }, (_, index) =>
      userOf(guidOf(index), {
        notes: `${seed} ${index} ${index % 5 === number ? number : 0} ${guidOf(index * 31)}`.repeat(3),
      }),
    ),
  );
  const members = Array.from({ length: 900 }, (_, index) => guidOf(index + number * 3 + seed.length * 1000)).sort();
  seal.add([groupOf("large", members), groupOf("small", members.slice(0, 2))]);
  seal.addAuditRecords([
    auditOf(`${seed} ${number}`, `2026-07-0${number}T00:00:00Z`),
    auditOf(`${number}`, `2026-07-0${number}T01:00:00Z`),
  ]);
  seal.finish({ endedAt: "2026-07-01T00:00:00Z", types: { user: proof, group: proof } });
  vault.savePlan({ ...planOf(`p${number}`, `2026-07-0${number}T00:00:00Z`), tenantName: seed });
  vault.saveJob({ ...jobOf(`j${number}`, `2026-07-0${number}T00:00:00Z`), by: seed });
  vault.appendJournal({ jobId: "j1", at: "2026-07-01T00:00:00Z", stepId: `s${number}`, kind: "intent", found: seed });
  vault.setSecret(`secret ${number}`, Buffer.from(`value ${seed} ${number}`));
  vault.close();
  if (number === 1) renewKeys(folder);
}

/** The second snapshot is an import. */
function originOf(number: number): Pick<SnapshotHeader, "origin" | "imported"> {
  if (number !== 2) return { origin };
  const { publicKey, privatePem } = newChainKeys();
  const record = signed({ number: 7, origin }, readChainKeys(publicKey, privatePem)) as unknown as SnapshotRecord;
  return { origin: { ...origin, kind: "import", importedRecord: record.id }, imported: { record, publicKey } };
}

beforeAll(() => {
  whole = newFolder();
  for (const number of [1, 2]) sealState(whole, number, "mine");
  older = copyOf(whole);
  sealState(whole, 3, "mine");
  stranger = newFolder();
  for (const number of [1, 2, 3]) sealState(stranger, number, "theirs");
});

afterAll(() => removeFolders());

/** What opening and checking says; "" if neither notices anything. */
function saysOf(folder: string): string {
  try {
    const vault = openVault({ folder, passphrase });
    try {
      const { ok, problem } = verdictOf(vault);
      return ok ? "" : `check: ${problem ?? ""}`;
    } finally {
      vault.close();
    }
  } catch (error) {
    if (error instanceof ReinstateError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** A sentence or a code, never a silent pass and never a bare exception. */
function expectNoticed(folder: string, what: string): void {
  expect(saysOf(folder), what).toMatch(/^(?:check: \S|VAULT_(?:ALTERED|NOT_A_VAULT|LOCKED|NEWER): \S)/);
}

function tampered(change: (folder: string) => void): string {
  const folder = copyOf(whole);
  change(folder);
  return folder;
}

function flipByte(file: string, offset: number): void {
  const handle = openSync(file, "r+");
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, offset);
  writeSync(handle, Buffer.of((byte[0] ?? 0) ^ 0x01), 0, 1, offset);
  closeSync(handle);
}

describe("a vault that nobody touched", () => {
  it("checks", () => {
    expect(saysOf(copyOf(whole))).toBe("");
    expect(saysOf(copyOf(older))).toBe("");
  });
});

describe("one bit of vault.db", () => {
  it("is noticed in the first bytes", { timeout: 60_000 }, () => {
    for (let offset = 0; offset < 110; offset += offset < 32 ? 1 : 7) {
      expectNoticed(
        tampered((folder) => flipByte(join(folder, "vault.db"), offset)),
        `byte ${offset}`,
      );
      removeCopies();
    }
  });

  it("is noticed in every page, in its text, its nonce and its tag", { timeout: 120_000 }, () => {
    const pages = statSync(join(whole, "vault.db")).size / pageBytes;
    const places = [0, 1777, pageBytes - 32, pageBytes - 17, pageBytes - 1];
    for (let page = 1; page < pages; page += 1) {
      const offset = page * pageBytes + (places[page % places.length] ?? 0);
      expectNoticed(
        tampered((folder) => flipByte(join(folder, "vault.db"), offset)),
        `page ${page}, byte ${offset}`,
      );
      removeCopies();
    }
  });

  it("and pages that were exchanged, repeated or cut off are noticed", { timeout: 60_000 }, () => {
    const size = statSync(join(whole, "vault.db")).size;
    const database = readFileSync(join(whole, "vault.db"));
    for (const [page, other] of [
      [1, 2],
      [3, 7],
      [5, size / pageBytes - 1],
    ] as const) {
      const changed = Buffer.from(database);
      database.copy(changed, page * pageBytes, other * pageBytes, (other + 1) * pageBytes);
      expectNoticed(
        tampered((folder) => writeFileSync(join(folder, "vault.db"), changed)),
        `page ${other} over ${page}`,
      );
    }
    for (const left of [0, 100, pageBytes, size / 2, size - pageBytes, size - 1]) {
      expectNoticed(
        tampered((folder) => truncateSync(join(folder, "vault.db"), left)),
        `cut to ${left} bytes`,
      );
    }
  });

  it("and pages of an older state among newer ones are noticed", { timeout: 60_000 }, () => {
    const [now, before] = [readFileSync(join(whole, "vault.db")), readFileSync(join(older, "vault.db"))];
    for (let page = 0; page < before.length / pageBytes; page += 1) {
      const [start, end] = [page * pageBytes, (page + 1) * pageBytes];
      if (now.subarray(start, end).equals(before.subarray(start, end))) continue;
      const mixed = Buffer.from(now);
      before.copy(mixed, start, start, end);
      expectNoticed(
        tampered((folder) => writeFileSync(join(folder, "vault.db"), mixed)),
        `older page ${page}`,
      );
      removeCopies();
    }
  });
});

describe("the head outside the database", () => {
  it.each<readonly [string, (folder: string) => void]>([
    ["deleted", (folder) => rmSync(join(folder, "head.json"))],
    ["emptied", (folder) => writeFileSync(join(folder, "head.json"), "")],
    ["made nonsense", (folder) => writeFileSync(join(folder, "head.json"), "{}")],
    ["of the first snapshot", (folder) => writeHead(folder, 1)],
    ["of a snapshot to come", (folder) => changeHead(folder, (head) => ({ ...head, number: 4 }))],
    ["with another id", (folder) => changeHead(folder, (head) => ({ ...head, id: "0".repeat(64) }))],
    ["with another signature", (folder) => changeHead(folder, (head) => ({ ...head, signature: "AAAA" }))],
    ["of another vault", (folder) => copyFileSync(join(stranger, "head.json"), join(folder, "head.json"))],
  ])("is noticed when it is %s", (what, change) => {
    expectNoticed(tampered(change), what);
  });

  it.each<readonly [string, (folder: string) => void]>([
    ["an older vault.db", (folder) => copyFileSync(join(older, "vault.db"), join(folder, "vault.db"))],
    ["another vault's database and keys", (folder) => copyFiles(stranger, folder, ["vault.db", "slots.json"])],
    ["a vault.db without its newest record", (folder) => runRaw(folder, "DELETE FROM snapshot WHERE number = 3")],
    ["a vault.db without records", (folder) => runRaw(folder, "DELETE FROM snapshot")],
  ])("betrays %s", (what, change) => {
    expectNoticed(tampered(change), what);
  });

  it("is not written over what it betrays", () => {
    const folder = tampered((copy) => copyFileSync(join(older, "vault.db"), join(copy, "vault.db")));
    const vault = openVault({ folder, passphrase });
    const seal = () => {
      const begun = vault.beginSnapshot({ startedAt: "2026-07-09T00:00:00Z", origin });
      begun.add([userOf("a")]);
      begun.finish({ endedAt: "2026-07-09T00:00:00Z", types: { user: proof } });
    };
    expect(seal).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
    expect(vault.snapshots()).toHaveLength(2);
    expect(verdictOf(vault).ok).toBe(false);
    vault.close();
  });

  it("keeps what a record that was cut off stood for", () => {
    const packs = (folder: string) => inRaw(folder, (raw) => rowsOf(raw, "pack").length);
    const folder = tampered((copy) => runRaw(copy, "DELETE FROM snapshot WHERE number > 1"));
    expect(saysOf(folder)).toMatch(/^check: /);
    expect(packs(folder)).toBe(packs(whole));
  });

  it("may be one behind, as a process leaves it that is killed just after sealing", () => {
    const folder = tampered((copy) => copyFileSync(join(older, "head.json"), join(copy, "head.json")));
    expect(saysOf(folder)).toBe("");
  });
});

describe("the key file", () => {
  it("is refused with any field altered", () => {
    const text = readFileSync(join(whole, "slots.json"), "utf8");
    const { slots } = JSON.parse(text) as { slots: readonly Record<string, unknown>[] };
    for (const [name, value] of Object.entries(slots[0] ?? {})) {
      const other = typeof value === "number" ? value * 2 : `${value === "AAAA" ? "BBBB" : "AAAA"}`;
      const changed = JSON.stringify({ ...JSON.parse(text), slots: [{ ...slots[0], [name]: other }] });
      expectNoticed(
        tampered((folder) => writeFileSync(join(folder, "slots.json"), changed)),
        name,
      );
    }
  });
});

describe("somebody who has the key but not the code", () => {
  const tables = () => inRaw(whole, tablesOf);

  it("finds the tables that these tests are about", () => {
    expect(tables().length).toBeGreaterThan(8);
    expect(tables()).toEqual(expect.arrayContaining(["snapshot", "pack", "chunk", "journal", "secret", "meta"]));
  });

  it("is noticed when a row is deleted", { timeout: 120_000 }, () => {
    for (const table of tables()) {
      for (const [index] of sample(inRaw(whole, (raw) => rowsOf(raw, table)))) {
        expectNoticed(
          tampered((folder) => inRaw(folder, (raw) => rowsOf(raw, table)[index]?.remove())),
          `${table}: row ${index} deleted`,
        );
        removeCopies();
      }
    }
  });

  it("is noticed when a value is altered", { timeout: 240_000 }, () => {
    for (const table of tables()) {
      for (const [index, row] of sample(inRaw(whole, (raw) => rowsOf(raw, table)))) {
        for (const column of row.columns) {
          const folder = tampered((copy) => inRaw(copy, (raw) => rowsOf(raw, table)[index]?.alter(column)));
          expectNoticed(folder, `${table}: ${column} of row ${index} altered`);
          removeCopies();
        }
      }
    }
  });

  it("is noticed when two rows are exchanged", { timeout: 60_000 }, () => {
    for (const table of tables()) {
      if (inRaw(whole, (raw) => rowsOf(raw, table)).length < 2) continue;
      expectNoticed(
        tampered((folder) => inRaw(folder, (raw) => exchangeRows(raw, table))),
        `${table}: rows exchanged`,
      );
      removeCopies();
    }
  });

  it("is noticed when a row is there twice", { timeout: 60_000 }, () => {
    // A pack past the last sealed one is what a killed process leaves behind: opening drops it.
    for (const table of tables().filter((name) => name !== "pack")) {
      expectNoticed(
        tampered((folder) => inRaw(folder, (raw) => duplicateRow(raw, table))),
        `${table}: a row twice`,
      );
      removeCopies();
    }
  });

  it("leaves nothing with a pack past the last snapshot", () => {
    const packs = (folder: string) => inRaw(folder, (raw) => rowsOf(raw, "pack")).length;
    const folder = tampered((copy) => inRaw(copy, (raw) => duplicateRow(raw, "pack")));
    expect(packs(folder)).toBe(packs(whole) + 1);
    expect(saysOf(folder)).toBe("");
    expect(packs(folder)).toBe(packs(whole));
  });

  it("is noticed when a table's rows come from another vault", { timeout: 60_000 }, () => {
    for (const table of tables()) {
      const rowsIn = (folder: string) =>
        inRaw(folder, (raw) => raw.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]);
      const rows = rowsIn(stranger);
      // Both have as many objects in the same buckets, so that the numbers of the rows are the same.
      if (isDeepStrictEqual(rows, rowsIn(whole))) continue;
      const folder = tampered((copy) => {
        inRaw(copy, (raw) => {
          raw.exec(`DELETE FROM ${table}`);
          for (const row of rows) {
            const names = Object.keys(row);
            const insert = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
            raw.prepare(insert).run(...Object.values(row));
          }
        });
      });
      expectNoticed(folder, `${table}: rows of another vault`);
      removeCopies();
    }
  });
});

function inRaw<Result>(folder: string, work: (raw: ReturnType<typeof openRaw>) => Result): Result {
  const raw = openRaw(folder);
  try {
    return work(raw);
  } finally {
    raw.close();
  }
}

function runRaw(folder: string, sql: string): void {
  inRaw(folder, (raw) => raw.exec(sql));
}

function copyFiles(from: string, to: string, names: readonly string[]): void {
  for (const name of names) copyFileSync(join(from, name), join(to, name));
}

interface Head {
  readonly number: number;
  readonly id: string;
  readonly signature: string;
}

function changeHead(folder: string, change: (head: Head) => Head): void {
  const file = join(folder, "head.json");
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")) as Head)));
}

function writeHead(folder: string, snapshot: number): void {
  const vault = openVault({ folder, passphrase });
  const record = vault.snapshots()[snapshot - 1];
  vault.close();
  changeHead(folder, (head) => ({
    ...head,
    ...(record && { number: record.number, id: record.id, signature: record.signature }),
  }));
}

/** The first, the last and some rows between. */
function sample<Row>(rows: readonly Row[]): readonly (readonly [number, Row])[] {
  const step = Math.max(1, Math.floor(rows.length / 5));
  return [...rows.entries()].filter(([index]) => index % step === 0 || index === rows.length - 1);
}

const kept = () => new Set([whole, older, stranger]);

function removeCopies(): void {
  removeFolders(kept());
}
