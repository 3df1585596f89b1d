import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { alteredError } from "./vault-error.ts";
import { recordId, type SignedRecord } from "./verify-record.ts";

export interface ChainKeys {
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newChainKeys(): { readonly publicKey: string; readonly privatePem: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { publicKey, privatePem: privateKey };
}

export function readChainKeys(publicKey: string, privatePem: string): ChainKeys {
  try {
    return { publicKey, privateKey: createPrivateKey(privatePem) };
  } catch (cause) {
    throw alteredError("meta privateKey", cause);
  }
}

/** The content with its id and the signature over it. */
export function signed<Content extends object>(content: Content, { privateKey }: ChainKeys): Content & SignedRecord {
  const id = recordId(content);
  return { ...content, id, signature: sign(null, Buffer.from(id, "hex"), privateKey).toString("base64") };
}
