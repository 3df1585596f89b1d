import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createVault } from "./create-vault.ts";
import { isVaultFolder } from "./is-vault-folder.ts";
import { openVault } from "./open-vault.ts";
import { startProcess } from "./testing/kill-sealing.ts";
import { openRaw } from "./testing/open-raw.ts";
import {
  closedVault,
  copyOf,
  newFolder,
  newVault,
  passphrase,
  removeFolders,
  sealed,
  tenantId,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());

const refusal = (code: string) => expect.objectContaining({ name: "ReinstateError", code });

describe("a vault", () => {
  it("opens with its passphrase, however the keyboard composed it", () => {
    const folder = newFolder();
    const composed = "Sch\u00f6ne Gr\u00fc\u00dfe";
    createVault({
      folder,
      tenantId,
      tenantName: "T",
      passphrase: composed,
      now: "2026-01-01T00:00:00Z",
      passphraseCost: 16,
    }).close();
    const vault = openVault({ folder, passphrase: composed.normalize("NFD"), tenantId });
    expect(vault.description).toMatchObject({ tenantId, tenantName: "T", createdAt: "2026-01-01T00:00:00Z" });
    expect(vault.description.publicKey).toContain("PUBLIC KEY");
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 0 });
    vault.close();
  });

  it.each(["", "Correct horse battery staple", `${passphrase} `])("stays locked for %j, and as it was", (wrong) => {
    const folder = closedVault();
    const before = contentOf(folder);
    expect(() => openVault({ folder, passphrase: wrong })).toThrow(refusal("VAULT_LOCKED"));
    // All that is written is that somebody guessed.
    rmSync(vaultFiles(folder).guesses);
    expect(contentOf(folder)).toEqual(before);
    openVault({ folder, passphrase }).close();
  });

  it.each([
    "",
    "{",
    "[]",
    "null",
    '{"format":"reinstate-slots-1","slots":[]}',
    '{"format":"reinstate-slots-9","slots":[{}]}',
  ])("is not opened with the key file %j", (text) => {
    const folder = closedVault();
    writeFileSync(join(folder, "slots.json"), text);
    expect(() => openVault({ folder, passphrase })).toThrow(refusal("VAULT_NOT_A_VAULT"));
  });

  it.each([1_073_741_824, 17, 0, -16])("does not try a key slot of cost %i", (cost) => {
    const folder = closedVault();
    const text = readFileSync(join(folder, "slots.json"), "utf8");
    expect(text).toMatch(/"cost": ?16\b/);
    writeFileSync(join(folder, "slots.json"), text.replace(/"cost": ?16\b/, `"cost": ${cost}`));
    expect(() => openVault({ folder, passphrase })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^VAULT_(?:LOCKED|NOT_A_VAULT)$/) }),
    );
  });

  it("of another tenant is refused", () => {
    const folder = closedVault();
    expect(() => openVault({ folder, passphrase, tenantId: "another" })).toThrow(refusal("VAULT_OTHER_TENANT"));
    openVault({ folder, passphrase, tenantId }).close();
  });

  it("of a newer version is refused and left as it was", () => {
    const folder = closedVault();
    const database = openRaw(folder);
    database.pragma("user_version = 999");
    database.close();
    const before = readFileSync(join(folder, "vault.db"));
    expect(() => openVault({ folder, passphrase })).toThrow(refusal("VAULT_NEWER"));
    expect(readFileSync(join(folder, "vault.db")).equals(before)).toBe(true);
  });

  it.each(["vault.db", "slots.json"])("without its %s is refused and not made anew", (name) => {
    const folder = closedVault();
    rmSync(join(folder, name));
    const before = contentOf(folder);
    expect(() => openVault({ folder, passphrase })).toThrow(refusal("VAULT_NOT_A_VAULT"));
    expect(() => newVault(folder)).toThrow(refusal("USAGE_INVALID"));
    expect(contentOf(folder)).toEqual(before);
  });

  it.each([
    ["empty", ""],
    ["short", "hello"],
    ["text", "not a database, ".repeat(1000)],
    ["an SQLite file's start", `SQLite format 3\0${"\0".repeat(4080)}`],
  ])("whose vault.db is %s is refused and left as it was", (_, text) => {
    const folder = closedVault();
    writeFileSync(join(folder, "vault.db"), text);
    expect(() => openVault({ folder, passphrase })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^VAULT_(?:NOT_A_VAULT|ALTERED)$/) }),
    );
    expect(readFileSync(join(folder, "vault.db"), "utf8")).toBe(text);
  });

  it("is not opened with the key file of another vault", () => {
    const [folder, other] = [closedVault(), closedVault()];
    copyFileSync(join(other, "slots.json"), join(folder, "slots.json"));
    expect(() => openVault({ folder, passphrase })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^VAULT_/) }),
    );
  });

  it("is not made where there is one", () => {
    const folder = closedVault();
    expect(isVaultFolder(folder)).toBe(true);
    expect(isVaultFolder(newFolder())).toBe(false);
    expect(() => newVault(folder)).toThrow(refusal("USAGE_INVALID"));
    openVault({ folder, passphrase, tenantId }).close();
  });

  it("keeps nothing readable in its folder", () => {
    const folder = newFolder();
    const vault = newVault(folder);
    sealed(vault, [userOf("a", { notes: "plain words in clear" })]);
    vault.setSecret("cache", Buffer.from("plain words in clear"));
    for (const { content } of contentOf(folder)) expect(content.includes("plain words")).toBe(false);
    vault.close();
    for (const { content } of contentOf(folder)) expect(content.includes("Contoso")).toBe(false);
  });

  it("is held by one process at a time, and says by which", async () => {
    const folder = closedVault();
    const child = startProcess("holding-process", folder);
    const ended = once(child, "exit");
    await once(child.stdout ?? child, "data");
    expect(() => openVault({ folder, passphrase })).toThrow(
      expect.objectContaining({
        code: "VAULT_HELD",
        retryable: true,
        message: expect.stringContaining(`by the window in process ${child.pid} on`),
      }),
    );
    child.kill("SIGKILL");
    await ended;
    const vault = openVault({ folder, passphrase });
    expect(() => openVault({ folder, passphrase })).toThrow(refusal("VAULT_HELD"));
    expect(vault.snapshots()).toHaveLength(1);
    vault.close();
    openVault({ folder, passphrase }).close();
  });

  it("lets go where its holder could not be written down, and opens when that is mended", () => {
    const folder = closedVault();
    const { lock } = vaultFiles(folder);
    mkdirSync(lock);
    expect(() => openVault({ folder, passphrase })).toThrow();
    rmSync(lock, { recursive: true });
    openVault({ folder, passphrase }).close();
  });

  it("opens as a copy in another place", () => {
    const copy = copyOf(closedVault());
    const vault = openVault({ folder: copy, passphrase, tenantId });
    expect(verdictOf(vault).problem).toBeUndefined();
    expect(sealed(vault, [userOf("b")]).number).toBe(2);
    vault.close();
  });

  it("is not made in a folder that is not there", () => {
    const folder = join(newFolder(), "missing");
    expect(() => newVault(folder)).toThrow();
    mkdirSync(folder);
    newVault(folder).close();
  });
});

function contentOf(folder: string): readonly { readonly name: string; readonly content: Buffer }[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, content: readFileSync(join(folder, name)) }));
}
