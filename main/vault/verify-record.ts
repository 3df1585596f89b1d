import { createPublicKey, verify } from "node:crypto";
import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { sha256, toHex } from "./sha256.ts";

/** What every record of the chain has: a snapshot's, a removal's, a re-keying's. */
export interface SignedRecord {
  readonly id: string;
  readonly signature: string;
}

/** The id that a record must have: SHA-256 (hex) of its canonical JSON without id and signature. */
export function recordId(record: object): string {
  const { id: _id, signature: _signature, ...content } = record as SignedRecord;
  return toHex(sha256(Buffer.from(canonicalJson(content as unknown as JsonValue), "utf8")));
}

/** True if the record has the id of its content and the signature holds under this key (SPKI PEM). Never throws. */
export function verifyRecord(record: SignedRecord, publicKey: string): boolean {
  try {
    return recordId(record) === record.id && isSigned(record, publicKey);
  } catch {
    return false;
  }
}

function isSigned({ id, signature }: SignedRecord, publicKey: string): boolean {
  const key = createPublicKey(publicKey);
  if (key.asymmetricKeyType !== "ed25519") return false;
  return verify(null, Buffer.from(id, "hex"), key, Buffer.from(signature, "base64"));
}
