import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { alteredError } from "./vault-error.ts";

/** Level 1: measured, level 9 takes five times as long for a twentieth of the size. */
export const compressionLevel = 1;
const params = { [constants.ZSTD_c_compressionLevel]: compressionLevel };
const smallest = 1024;

/**
 * In a buffer of its own: what Node returns lies in one of the chunk size and would keep that in memory for as long as a pack
 * waits. Most content becomes smaller than a quarter, so that one chunk is enough and none are glued together.
 */
export function compress(bytes: Uint8Array): Buffer {
  const compressed = zstdCompressSync(bytes, { params, chunkSize: smallest + (bytes.length >> 2) });
  const exact = Buffer.concat([compressed]);
  giveBack(compressed);
  return exact;
}

/** `size` is the number of bytes that come out; another one is refused, and more cannot fill the memory. */
export function decompress(bytes: Uint8Array, size: number): Buffer {
  const options = { chunkSize: Math.max(smallest, size + 1), maxOutputLength: Math.max(1, size) };
  const content = zstdDecompressSync(bytes, options);
  if (content.length === size) return content;
  throw alteredError(`a block of ${content.length} bytes where ${size} were stored`);
}

/**
 * Gives back the memory of content that nobody looks at any more, instead of leaving that to the garbage collector. Measured:
 * opening packs one after the other takes a quarter of the time, for each then lies where the one before did. Only whole
 * buffers of their own are given back: small ones lie in Node's pool, and what two threads share stays.
 */
export function release(content: Uint8Array): void {
  if (content.buffer.byteLength <= content.length + 1) giveBack(content);
}

function giveBack({ buffer, byteOffset }: Uint8Array): void {
  if (byteOffset === 0 && buffer.byteLength > Buffer.poolSize && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
