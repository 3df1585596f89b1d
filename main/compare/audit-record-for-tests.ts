import type { AuditRecord, AuditTarget } from "../../preload/contract/audit-record.ts";

/** Of something that somebody did well to `targets`, of which only so much is said. */
export function auditRecord(
  activityDateTime: string,
  activityDisplayName: string,
  initiatedBy: AuditRecord["initiatedBy"],
  targets: readonly Partial<AuditTarget>[],
): AuditRecord {
  const unsaid = { id: null, type: null, displayName: null, modifiedProperties: [] };
  return {
    id: `${activityDateTime} ${activityDisplayName} ${initiatedBy.name}`,
    activityDateTime,
    activityDisplayName,
    category: "UserManagement",
    result: "success",
    correlationId: activityDateTime,
    initiatedBy,
    targetResources: targets.map((target) => ({ ...unsaid, ...target })),
  };
}
