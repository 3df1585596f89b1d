import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { openVault } from "../open-vault.ts";
import { killRekeying, vaultToRekey } from "../testing/kill-rekeying.ts";
import { copyOf, newFolder, passphrase, removeFolders, sealed, userOf, verdictOf } from "../testing/scratch-vault.ts";
import { vaultFiles } from "../vault-files.ts";
import { addRecoveryKey } from "./change-slots.ts";
import { rekeyVault } from "./rekey-vault.ts";

afterEach(() => removeFolders());

const now = "2026-08-02T00:00:00Z";

function rekeyed(folder: string): void {
  for (const _progress of rekeyVault({ folder, secret: passphrase, now }));
}

describe("a new key for a vault", () => {
  it("keeps all it holds and every way into it, and closes it to the former key", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const slotsPath = vaultFiles(folder).slots;
    const before = openVault({ folder, passphrase });
    const change = { slotsPath, secret: passphrase, chainKey: before.description.publicKey, now, cost: 16 };
    const formerKey = before.description.publicKey;
    before.close();
    const { recoveryKey } = addRecoveryKey(change, "");
    const formerSlots = readFileSync(slotsPath);
    rekeyed(folder);
    expect(readdirSync(folder).sort()).toEqual(["head.json", "slots.json", "vault.db", "writer"]);
    for (const secret of [passphrase, recoveryKey]) {
      const vault = openVault({ folder, passphrase: secret });
      expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 3 });
      expect(vault.events()).toMatchObject([{ kind: "rekey", formerKey, publicKey: vault.description.publicKey }]);
      expect(vault.description.publicKey).not.toBe(formerKey);
      const [record] = vault.snapshots();
      expect(record && vault.publicKeyOf(record)).toBe(formerKey);
      vault.close();
    }
    const goesOn = openVault({ folder, passphrase });
    const record = sealed(goesOn, [userOf("new")]);
    expect(goesOn.publicKeyOf(record)).toBe(goesOn.description.publicKey);
    expect(verdictOf(goesOn)).toMatchObject({ ok: true, snapshots: 4 });
    goesOn.close();
    writeFileSync(slotsPath, formerSlots);
    expect(() => openVault({ folder, passphrase })).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
  });

  it("is given twice as well as once", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    rekeyed(folder);
    rekeyed(folder);
    const vault = openVault({ folder, passphrase });
    expect([verdictOf(vault).ok, vault.events().length]).toEqual([true, 2]);
    vault.close();
  });

  it("is refused to a vault that does not prove", () => {
    const folder = newFolder();
    vaultToRekey(folder);
    const { head, database } = vaultFiles(folder);
    writeFileSync(head, "{}");
    // The first page says whether the vault was open.
    const before = readFileSync(database).subarray(8192);
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_ALTERED" }));
    expect(readFileSync(database).subarray(8192).equals(before)).toBe(true);
  });

  it("is refused while another process has the vault, and to who cannot open it", { timeout: 20_000 }, () => {
    const folder = newFolder();
    vaultToRekey(folder);
    expect(() => [...rekeyVault({ folder, secret: "wrong", now })]).toThrow(
      expect.objectContaining({ code: "VAULT_LOCKED" }),
    );
    const held = openVault({ folder, passphrase });
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_HELD" }));
    held.close();
    const reader = openVault({ folder, passphrase, readOnly: true });
    expect(() => rekeyed(folder)).toThrow(expect.objectContaining({ code: "VAULT_HELD" }));
    reader.close();
    const after = openVault({ folder, passphrase });
    expect([verdictOf(after).ok, after.events()]).toEqual([true, []]);
    after.close();
  });
});

it("a process that is killed in the middle leaves the vault under one of its keys, whole", {
  timeout: 180_000,
}, async () => {
  const folder = newFolder();
  vaultToRekey(folder);
  // bench/prove.ts does it two hundred times.
  for (const afterMs of [0, 5, 10, 15, 20, 25, 30, 40, 60]) {
    expect(await killRekeying(copyOf(folder), afterMs)).toBeUndefined();
  }
});
