import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { newFolder, passphrase, removeFolders } from "../vault/testing/scratch-vault.ts";
import { runCommand } from "./testing/run-command-line.ts";

afterAll(() => removeFolders());

it("checks and reads a vault of an earlier program without writing anything", async () => {
  const vault = newFolder();
  await cp(fileURLToPath(new URL("../vault/testing/stored-vaults/format-1", import.meta.url)), vault, {
    recursive: true,
  });
  const bytes = async () =>
    Promise.all((await readdir(vault)).sort().map((name) => readFile(join(vault, name), "base64")));
  const before = await bytes();
  const word = join(newFolder(), "word.txt");
  await writeFile(word, passphrase);
  for (const command of ["check", "snapshots"]) {
    const { code, err } = await runCommand(command, "--vault", vault, "--passphrase-file", word);
    expect([code, err]).toEqual([0, ""]);
  }
  expect(await bytes()).toEqual(before);
});
