import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";
import type { ExportSource } from "../exchange/export-snapshot.ts";
import type { Vault } from "../vault/vault.ts";
import { auditStart } from "./audit-of-backup.ts";

/** All that leaves with a snapshot: its objects, and the audit records of the time that it looked back upon. */
export function exportSource(vault: Vault, record: SnapshotRecord): ExportSource {
  const last = vault.snapshots().findLast(({ number }) => number < record.number);
  return {
    record,
    publicKey: vault.publicKeyOf(record),
    objects: vault.objects(record.number),
    auditRecords: vault.auditRecords(auditStart(last, record.startedAt), record.endedAt),
  };
}
