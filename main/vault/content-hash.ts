import { createHash, hash } from "node:crypto";

/** SHA-256 of bytes or text (UTF-8), 32 bytes. Everything in a vault is addressed by it. */
export function contentHash(content: Uint8Array | string): Buffer {
  return hash("sha256", content, "buffer");
}

/** SHA-256 over several parts, one after the other. */
export function hashOfParts(parts: Iterable<Uint8Array | string>): Buffer {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return whole.digest();
}
