import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { alteredError } from "./vault-error.ts";

/** Level 1: measured, level 9 takes five times as long for a twentieth of the size. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 };
const smallest = 1024;

/** The chunk size spares Node from gluing pieces of 16 KiB together. */
export function compress(bytes: Uint8Array): Buffer {
  return zstdCompressSync(bytes, { params, chunkSize: smallest + bytes.length });
}

/** `size` is the number of bytes that come out; another one is refused, and more cannot fill the memory. */
export function decompress(bytes: Uint8Array, size: number): Buffer {
  const options = { chunkSize: Math.max(smallest, size + 1), maxOutputLength: Math.max(1, size) };
  const content = zstdDecompressSync(bytes, options);
  if (content.length === size) return content;
  throw alteredError(`a block of ${content.length} bytes where ${size} were stored`);
}
