import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVault } from "../vault/open-vault.ts";
import { makeWorkplace, type Workplace } from "./testing/demo-vault.ts";
import { type Ended, runCommand } from "./testing/run-command-line.ts";

const passphrase = "canary passphrase 5c1f0a";
const exportPassphrase = "canary export 77d2e4";
let place: Workplace;
let vault: string;
let word: readonly string[];
const said: Ended[] = [];

beforeAll(async () => {
  place = await makeWorkplace();
  vault = place.path("own");
  word = ["--passphrase-file", await place.file("word.txt", `${passphrase}\n`)];
});
afterAll(() => place.remove());

async function say(...args: readonly string[]): Promise<void> {
  const ended = await runCommand(...args, "--vault", vault, ...word);
  expect(ended.code, ended.err).toBeLessThan(2);
  said.push(ended);
}

/** Every file beneath the folder, as bytes. */
async function filesIn(folder: string): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(name) })));
}

it("keeps passphrases and tokens out of what is printed and out of the vault's folder", async () => {
  await say("demo", "--users", "50", "--json");
  await say("--cloud", "demo", "signin", "--json");
  await say("--cloud", "demo", "plan", "1", "--output", join(vault, "plan.json"));
  await say("--cloud", "demo", "apply", join(vault, "plan.json"), "--yes");
  await say("--cloud", "demo", "diff", "1", "2", "--format", "html", "--output", join(vault, "report.html"));
  const own = ["--export-passphrase-file", await place.file("export-word.txt", exportPassphrase)];
  await say("--cloud", "demo", "export", "latest", join(vault, "one.age"), ...own);
  const opened = openVault({ folder: vault, passphrase });
  const cache = Buffer.from(opened.secret("token-cache") ?? []).toString("utf8");
  opened.close();
  const tokens = [...cache.matchAll(/"secret":\s*"([^"]{12,})"/gu)].map(([, token = ""]) => token);
  expect(tokens.length, "the vault keeps tokens").toBeGreaterThan(1);
  const canaries = [passphrase, exportPassphrase, ...tokens];
  const files = await filesIn(vault);
  expect(files.length).toBeGreaterThan(6);
  for (const canary of canaries) {
    for (const { out, err } of said) expect(out + err).not.toContain(canary);
    for (const { name, bytes } of files) expect(bytes.includes(canary), name).toBe(false);
  }
});
