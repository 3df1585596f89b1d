import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { unlock } from "./keys/unlock.ts";
import { databaseKey } from "./keys/vault-key.ts";
import { chachaBlock, pageHolds, poly1305 } from "./page-code.ts";
import { newFolder, newVault, passphrase, removeFolders, sealed, userOf } from "./testing/scratch-vault.ts";
import { vaultFiles } from "./vault-files.ts";

afterEach(() => removeFolders());

const hex = (text: string) => Buffer.from(text.replaceAll(/[\s:]/gu, ""), "hex");

describe("the vectors of RFC 8439", () => {
  it("hold for a block of ChaCha20 (2.3.2)", () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    expect(chachaBlock(key, 1, hex("00:00:00:09:00:00:00:4a:00:00:00:00"))).toEqual(
      hex(`10 f1 e7 e4 d1 3b 59 15 50 0f dd 1f a3 20 71 c4 c7 d1 f4 c7 33 c0 68 03 04 22 aa 9a c3 d4 6c 4e
           d2 82 64 46 07 9f aa 09 14 c2 d7 05 d9 8b 02 a2 b5 12 9c d1 de 16 4e b9 cb d0 83 e8 a2 50 3c 4e`),
    );
  });

  it("hold for Poly1305 (2.5.2)", () => {
    const key = hex("85:d6:be:78:57:55:6d:33:7f:44:52:fe:42:d5:06:a8:01:03:80:8a:fb:0d:b2:fd:4a:bf:f6:af:41:49:f5:1b");
    const tag = hex("a8:06:1d:c1:30:51:36:c6:c2:2b:8b:af:0c:01:27:a9");
    expect(poly1305(Buffer.from("Cryptographic Forum Research Group"), key)).toEqual(tag);
  });

  it("hold where the sum reaches the modulus (A.3, vectors 7 to 9)", () => {
    const ones = "FF".repeat(16);
    const one = hex(`01${"00".repeat(31)}`);
    const two = hex(`02${"00".repeat(31)}`);
    expect(poly1305(hex(`${ones}F0${"FF".repeat(15)}11${"00".repeat(15)}`), one)).toEqual(hex(`05${"00".repeat(15)}`));
    expect(poly1305(hex(`${ones}FB${"FE".repeat(15)}${"01".repeat(16)}`), one)).toEqual(hex("00".repeat(16)));
    expect(poly1305(hex(`FD${"FF".repeat(15)}`), two)).toEqual(hex(`FA${"FF".repeat(15)}`));
  });
});

describe("a page of a vault", () => {
  it("holds in its own place under its own key, and with no bit changed", () => {
    const folder = newFolder();
    const vault = newVault(folder);
    sealed(vault, [userOf("a")]);
    vault.close();
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
});
