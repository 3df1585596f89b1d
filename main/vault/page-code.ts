import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20 } from "@noble/ciphers/chacha.js";

/*
 * The authentication code of one encrypted page, worked out without SQLite, which never reads a page that no row lies in. How
 * SQLite3MultipleCiphers puts ChaCha20 and Poly1305 together is in docs/vault-format.md. Not by Node's crypto, which has no
 * Poly1305 by itself, and in Electron no ChaCha20 either: fit for some pages, not for all of a vault.
 */

const nonceBytes = 16;
const tagBytes = 16;
const oneTimeKeyBytes = 32;

/** Whether the bytes of this page (numbered from 1) are those that were written under the database's key. */
export function pageHolds(page: Buffer, number: number, key: Uint8Array): boolean {
  const end = page.length - tagBytes;
  const nonce = page.subarray(end - nonceBytes, end);
  const counter = (nonce.readUInt32LE(12) ^ number) >>> 0;
  const blank = new Uint8Array(oneTimeKeyBytes);
  const oneTimeKey = chacha20(key, nonce.subarray(0, 12), blank, undefined, counter);
  return page.subarray(end).equals(poly1305(page.subarray(0, end), oneTimeKey));
}
