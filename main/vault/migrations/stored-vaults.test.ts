import { cpSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { openVault } from "../open-vault.ts";
import { openRaw } from "../testing/open-raw.ts";
import { renewKeys } from "../testing/renew-keys.ts";
import { guidOf, newFolder, passphrase, removeFolders, sealed, userOf, verdictOf } from "../testing/scratch-vault.ts";
import { formatVersion, migrations } from "./migrations.ts";

const stored = fileURLToPath(new URL("../testing/stored-vaults", import.meta.url));

/** Every byte of every file. */
function bytesIn(folder: string): readonly (readonly string[])[] {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(`${folder}/${name}`, "base64")]);
}

/** A vault as the program of that format left it: each holds the same three snapshots. */
function storedVault(format: number): string {
  const folder = newFolder();
  cpSync(`${stored}/format-${format}`, folder, { recursive: true });
  return folder;
}

afterEach(() => removeFolders());

describe("vaults of earlier programs", () => {
  it("are kept for every format, the newest included", () => {
    expect(readdirSync(stored).sort()).toEqual(migrations.map(({ number }) => `format-${number}`).sort());
  });

  it.each(migrations.map(({ number }) => number))("of format %i open, prove, read as they were and go on", (format) => {
    const vault = openVault({ folder: storedVault(format), passphrase });
    expect(vault.description.formatVersion).toBe(formatVersion);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 3 });
    expect(vault.snapshots()[0]?.id).toBe("fb859f22aafdf5952b4a4409f22143697d1cf8bd24ec55de7883168eb98006ce");
    expect(vault.object(1, "user", guidOf(3))?.properties.department).toBe("D3");
    expect(vault.object(2, "user", guidOf(3))?.properties.department).toBe("Moved");
    expect(vault.object(1, "group", guidOf(2000))?.links.members).toHaveLength(700);
    expect([...vault.differences(2, 3)].map(({ id, after }) => [id, after])).toEqual([[guidOf(5), undefined]]);
    expect([...vault.auditRecords("2026-08-01T00:00:00Z", "2026-08-03T00:00:00Z")].map(({ id }) => id)).toEqual(["a1"]);
    expect(Buffer.from(vault.secret("token-cache") ?? []).toString()).toBe("sealed");
    expect(vault.journal("j")).toHaveLength(1);
    expect(sealed(vault, [userOf(guidOf(1))]).previous).toBe(vault.snapshots()[2]?.id);
    expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 4 });
    vault.close();
  });

  it.each(migrations.map(({ number }) => number))(
    "of format %i are read and proven without a byte being written, as a medium needs that cannot be",
    (format) => {
      const folder = storedVault(format);
      const before = bytesIn(folder);
      const vault = openVault({ folder, passphrase, readOnly: true });
      expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 3 });
      expect(vault.object(2, "user", guidOf(3))?.properties.department).toBe("Moved");
      expect([vault.events(), vault.importedRecord(1)]).toEqual([[], undefined]);
      expect(bytesIn(folder)).toEqual(before);
      vault.close();
      expect(bytesIn(folder)).toEqual(before);
    },
  );

  it("whose number was set back, to hide events of the chain, do not prove", () => {
    const folder = storedVault(2);
    renewKeys(folder);
    const raw = openRaw(folder);
    raw.pragma("user_version = 1");
    raw.close();
    const proves = () => {
      const vault = openVault({ folder, passphrase, readOnly: true });
      try {
        if (!verdictOf(vault).ok) throw Object.assign(new Error("it does not prove"), { code: "VAULT_ALTERED" });
      } finally {
        vault.close();
      }
    };
    expect(proves).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
  });
});
