import type { AuditRecord } from "../../../preload/contract/audit-record.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";

export function auditOf(id: string, activityDateTime: string, newValue = '"new"'): AuditRecord {
  return {
    id,
    activityDateTime,
    activityDisplayName: "Update user",
    category: "UserManagement",
    result: "success",
    correlationId: null,
    initiatedBy: { kind: "user", id: "u", name: "admin@contoso.example", address: "192.0.2.1" },
    targetResources: [
      { id, type: "User", displayName: null, modifiedProperties: [{ displayName: "City", oldValue: null, newValue }] },
    ],
  };
}

export function planOf(id: string, createdAt: string): Plan {
  const basis = { snapshotNumber: 1, snapshotId: "0".repeat(64), endedAt: createdAt };
  return {
    format: "reinstate-plan-1",
    id,
    tenantId: "t",
    tenantName: 'O\u2019Brien\u2019s "tenant"',
    createdAt,
    purpose: "recover",
    target: basis,
    found: basis,
    filter: {},
    removeAdded: false,
    steps: [],
    warnings: [{ code: "note", severity: "note", message: "one", objects: [{ type: "user", id: "u", name: "U" }] }],
    impossible: [],
    permissions: ["User.ReadWrite.All"],
    hash: id,
  };
}

export function jobOf(id: string, startedAt: string): RecoveryJob {
  return {
    id,
    planId: "p1",
    planHash: "0",
    purpose: "recover",
    startedAt,
    endedAt: null,
    by: "admin@contoso.example",
    state: "running",
    verdict: null,
    steps: [{ id: "s1", outcome: "pending" }],
  };
}
