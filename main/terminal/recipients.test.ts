import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vaultHistory } from "../flows/vault-history.ts";
import { openVault } from "../vault/open-vault.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { documentOf, runCommand } from "./testing/run-command-line.ts";

const hasAge = spawnSync("age", ["--version"]).status === 0;
/** age asks for passphrases on a terminal only, which this program of Linux stands in for. */
const hasTerminal = /util-linux/u.test(String(spawnSync("script", ["--version"]).stdout));

let place: Workplace;
let [mine, stranger] = ["", ""];
let recipients: readonly string[] = [];
let file = "";

beforeAll(async () => {
  place = await makeWorkplace();
  const keys = await Promise.all([generateX25519Identity(), generateX25519Identity(), generateX25519Identity()]);
  recipients = await Promise.all(keys.slice(0, 2).map(identityToRecipient));
  mine = await place.file("mine.txt", `# created: today\n# public key: ${recipients[1]}\r\n${keys[1]}\r\n`);
  stranger = await place.file("stranger.txt", `${keys[2]}\n`);
  file = place.path("tenant.age");
  const words = recipients.flatMap((recipient) => ["--recipient", recipient]);
  expect(await place.demo("export", "latest", file, ...words)).toMatchObject({ code: 0 });
});
afterAll(() => place.remove());

function importInto(name: string, ...words: readonly string[]) {
  const passphrase = `${place.vault}/demo-passphrase.txt`;
  return runCommand("import", file, "--vault", place.path(name), "--passphrase-file", passphrase, "--json", ...words);
}

describe("an export for recipients", () => {
  it("opens with the identity file of any of them", async () => {
    const imported = await importInto("review", "--identity-file", mine);
    expect([imported.code, documentOf(imported)]).toEqual([0, expect.objectContaining({ snapshot: 1, refused: [] })]);
  });

  it.skipIf(!hasAge)(
    "opens with the command line of age (left out where that is not installed), and proves without Reinstate",
    () => {
      const plain = execFileSync("age", ["-d", "-i", mine, file], { maxBuffer: 1 << 28 });
      const verified = execFileSync(process.execPath, ["docs/verify-export.mjs"], { input: plain, encoding: "utf8" });
      expect(verified).toMatch(/^Proven: snapshot \d+ of Nordwind Logistics /u);
    },
  );

  it("stands in the vault's history with whom it is for, and says where it cannot", async () => {
    const passphrase = readFileSync(`${place.vault}/demo-passphrase.txt`, "utf8").trim();
    const vault = openVault({ folder: place.vault, passphrase });
    try {
      const told = vaultHistory(vault).filter(({ kind }) => kind === "export");
      expect(told.map(({ verdict, sentence }) => [verdict, sentence.replace(/[\d,]+ objects/u, "n objects")])).toEqual([
        ["complete", `Snapshot 4 to ${file}, for ${recipients.join(", ")}: n objects.`],
      ]);
      const held = await place.demo("export", "1", place.path("held.age"), "--recipient", recipients[0] ?? "");
      expect(held).toMatchObject({
        code: 0,
        err: expect.stringMatching(
          /The vault's history does not tell of this export\. The vault is open for writing elsewhere/u,
        ),
      });
    } finally {
      vault.close();
    }
  });

  it("proves by check alone, without a vault, and leaves nothing behind", async () => {
    const proven = await runCommand("check", file, "--identity-file", mine);
    expect([proven.code, proven.out]).toEqual([
      0,
      expect.stringMatching(/^Proven: the snapshot of Nordwind Logistics /u),
    ]);
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith("reinstate-check-"));
    expect(left).toEqual([]);
    const cut = place.path("cut.age");
    writeFileSync(cut, readFileSync(file).subarray(0, -70_000));
    const refused = await runCommand("check", cut, "--identity-file", mine, "--json");
    expect([refused.code, documentOf(refused)]).toMatchObject([5, { error: { code: "IMPORT_TRUNCATED" } }]);
  });

  it("stays shut for others, and makes no vault on the way", async () => {
    const refused = await importInto("none", "--identity-file", stranger);
    expect([refused.code, documentOf(refused)]).toEqual([
      4,
      {
        error: expect.objectContaining({
          code: "VAULT_LOCKED",
          message: expect.stringContaining("No key of the identity file opens"),
        }),
      },
    ]);
    expect((await importInto("none")).code).toBe(4);
    expect(existsSync(place.path("none"))).toBe(false);
  });

  it("refuses what is no key, says what would be one, and repeats no secret", async () => {
    const noKey = await place.demo("export", "latest", place.path("other.age"), "--recipient", "ada@contoso.example");
    expect([noKey.code, noKey.err]).toEqual([2, expect.stringContaining("begins with age1")]);
    expect(existsSync(place.path("other.age"))).toBe(false);
    const spoilt = await place.file(
      "spoilt.txt",
      readFileSync(mine, "utf8").replace("AGE-SECRET-KEY-1", "AGE-SECRET-1"),
    );
    const noIdentity = await importInto("none", "--identity-file", spoilt);
    expect(noIdentity.code).toBe(2);
    expect(noIdentity.err + noIdentity.out).not.toContain(readFileSync(mine, "utf8").slice(-30).trim());
    const both = await importInto("none", "--identity-file", mine, "--export-passphrase-file", spoilt);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining("not both")]);
    const damaged = await place.file("damaged.txt", readFileSync(mine, "utf8").replace(/..\r\n$/u, "QQ\r\n"));
    expect((await importInto("none", "--identity-file", damaged)).code).toBe(2);
  });

  it.skipIf(!hasAge || !hasTerminal)(
    "with a passphrase opens with the command line of age too, and proves without Reinstate",
    async () => {
      const [sealed, plain] = [place.path("passphrase.age"), place.path("plain.jsonl")];
      const words = ["--export-passphrase-file", await place.file("export.txt", "words of its own\n")];
      const exported = await place.demo("export", "latest", sealed, ...words);
      expect(exported).toMatchObject({ code: 0 });
      const age = spawn("script", ["-qec", `age -d -o '${plain}' '${sealed}'`, "/dev/null"]);
      const ended = once(age, "exit");
      age.stdout.on("data", (text) => /passphrase/u.test(String(text)) && age.stdin.write("words of its own\n"));
      expect(await ended).toEqual([0, null]);
      const input = readFileSync(plain);
      const verified = execFileSync(process.execPath, ["docs/verify-export.mjs"], { input, encoding: "utf8" });
      expect(verified).toMatch(/^Proven: snapshot \d+ of Nordwind Logistics /u);
    },
  );
});
