/*
 * The authentication code of one encrypted page, worked out without SQLite, which never reads a page that no row lies in.
 * ChaCha20 and Poly1305 as in RFC 8439, how SQLite3MultipleCiphers puts them together as in docs/vault-format.md. In plain
 * JavaScript, for Electron's crypto has neither: fit for some pages, not for all of a vault.
 */

const nonceBytes = 16;
const tagBytes = 16;
const modulus = (1n << 130n) - 5n;
const clamp = 0x0ffffffc0ffffffc0ffffffc0fffffffn;
const constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;
const rounds = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** Whether the bytes of this page (numbered from 1) are those that were written under the database's key. */
export function pageHolds(page: Buffer, number: number, key: Uint8Array): boolean {
  const end = page.length - tagBytes;
  const nonce = page.subarray(end - nonceBytes, end);
  const counter = (nonce.readUInt32LE(12) ^ number) >>> 0;
  const oneTimeKey = chachaBlock(Buffer.from(key), counter, nonce.subarray(0, 12)).subarray(0, 32);
  return poly1305(page.subarray(0, end), oneTimeKey).equals(page.subarray(end));
}

export function chachaBlock(key: Buffer, counter: number, nonce: Buffer): Buffer {
  const words = [0, 4, 8, 12, 16, 20, 24, 28].map((at) => key.readUInt32LE(at));
  const start = [...constants, ...words, counter, ...[0, 4, 8].map((at) => nonce.readUInt32LE(at))];
  const state = Uint32Array.from(start);
  for (let round = 0; round < 10; round += 1) for (const [a, b, c, d] of rounds) quarter(state, a, b, c, d);
  const block = Buffer.alloc(64);
  for (let at = 0; at < 16; at += 1) block.writeUInt32LE(((state[at] ?? 0) + (start[at] ?? 0)) >>> 0, at * 4);
  return block;
}

function quarter(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  mix(state, a, b, d, 16);
  mix(state, c, d, b, 12);
  mix(state, a, b, d, 8);
  mix(state, c, d, b, 7);
}

/** One is added to, a third word is mixed with it and turned. */
function mix(state: Uint32Array, sum: number, added: number, turned: number, by: number): void {
  state[sum] = (state[sum] ?? 0) + (state[added] ?? 0);
  const word = (state[turned] ?? 0) ^ (state[sum] ?? 0);
  state[turned] = (word << by) | (word >>> (32 - by));
}

export function poly1305(message: Buffer, key: Buffer): Buffer {
  const factor = wide(key, 0) & clamp;
  let sum = 0n;
  for (let at = 0; at < message.length; at += 16) {
    const block = message.subarray(at, at + 16);
    const whole = block.length === 16 ? block : Buffer.concat([block], 16);
    sum = ((sum + wide(whole, 0) + (1n << BigInt(block.length * 8))) * factor) % modulus;
  }
  const tag = Buffer.alloc(tagBytes);
  const code = sum + wide(key, 16);
  tag.writeBigUInt64LE(BigInt.asUintN(64, code), 0);
  tag.writeBigUInt64LE(BigInt.asUintN(64, code >> 64n), 8);
  return tag;
}

function wide(bytes: Buffer, at: number): bigint {
  return bytes.readBigUInt64LE(at) | (bytes.readBigUInt64LE(at + 8) << 64n);
}
