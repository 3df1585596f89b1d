import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter, Encrypter } from "age-encryption";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { anyJsonObject, asJson } from "../vault/testing/arbitrary-objects.ts";
import { recordId, verifyRecord } from "../vault/verify-record.ts";
import { exportSnapshot } from "./export-snapshot.ts";
import { readExport } from "./import-snapshot.ts";
import { auditOf, recordOf } from "./record-for-tests.ts";

const passphrase = "correct horse battery staple";
const cheap = { workFactor: 4 };
const trusting = () => true;
let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reinstate-export-"));
  file = join(folder, "tenant.age");
});
afterEach(() => rm(folder, { recursive: true }));

function users(count: number): readonly DirectoryObject[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "user",
    id: `u${index}`,
    properties: { displayName: `O’Brien’s "team" – ${index} %`, tags: ["one"], empty: [], nothing: null },
    links: { manager: [`u${index + 1}`] },
  }));
}

async function write(objects: readonly DirectoryObject[], auditRecords: readonly AuditRecord[] = []) {
  const record = recordOf(1, objects.length === 0 ? {} : { user: objects.length });
  return await exportSnapshot({ record, publicKey: "PEM", objects, auditRecords }, file, passphrase, cheap);
}

async function read(from = file, word = passphrase) {
  const found: { objects: DirectoryObject[]; auditRecords: AuditRecord[]; header: unknown; parts: number } = {
    objects: [],
    auditRecords: [],
    header: undefined,
    parts: 0,
  };
  for await (const part of readExport(from, word, trusting)) {
    found.parts += 1;
    if (part.kind === "header") found.header = part;
    else if (part.kind === "objects") found.objects.push(...part.objects);
    else found.auditRecords.push(...part.auditRecords);
  }
  return found;
}

/** The container's lines, for forging a file that age itself would accept. */
async function forge(change: (lines: string[]) => string[]): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const text = await decrypter.decrypt(await readFile(file), "text");
  const forged = change(text.trimEnd().split("\n")).join("\n");
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(4);
  const size = Buffer.byteLength(forged) + 1;
  await writeFile(file, await encrypter.encrypt(`${forged}${" ".repeat((65_536 - (size % 65_536)) % 65_536)}\n`));
}

/** The hash of the last line, set anew for the lines before it. */
function withHash(lines: readonly string[]): string[] {
  const body = lines.slice(0, -1);
  const sha256 = createHash("sha256")
    .update(body.map((line) => `${line}\n`).join(""))
    .digest("hex");
  const { end } = JSON.parse(lines.at(-1) ?? "");
  return [...body, JSON.stringify({ end: { ...end, sha256 } })];
}

/** As long as an export may be, with no line padded. */
function filled(lines: readonly string[]): string[] {
  const missing = 65_536 - ((Buffer.byteLength(lines.join("\n")) + 1) % 65_536);
  return lines.map((line, index) => (index === 1 ? line.replace("O’Brien", `O’Brien${"x".repeat(missing)}`) : line));
}

const code = (expected: string) => expect.objectContaining({ code: expected });

describe("there and back", () => {
  test("everything comes back exactly, in batches", async () => {
    const [objects, auditRecords] = [users(30_000), [auditOf("a"), auditOf("b")]];
    expect((await write(objects, auditRecords)).objects).toBe(30_000);
    const found = await read();
    expect(found.objects).toEqual(objects);
    expect(found.auditRecords).toEqual(auditRecords);
    expect(found.header).toEqual({ kind: "header", record: recordOf(1, { user: 30_000 }), publicKey: "PEM" });
    expect(found.parts).toBeGreaterThan(3);
    expect(await readdir(folder)).toEqual(["tenant.age"]);
  });

  test("an empty snapshot, and any JSON in properties", async () => {
    await write([]);
    expect((await read()).objects).toEqual([]);
    const anything = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>);
    await fc.assert(
      fc.asyncProperty(anything, async (properties) => {
        const objects: readonly DirectoryObject[] = [{ type: "user", id: "u", properties, links: {} }];
        await write(objects);
        expect(JSON.stringify((await read()).objects)).toBe(JSON.stringify(objects));
      }),
      { numRuns: 20 },
    );
  });

  test("whatever an object holds, its line is taken as an export's: awkward keys, numbers and text, and the record's too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyJsonObject, { minLength: 20, maxLength: 40 }),
        fc.string({ unit: "binary" }),
        async (all, name) => {
          const objects = all.map(
            (properties, index) => ({ type: "user", id: `u${index}`, properties, links: {} }) as const,
          );
          const record = recordOf(1, { user: objects.length }, { tenantName: name });
          await exportSnapshot(
            { record, publicKey: "PEM", objects, auditRecords: [auditOf(name)] },
            file,
            passphrase,
            cheap,
          );
          const found = await read();
          expect(JSON.stringify(found.objects)).toBe(JSON.stringify(asJson(objects)));
          expect(found.auditRecords).toEqual([auditOf(name)]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test.for(["x".repeat(251), "漢".repeat(83)])(
    "under as long a name as a file can have: %s",
    async (name, { skip }) => {
      skip(process.platform === "win32", "there paths are counted in another way");
      file = join(folder, `${name}.age`);
      await write(users(3));
      expect((await read()).objects).toEqual(users(3));
      file = join(folder, `${name.repeat(4)}.age`);
      await expect(write(users(3))).rejects.toThrow(
        expect.objectContaining({ code: "USAGE_INVALID", message: expect.stringMatching(/longer than a name can be/) }),
      );
      expect(await readdir(folder)).toEqual([`${name}.age`]);
    },
  );

  test("any age client opens it: lines of JSON", async () => {
    await write(users(2));
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const lines = (await decrypter.decrypt(await readFile(file), "text")).trimEnd().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
      ["format", "record", "publicKey"],
      ["object"],
      ["object"],
      ["end"],
    ]);
  });
});

describe("what cannot be trusted", () => {
  test("a wrong passphrase", async () => {
    await write(users(1));
    await expect(read(file, "wrong")).rejects.toEqual(code("VAULT_LOCKED"));
  });

  test("a file that was cut off, at any length", async () => {
    await write(users(2000));
    const whole = await readFile(file);
    for (const length of [whole.length - 1, whole.length - 16, whole.length >> 1, 70_000, 1000]) {
      await writeFile(file, whole.subarray(0, length));
      await expect(read()).rejects.toEqual(code("IMPORT_TRUNCATED"));
    }
  });

  test("JSON that is nested ten million levels deep, before it is parsed", async () => {
    await write(users(2));
    const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const forged = (levels: number) =>
      forge(([header = "", first = "", ...rest]) => [
        header,
        first.replace('"empty":[]', `"empty":${deep(levels)}`),
        ...rest,
      ]);
    const parse = vi.spyOn(JSON, "parse");
    try {
      await forged(10_000_000);
      await expect(read()).rejects.toMatchObject({
        code: "IMPORT_INVALID",
        message: expect.stringMatching(/nested more than 500 levels/u),
      });
      expect(parse.mock.calls.every(([text]) => text.length < 100_000)).toBe(true);
    } finally {
      parse.mockRestore();
    }
  });

  test("what only looks deep is taken: brackets in a name, and 400 levels", async () => {
    const displayName = `${"[{".repeat(1000)}\\"\\\\`;
    let value: JsonValue = "core";
    for (let level = 0; level < 400; level += 1) value = [value];
    const objects: readonly DirectoryObject[] = [
      { type: "user", id: "u", properties: { displayName, value }, links: {} },
    ];
    await write(objects);
    expect((await read()).objects).toEqual(objects);
  });

  test("any flipped byte", async () => {
    await write(users(3));
    const whole = await readFile(file);
    for (const place of [0, 30, 120, 200, 300, whole.length >> 1, whole.length - 1]) {
      const altered = Buffer.from(whole);
      altered[place] = (altered[place] ?? 0) ^ 1;
      await writeFile(file, altered);
      await expect(read()).rejects.toThrow();
    }
    await writeFile(file, "no age file");
    await expect(read()).rejects.toEqual(code("IMPORT_INVALID"));
  });

  test.each([
    ["a line that is missing", (lines: string[]) => lines.toSpliced(1, 1), "IMPORT_INVALID"],
    [
      "a line that was changed",
      (lines: string[]) => lines.with(1, lines[1]?.replace("u0", "x0") ?? ""),
      "IMPORT_INVALID",
    ],
    ["a line of another shape", (lines: string[]) => lines.with(1, '{"object":{"type":"robot"}}'), "IMPORT_INVALID"],
    ["a line that is no JSON", (lines: string[]) => lines.with(1, "{"), "IMPORT_INVALID"],
    ["a header of another format", (lines: string[]) => lines.with(0, '{"format":"x"}'), "IMPORT_INVALID"],
    ["no last line", (lines: string[]) => filled(lines.slice(0, -1)), "IMPORT_TRUNCATED"],
    ["something after the last line", (lines: string[]) => [...lines, lines[1] ?? ""], "IMPORT_INVALID"],
  ])("%s", async (_name, change, expected) => {
    await write(users(3));
    await forge(change);
    await expect(read()).rejects.toEqual(code(expected));
  });

  test.each<readonly [string, (line: string) => string]>([
    ["a key twice", (line) => line.replace('"properties"', '"properties":{"displayName":"EVIL"},"properties"')],
    ["a key twice in a property", (line) => line.replace('"tags"', '"displayName":"EVIL","tags"')],
    ["a key twice, once escaped", (line) => line.replace('"tags"', '"display\\u004eame":"EVIL","tags"')],
    ["__proto__ twice", (line) => line.replace('"tags"', '"__proto__":{"a":1},"__proto__":{"a":2},"tags"')],
    ["a number in another form", (line) => line.replace("null", "1.0")],
    ["blanks between", (line) => line.replace(",", ", ")],
    ["blanks behind", (line) => `${line} `],
    ["a byte order mark", (line) => `\ufeff${line}`],
    ["a member of an object that nobody signs", (line) => line.replace('"properties"', '"more":1,"properties"')],
    ["a member beside the object", (line) => line.replace(/\}$/u, ',"more":1}')],
  ])("a line that programs may read differently: %s, whatever hash is set", async (_name, change) => {
    await write(users(3));
    await forge((lines) => withHash(lines.with(2, change(lines[2] ?? ""))));
    await expect(read()).rejects.toMatchObject({ code: "IMPORT_INVALID", message: expect.stringMatching(/a line /u) });
  });

  test("a header with a member that nobody signs", async () => {
    await write(users(1));
    await forge(([header = "", ...rest]) => withHash([header.replace('"record"', '"more":1,"record"'), ...rest]));
    await expect(read()).rejects.toEqual(code("IMPORT_INVALID"));
  });

  test("a signed record passes, one that was changed after signing does not", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const unsigned = recordOf(1);
    const id = recordId(unsigned);
    const signature = sign(null, Buffer.from(id, "hex"), privateKey).toString("base64");
    const signed = { ...unsigned, id, signature };
    for (const [record, holds] of [
      [signed, true],
      [{ ...signed, tenantName: "Fabrikam" }, false],
    ] as const) {
      await exportSnapshot({ record, publicKey: pem, objects: [], auditRecords: [] }, file, passphrase, cheap);
      const first = readExport(file, passphrase, verifyRecord).next();
      if (holds) expect((await first).value).toMatchObject({ kind: "header", record });
      else await expect(first).rejects.toEqual(code("IMPORT_INVALID"));
    }
  });

  test("one whose passphrase would cost hours to try, before it is tried", async () => {
    await write(users(1));
    const whole = await readFile(file, "latin1");
    const [stanza = ""] = /^-> scrypt \S+ \d+$/mu.exec(whole) ?? [];
    await writeFile(file, whole.replace(stanza, stanza.replace(/\d+$/u, "40")), "latin1");
    await expect(read()).rejects.toEqual(code("IMPORT_INVALID"));
  });

  test.each(["../organization", "u/manager", "u?$select=id", ".."])("an id %j that parts an address", async (id) => {
    await write([{ type: "user", id, properties: {}, links: {} }]);
    await expect(read()).rejects.toEqual(code("IMPORT_INVALID"));
    await write([{ type: "group", id: "g", properties: {}, links: { members: [id] } }]);
    await expect(read()).rejects.toEqual(code("IMPORT_INVALID"));
  });

  test("a record that its signature does not cover", async () => {
    await write(users(1));
    const parts = readExport(file, passphrase, () => false);
    await expect(parts.next()).rejects.toEqual(code("IMPORT_INVALID"));
  });
});

describe("the disk", () => {
  test("a folder that is not there, a file that is not there", async () => {
    const source = { record: recordOf(1), publicKey: "PEM", objects: [], auditRecords: [] };
    await expect(exportSnapshot(source, join(folder, "none", "x.age"), passphrase, cheap)).rejects.toEqual(
      code("USAGE_NOT_FOUND"),
    );
    await expect(read(join(folder, "none.age"))).rejects.toEqual(code("USAGE_NOT_FOUND"));
  });

  test("a failure in the middle leaves nothing behind", async () => {
    const objects = (function* () {
      yield* users(5000);
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    })();
    const source = { record: recordOf(1), publicKey: "PEM", objects, auditRecords: [] };
    await expect(exportSnapshot(source, file, passphrase, cheap)).rejects.toEqual(code("DISK_FULL"));
    expect(await readdir(folder)).toEqual([]);
  });
});
