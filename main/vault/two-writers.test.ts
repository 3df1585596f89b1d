import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { openVault } from "./open-vault.ts";
import {
  dayAt,
  newFolder,
  newVault,
  origin,
  passphrase,
  proof,
  removeFolders,
  sealed,
  userOf,
  verdictOf,
} from "./testing/scratch-vault.ts";
import type { Vault } from "./vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());

const refusal = expect.objectContaining({ code: "VAULT_HELD", message: expect.stringMatching(/at the same time/) });

/** More than a seal keeps in memory: packs are put down ahead. */
const moreThanWaits = Array.from({ length: 50 }, (_, number) =>
  userOf(`u${number}`, { noise: randomBytes(1 << 20).toString("base64") }),
);

/** Two that both have the vault open for writing, as on a share that grants each the lock. */
function another(folder: string): Vault {
  rmSync(vaultFiles(folder).writer);
  return openVault({ folder, passphrase });
}

it("seals nothing of which the other one dropped a part, and then it can be sealed", () => {
  const folder = newFolder();
  const vault = newVault(folder);
  const seal = vault.beginSnapshot({ startedAt: dayAt(0), origin });
  seal.add(moreThanWaits);
  another(folder).close();
  expect(() => seal.finish({ endedAt: dayAt(0), types: { user: proof } })).toThrow(refusal);
  expect(sealed(vault, [userOf("a")]).number).toBe(1);
  expect(verdictOf(vault)).toMatchObject({ ok: true, snapshots: 1 });
  vault.close();
});

it("seals nothing over a chain that the other one has made longer, and drops nothing of what that sealed", () => {
  const folder = newFolder();
  const vault = newVault(folder);
  const seal = vault.beginSnapshot({ startedAt: dayAt(0), origin });
  seal.add(moreThanWaits);
  const other = another(folder);
  sealed(other, [userOf("c")]);
  expect(() => seal.finish({ endedAt: dayAt(0), types: { user: proof } })).toThrow(refusal);
  expect(verdictOf(other)).toMatchObject({ ok: true, snapshots: 1 });
  other.close();
  vault.close();
  const again = openVault({ folder, passphrase });
  expect(verdictOf(again)).toMatchObject({ ok: true, snapshots: 1 });
  again.close();
});
