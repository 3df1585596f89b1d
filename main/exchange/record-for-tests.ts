import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

/** A complete record; its signature is not one. */
export function recordOf(
  number: number,
  counts: Readonly<Partial<Record<ObjectType, number>>> = {},
  more: Partial<SnapshotRecord> = {},
): SnapshotRecord {
  return {
    id: String(number).padStart(64, "0"),
    number,
    tenantId: "11111111-2222-4333-8444-555555555555",
    tenantName: "Contoso",
    startedAt: `2026-01-0${number}T00:00:00.000Z`,
    endedAt: `2026-01-0${number}T00:10:00.000Z`,
    previous: null,
    root: "a".repeat(64),
    auditRoot: "b".repeat(64),
    counts,
    types: {},
    complete: true,
    origin: { kind: "capture", by: "ada@contoso.com", authentication: "delegated", apiVersion: "v1.0" },
    signature: "c2lnbmF0dXJl",
    ...more,
  };
}

export function auditOf(id: string, more: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id,
    activityDateTime: "2026-01-01T12:00:00Z",
    activityDisplayName: "Update user",
    category: "UserManagement",
    result: "success",
    correlationId: null,
    initiatedBy: { kind: "user", id: "a1", name: "ada@contoso.com", address: "192.0.2.1" },
    targetResources: [],
    ...more,
  };
}
