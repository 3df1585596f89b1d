import { hkdfSync, randomBytes } from "node:crypto";

const keyBytes = 32;

export function newVaultKey(): Buffer {
  return randomBytes(keyBytes);
}

/** The key of vault.db: derived, so that the vault key can have further uses. */
export function databaseKey(vaultKey: Uint8Array): Uint8Array {
  return derivedKey(vaultKey, "reinstate vault.db 1");
}

/** The key under which a window seals what it keeps outside the vault: it opens nothing else. */
export function windowKey(vaultKey: Uint8Array): Uint8Array {
  return derivedKey(vaultKey, "reinstate window 1");
}

function derivedKey(vaultKey: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", vaultKey, Buffer.alloc(0), use, keyBytes));
}
