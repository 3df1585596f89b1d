import { createHash } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import canonicalize from "canonicalize";
import { afterEach, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { openRaw } from "./testing/open-raw.ts";
import { groupOf, guidOf, newFolder, newVault, removeFolders, sealed, userOf } from "./testing/scratch-vault.ts";

afterEach(() => removeFolders());

/*
 * A reader as a stranger would write it from docs/vault-format.md, with none of the vault's code.
 */

type Raw = ReturnType<typeof openRaw>;
type Row = Readonly<Record<string, unknown>>;

const hash = (...parts: readonly (Buffer | string)[]) => {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return whole.digest();
};
const bigEndian = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const sized = (text: string) => Buffer.concat([bigEndian(Buffer.byteLength(text)), Buffer.from(text)]);
const rows = (raw: Raw, sql: string) => raw.prepare(sql).all() as Row[];

function readIds(raw: Raw): string[] {
  const ids: string[] = [];
  for (const { count, guids, others } of rows(raw, "SELECT * FROM id_block ORDER BY first")) {
    const odd = new Map(JSON.parse(String(others)) as [number, string][]);
    let at = 0;
    for (let place = 0; place < Number(count); place += 1) {
      const hex = Buffer.from(guids as Buffer).toString("hex", at, at + 16);
      const guid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      ids.push(odd.get(place) ?? guid);
      if (!odd.has(place)) at += 16;
    }
  }
  return ids;
}

function readEntries(raw: Raw): Map<number, Buffer> {
  const entries = new Map<number, Buffer>();
  for (const { first, count, bytes } of rows(raw, "SELECT * FROM pack")) {
    const content = zstdDecompressSync(bytes as Buffer);
    let end = Number(count) * 4;
    for (let index = 0; index < Number(count); index += 1) {
      const length = content.readUInt32LE(index * 4);
      entries.set(Number(first) + index, content.subarray(end, end + length));
      end += length;
    }
  }
  return entries;
}

function numbersIn(bytes: Buffer, from: number, count: number, width = 4): number[] {
  return Array.from({ length: count }, (_, index) => bytes.readUIntLE(from + index * width, width));
}

function readObject(type: string, id: string, entry: Buffer, ids: string[], entries: Map<number, Buffer>) {
  let at = 8 + entry.readUInt32LE(4);
  const links: Record<string, unknown> = JSON.parse(entry.toString("utf8", 8, at));
  for (const [name, value] of Object.entries(links)) {
    if (typeof value !== "number") continue;
    const numbers = numbersIn(entry, at, Math.abs(value));
    at += Math.abs(value) * 4;
    const chunk = (number: number) => entries.get(number) ?? Buffer.alloc(0);
    const all = value < 0 ? numbers.flatMap((each) => numbersIn(chunk(each), 0, chunk(each).length / 4)) : numbers;
    links[name] = all.map((each) => ids[each]);
  }
  return { type, id, links, properties: JSON.parse(entry.toString("utf8", at)) };
}

/** Id number → entry and hash. */
type Members = Map<number, { entry: number; hash: Buffer }>;

function readBucket(raw: Raw, number: number): Members {
  const { base, content } = raw.prepare("SELECT * FROM bucket WHERE number = ?").get(number) as Row;
  const bytes = Buffer.from(content as Buffer);
  const [width, removed] = [bytes.readUInt8(0), bytes.readUInt32LE(1)];
  const members: Members = base === null ? new Map() : readBucket(raw, Number(base));
  for (const id of numbersIn(bytes, 5, removed, width)) members.delete(id);
  const start = 5 + removed * width;
  const count = (bytes.length - start) / (2 * width + 32);
  const [ids, entries] = [numbersIn(bytes, start, count, width), numbersIn(bytes, start + count * width, count, width)];
  ids.forEach((id, index) => {
    const at = start + count * width * 2 + index * 32;
    members.set(id, { entry: entries[index] ?? 0, hash: bytes.subarray(at, at + 32) });
  });
  return members;
}

function readSnapshot(raw: Raw, snapshot: number): { readonly root: string; readonly objects: unknown[] } {
  const [ids, entries] = [readIds(raw), readEntries(raw)];
  const objects: unknown[] = [];
  const types: Buffer[] = [];
  for (const { type, buckets } of rows(raw, `SELECT * FROM tree WHERE snapshot = ${snapshot} ORDER BY type`)) {
    const parts: Buffer[] = [Buffer.of(1), sized(String(type))];
    numbersIn(zstdDecompressSync(buckets as Buffer), 0, 2048).forEach((row, place) => {
      if (row === 0) return;
      const members = [...readBucket(raw, row)].map(([id, member]) => ({ id: ids[id] ?? "", ...member }));
      members.sort((first, second) => (first.id < second.id ? -1 : 1));
      const hashes = members.map(({ id, entry, hash: expected }) => {
        const object = readObject(String(type), id, entries.get(entry) ?? Buffer.alloc(0), ids, entries);
        objects.push(object);
        const own = hash(canonicalize(object) ?? "");
        expect(own.equals(expected)).toBe(true);
        return Buffer.concat([sized(id), own]);
      });
      parts.push(bigEndian(place), hash(Buffer.of(0), ...hashes));
    });
    types.push(Buffer.concat([sized(String(type)), hash(...parts)]));
  }
  return { root: hash(Buffer.of(2), ...types).toString("hex"), objects };
}

const byId = (objects: readonly unknown[]) =>
  (objects as DirectoryObject[]).toSorted((first, second) => (first.id < second.id ? -1 : 1));

it("is what docs/vault-format.md says", () => {
  const folder = newFolder();
  const vault = newVault(folder);
  const members = Array.from({ length: 2500 }, (_, index) => guidOf(index)).sort();
  const state = [
    ...Array.from({ length: 300 }, (_, index) => userOf(index % 7 === 0 ? `odd ${index}` : guidOf(index), { index })),
    groupOf("large", members),
  ];
  const roots = [sealed(vault, state).root];
  const changed = [userOf(guidOf(1), { city: "Bergen" }), groupOf("large", members.slice(1)), userOf("new")];
  const basedOn = { snapshotNumber: 1, types: ["user", "group"] } as const;
  roots.push(sealed(vault, changed, { basedOn, remove: [{ type: "user", id: "odd 0" }] }).root);
  const expected = [byId([...vault.objects(1)]), byId([...vault.objects(2)])];
  vault.close();
  const raw = openRaw(folder);
  for (const snapshot of [1, 2]) {
    const read = readSnapshot(raw, snapshot);
    expect(byId(read.objects)).toEqual(expected[snapshot - 1]);
    expect(read.root).toBe(roots[snapshot - 1]);
  }
  raw.close();
});
