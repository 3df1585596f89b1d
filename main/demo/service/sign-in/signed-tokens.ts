import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { JsonObject, JsonValue } from "../../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../../preload/contract/json-value.ts";

/** Writes and reads the tenant's own JSON Web Tokens (Ed25519). */
export interface SignedTokens {
  write(payload: JsonObject): string;
  /** Undefined for a token that is not this tenant's or was altered. Expiry is the reader's affair. */
  read(token: string): JsonObject | undefined;
}

/** ASN.1 in front of the 32 bytes of an Ed25519 private key (RFC 8410). */
const keyPrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const header = base64({ typ: "JWT", alg: "EdDSA", kid: "demo" });

/** The key follows from the tenant's id, so that tokens and their refresh live on when the demo starts again. */
export function createSignedTokens(tenantId: string): SignedTokens {
  const seed = createHash("sha256").update(`demo tenant signing key ${tenantId}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([keyPrefix, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const known = new Map<string, JsonObject>();

  return {
    write(payload) {
      const content = `${header}.${base64(payload)}`;
      return `${content}.${sign(null, Buffer.from(content), privateKey).toString("base64url")}`;
    },
    read(token) {
      const before = known.get(token);
      if (before !== undefined) return before;
      const end = token.lastIndexOf(".");
      const signature = Buffer.from(token.slice(end + 1), "base64url");
      if (end < 0 || !verify(null, Buffer.from(token.slice(0, end)), publicKey, signature)) return undefined;
      const payload = payloadOf(token);
      if (known.size > 100) known.clear();
      known.set(token, payload);
      return payload;
    },
  };
}

function base64(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** The middle part of a token, unverified; {} if it is none. */
export function payloadOf(token: string): JsonObject {
  return partOf(token, 1);
}

/** The first part of a token, unverified; {} if it is none. */
export function headerOf(token: string): JsonObject {
  return partOf(token, 0);
}

function partOf(token: string, index: number): JsonObject {
  try {
    const parsed = JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString()) as JsonValue;
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
