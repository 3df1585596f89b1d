import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { VaultDatabase } from "./database.ts";
import { tallied } from "./tally.ts";
import { alteredError } from "./vault-error.ts";

/** What an import came with: the record as its origin signed it, and the key (SPKI PEM) under which that holds. */
export interface ImportedRecord {
  readonly record: SnapshotRecord;
  readonly publicKey: string;
}

/** Inside the transaction that seals. */
export function storeImported(database: VaultDatabase, snapshot: number, { record, publicKey }: ImportedRecord): void {
  tallied(database, "imported_record", [snapshot], () => {
    const insert = "INSERT INTO imported_record (snapshot, record, public_key) VALUES (?, ?, ?)";
    database.run(insert, snapshot, canonicalJson(record as unknown as JsonValue), publicKey);
  });
}

export function readImported(database: VaultDatabase, snapshot: number): ImportedRecord | undefined {
  const sql = "SELECT record, public_key FROM imported_record WHERE snapshot = ?";
  const row = database.get<{ record: string; public_key: string }>(sql, snapshot);
  if (row === undefined) return undefined;
  try {
    return { record: JSON.parse(row.record) as SnapshotRecord, publicKey: row.public_key };
  } catch (cause) {
    throw alteredError(`the record that snapshot ${snapshot} was imported with`, cause);
  }
}
