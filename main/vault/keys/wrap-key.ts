import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { openBox, sealBox } from "./sealed-box.ts";

export interface WrappedKey {
  /** X25519, raw, base64. */
  readonly ephemeral: string;
  readonly box: string;
}

export interface SlotKeyPair {
  readonly publicKey: string;
  /** Raw, 32 bytes. */
  readonly privateKey: Buffer;
}

export function newSlotKeyPair(): SlotKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  return { publicKey: rawOf(publicKey, "x"), privateKey: Buffer.from(rawOf(privateKey, "d"), "base64") };
}

/** The key for whoever has the private half of `publicKey`, as age wraps for a recipient: an ephemeral X25519 pair, HKDF, AES-256-GCM. */
export function wrapKey(key: Uint8Array, publicKey: string): WrappedKey {
  const ephemeral = generateKeyPairSync("x25519");
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicOf(publicKey) });
  const own = rawOf(ephemeral.publicKey, "x");
  return { ephemeral: own, box: sealBox(key, wrappingKey(shared, own, publicKey), [own, publicKey]) };
}

/** Undefined: it was wrapped for another slot, or altered. */
export function unwrapKey({ ephemeral, box }: WrappedKey, { publicKey, privateKey }: SlotKeyPair): Buffer | undefined {
  try {
    const shared = diffieHellman({ privateKey: privateOf(privateKey, publicKey), publicKey: publicOf(ephemeral) });
    return openBox(box, wrappingKey(shared, ephemeral, publicKey), [ephemeral, publicKey]);
  } catch {
    // A point that is none, or the pair does not belong together.
    return undefined;
  }
}

function wrappingKey(shared: Uint8Array, ephemeral: string, publicKey: string): Uint8Array {
  const salt = Buffer.concat([Buffer.from(ephemeral, "base64"), Buffer.from(publicKey, "base64")]);
  return new Uint8Array(hkdfSync("sha256", shared, salt, "reinstate vault key 1", 32));
}

/** Node takes and gives raw keys as JSON Web Keys only. */
function rawOf(key: KeyObject, part: "x" | "d"): string {
  return Buffer.from(key.export({ format: "jwk" })[part] ?? "", "base64url").toString("base64");
}

function publicOf(raw: string): KeyObject {
  const x = Buffer.from(raw, "base64").toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "X25519", x }, format: "jwk" });
}

function privateOf(raw: Buffer, publicKey: string): KeyObject {
  const [x, d] = [Buffer.from(publicKey, "base64").toString("base64url"), raw.toString("base64url")];
  return createPrivateKey({ key: { kty: "OKP", crv: "X25519", x, d }, format: "jwk" });
}
