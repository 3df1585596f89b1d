import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { canonicalJson } from "../../../preload/contract/canonical-json.ts";

const nonceBytes = 12;
const tagBytes = 16;

/** What the box belongs to: nobody can move it elsewhere, or change a parameter beside it. */
type Associated = Parameters<typeof canonicalJson>[0];

/** AES-256-GCM under a 32-byte key: base64 of nonce, ciphertext and tag. */
export function sealBox(content: Uint8Array, key: Uint8Array, associated: Associated): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(canonicalJson(associated)));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** Undefined: the key is another one, or a byte of the box or of what it belongs to is. */
export function openBox(box: string, key: Uint8Array, associated: Associated): Buffer | undefined {
  const bytes = Buffer.from(box, "base64");
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(canonicalJson(associated)));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}
