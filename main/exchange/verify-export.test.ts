import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Decrypter } from "age-encryption";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportSource } from "../flows/export-source.ts";
import { anyJsonObject } from "../vault/testing/arbitrary-objects.ts";
import {
  groupOf,
  guidOf,
  newFolder,
  newVault,
  origin,
  proof,
  removeFolders,
  userOf,
} from "../vault/testing/scratch-vault.ts";
import { exportSnapshot } from "./export-snapshot.ts";
import { auditOf } from "./record-for-tests.ts";

const verifier = fileURLToPath(new URL("../../docs/verify-export.mjs", import.meta.url));
const passphrase = "of the export";
const at = { startedAt: "2026-01-01T13:00:00Z", endedAt: "2026-01-01T13:05:00Z" };
let plain = "";
let recordId = "";

/** What `age -d` gives of an export of a real vault. */
async function decrypted(): Promise<string> {
  const vault = newVault();
  const seal = vault.beginSnapshot({ startedAt: at.startedAt, origin });
  const odd = userOf("ü/\ud800 odd", { notes: 'Line\n"quoted" \u2028 €', 10: 1.5e-7, 9: [], __proto: null });
  const users = Array.from({ length: 3000 }, (_, index) => userOf(guidOf(index), { department: `D${index % 7}` }));
  const awkward = fc
    .sample(anyJsonObject, { numRuns: 200, seed: 1 })
    .map((properties, index) => userOf(guidOf(5000 + index), properties));
  const members = users.map(({ id }) => id);
  seal.add([...users, ...awkward, odd, groupOf(guidOf(9000), members), groupOf(guidOf(9001), [])]);
  seal.addAuditRecords([auditOf("b"), auditOf("a")]);
  const record = seal.finish({ endedAt: at.endedAt, types: { user: proof, group: proof, application: proof } });
  recordId = record.id;
  const file = join(newFolder(), "tenant.age");
  await exportSnapshot(exportSource(vault, record), file, passphrase, { workFactor: 4 });
  vault.close();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(readFileSync(file), "text");
}

beforeEach(async () => {
  plain = await decrypted();
});
afterEach(() => removeFolders());

function verify(input: string, ...known: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, ...known], { input, encoding: "utf8" });
  return { status, text: stdout + stderr };
}

/** A forger who knows the format makes counts, hash and length fit. */
function forged(change: (lines: string[]) => string[]): string {
  const lines = change(plain.trimEnd().split("\n").slice(0, -1));
  const body = lines.map((line) => `${line}\n`).join("");
  const has = (kind: string) => lines.filter((line) => line.startsWith(`{"${kind}"`)).length;
  const sha256 = createHash("sha256").update(body).digest("hex");
  const end = JSON.stringify({ end: { objects: has("object"), auditRecords: has("audit"), sha256 } });
  const missing = 65_536 - ((Buffer.byteLength(body + end) + 1) % 65_536);
  return `${body}${end}${" ".repeat(missing)}\n`;
}

describe("the verifier that needs nothing of the application", () => {
  it("proves an export and says whose it is", () => {
    const { status, text } = verify(plain, recordId);
    expect(text).toMatch(
      /^Proven: snapshot 1 of Contoso .* 3203 objects give the signed root; 2 audit records signed with it\.\n/u,
    );
    expect([status, text.includes(recordId)]).toEqual([0, true]);
    expect(verify(forged((lines) => lines)).status).toBe(0);
  });

  it.each<readonly [string, (lines: string[]) => string[], RegExp]>([
    ["an altered property", (lines) => lines.map((line) => line.replace('"D3"', '"D4"')), /root that was signed/u],
    [
      "a member taken out",
      (lines) => lines.map((line) => (line.includes('"type":"group"') ? line.replace(`"${guidOf(7)}",`, "") : line)),
      /root that was signed/u,
    ],
    [
      "an object left out",
      (lines) => lines.filter((line) => !line.includes(`"id":"${guidOf(5)}"`)),
      /counts 3201 objects/u,
    ],
    [
      "a key that is given twice",
      (lines) =>
        lines.with(1, (lines[1] ?? "").replace('"properties"', '"properties":{"displayName":"EVIL"},"properties"')),
      /programs may read it differently/u,
    ],
    ["blanks behind a line", (lines) => lines.with(1, `${lines[1]} `), /programs may read it differently/u],
    [
      "a member of an object that nobody signed",
      (lines) => lines.with(1, (lines[1] ?? "").replace('"properties"', '"more":1,"properties"')),
      /nobody signed/u,
    ],
    [
      "a member beside the record",
      (lines) => lines.with(0, (lines[0] ?? "").replace('"record"', '"more":1,"record"')),
      /nobody signed/u,
    ],
    ["an object twice", (lines) => [...lines, lines[1] ?? ""], /twice/u],
    [
      "another record",
      (lines) => [(lines[0] ?? "").replace("Contoso", "Fabrikam"), ...lines.slice(1)],
      /its id was made from/u,
    ],
  ])("names %s, however well it was forged", (_, change, problem) => {
    expect(verify(forged(change))).toEqual({ status: 5, text: expect.stringMatching(problem) });
  });

  it("names audit records that were not sealed with the snapshot", () => {
    expect(verify(forged((lines) => lines.filter((line) => !line.includes('"id":"a"')))).text).toContain(
      "not signed with it",
    );
  });

  it("refuses a cut file, text that is no export, nothing, and a record that is not the known one", () => {
    expect(verify(plain.slice(0, 65_536))).toMatchObject({ status: 5, text: expect.stringContaining("cut off") });
    expect(verify("age-encryption.org/v1\n")).toMatchObject({ status: 5, text: expect.stringContaining("no export") });
    expect(verify("")).toMatchObject({ status: 5, text: expect.stringContaining("cut off") });
    expect(verify(plain, "0".repeat(64))).toMatchObject({ status: 5, text: expect.stringContaining("not the one") });
  });

  it("stays short enough to be read before it is trusted", () => {
    const source = readFileSync(verifier, "utf8");
    expect(source.split("\n").length).toBeLessThan(200);
    expect(source.match(/from "[^"]+"/gu)).toEqual(['from "node:crypto"']);
  });
});
