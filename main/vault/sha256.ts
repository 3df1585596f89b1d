import { hash } from "node:crypto";

/** 32 bytes as a string of 32 one-byte characters: half the memory of hex, and quick to compare and to keep in maps. */
export type Hash = string;

export const hashBytes = 32;

export function sha256(bytes: Uint8Array): Hash {
  return hash("sha256", bytes, "binary");
}

export function toHex(value: Hash): string {
  return Buffer.from(value, "latin1").toString("hex");
}
