import type { Connection } from "../../preload/contract/connection.ts";
import type { OfferedExport, ReviewedExport } from "../../preload/contract/review.ts";
import type { SnapshotRecord } from "../../preload/contract/snapshot.ts";

/** The exports of as many snapshots, as they are while they are looked at. */
export function fakeReview(records: readonly SnapshotRecord[]): readonly ReviewedExport[] {
  return records.map((record, index) => ({
    snapshot: index + 1,
    originalNumber: record.number + 16,
    fileName: `contoso-${record.number + 16}.age`,
    bytes: 17_301_504,
    objects: Object.values(record.counts).reduce((sum, count) => sum + count, 0),
    takenAt: record.endedAt,
    complete: record.complete,
    recordId: record.id,
    previousId: records[index - 1]?.id ?? null,
    signedBy: "8f".repeat(32),
  }));
}

export function fakeOffer(lock: OfferedExport["lock"]): OfferedExport {
  return { id: "offered-1", name: "contoso-17.age", bytes: 17_301_504, lock };
}

export function fakeConnection(choice: Pick<Connection, "tenantId" | "clientId">): Connection {
  return {
    name: "global",
    ...choice,
    hosts: ["login.microsoftonline.com", "graph.microsoft.com"],
    unattended: false,
    permissions: ["User.Read.All", "Group.Read.All", "Policy.Read.All", "AuditLog.Read.All"],
    vaultPath: "/home/admin/.local/share/reinstate/vault",
  };
}
