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
  return Buffer.concat([compressed]);
}

/** `size` is the number of bytes that come out; another one is refused, and more cannot fill the memory. */
export function decompress(bytes: Uint8Array, size: number): Buffer {
  const options = { chunkSize: Math.max(smallest, size + 1), maxOutputLength: Math.max(1, size) };
  const content = zstdDecompressSync(bytes, options);
  if (content.length === size) return content;
  throw alteredError(`a block of ${content.length} bytes where ${size} were stored`);
}
