import { afterAll, expect, it } from "vitest";
import { newVault, passphrase, removeFolders } from "../vault/testing/scratch-vault.ts";
import { vaultKeys } from "./vault-keys.ts";

afterAll(() => removeFolders());

const clock = { now: () => Date.parse("2026-08-01T08:00:00Z"), wait: async () => {} };

it.each(["addPassphrase", "addRecovery", "changePassphrase", "remove", "prove"] as const)(
  "wrong guesses at %s slow the next ones down, at every door",
  (door) => {
    const vault = newVault();
    const keys = vaultKeys({ vault, clock });
    const guess = (secret: string) => keys[door](secret, "new words of mine", "label");
    for (let time = 0; time < 3; time += 1) expect(() => guess(`wrong ${time}`)).toThrow(/does not open/u);
    expect(() => guess(passphrase)).toThrow(/too many wrong guesses\. Wait 2 seconds/u);
    expect(() => keys.prove(passphrase)).toThrow(/too many wrong guesses/u);
    expect(keys.list()).toHaveLength(1);
    vault.close();
  },
);
