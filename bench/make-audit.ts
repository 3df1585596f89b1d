import type { AuditRecord } from "../preload/contract/audit-record.ts";
import type { DirectoryObject } from "../preload/contract/directory-object.ts";

/** One record for each object that changed, as Graph's audit log has them, over the 22 hours up to the time given (ISO 8601). */
export function* makeAudit(changed: Iterable<DirectoryObject>, until: string): Generator<AuditRecord> {
  const end = Date.parse(until);
  let number = 0;
  for (const { type, id, properties } of changed) {
    number += 1;
    const at = new Date(end - (number % 80_000) * 1000).toISOString();
    const members = type === "group" && typeof properties.description !== "string";
    yield {
      id: `Directory_${at}_${number}`,
      activityDateTime: at,
      activityDisplayName: members ? "Add member to group" : `Update ${type}`,
      category: type === "user" ? "UserManagement" : "DirectoryManagement",
      result: "success",
      correlationId: id,
      initiatedBy: { kind: "user", id: "0", name: `admin${number % 7}@contoso.example`, address: "192.0.2.1" },
      targetResources: [
        {
          id,
          type,
          displayName: null,
          modifiedProperties: [
            {
              displayName: "Department",
              oldValue: '["Sales"]',
              newValue: JSON.stringify([properties.department ?? ""]),
            },
            { displayName: "Included Updated Properties", oldValue: null, newValue: '"Department, JobTitle"' },
          ],
        },
      ],
    };
  }
}
