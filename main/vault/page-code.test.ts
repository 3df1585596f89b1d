import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { unlock } from "./keys/unlock.ts";
import { databaseKey } from "./keys/vault-key.ts";
import { pageHolds } from "./page-code.ts";
import { closedVault, passphrase, removeFolders } from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());

it("a page of a vault holds in its own place under its own key, and with no bit changed", () => {
  const folder = closedVault();
  const { database, slots } = vaultFiles(folder);
  const key = databaseKey(unlock(slots, passphrase).vaultKey);
  const file = readFileSync(database);
  for (let at = 0; at < file.length; at += 8192) {
    const page = file.subarray(at, at + 8192);
    const number = at / 8192 + 1;
    expect(pageHolds(page, number, key)).toBe(true);
    expect(pageHolds(page, number + 1, key)).toBe(false);
    expect(pageHolds(page, number, Buffer.alloc(32))).toBe(false);
    const changed = Buffer.from(page);
    const place = (number * 1171) % 8192;
    changed.writeUInt8(changed.readUInt8(place) ^ 0x40, place);
    expect(pageHolds(changed, number, key)).toBe(false);
  }
});
