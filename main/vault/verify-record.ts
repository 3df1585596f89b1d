import { createPublicKey, verify } from "node:crypto";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import { canonicalJson } from "./canonical-json.ts";
import { contentHash } from "./content-hash.ts";

/** SHA-256 (hex) of the record's canonical JSON without its id and signature. */
export function recordId(record: Omit<SnapshotRecord, "id" | "signature">): string {
  const { id: _id, signature: _signature, ...rest } = record as SnapshotRecord;
  return contentHash(canonicalJson(rest as unknown as JsonValue)).toString("hex");
}

/** True if the id is the record's and the signature (Ed25519 over the id's bytes) is the key's. Never throws. */
export function verifyRecord(record: SnapshotRecord, publicKey: string): boolean {
  try {
    if (recordId(record) !== record.id) return false;
    const key = createPublicKey(publicKey);
    return verify(null, Buffer.from(record.id, "hex"), key, Buffer.from(record.signature, "base64"));
  } catch {
    return false;
  }
}
