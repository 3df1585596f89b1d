import type { DemoActor } from "./audit-entry.ts";
import type { DemoState } from "./demo-state.ts";
import { recordAudit } from "./record-audit.ts";

const service: DemoActor = {
  kind: "app",
  id: "7d3f1c52-5b0e-4f0c-9a58-0c2f6f1f7a10",
  appId: "7d3f1c52-5b0e-4f0c-9a58-0c2f6f1f7a11",
  name: "Microsoft Entra Backup and Recovery",
};

/**
 * Brings back all soft-deleted users as Microsoft Entra Backup and Recovery does: its job is in the audit log, in the category
 * "Backup and Recovery", and no delta query tells of what it wrote. Returns their ids.
 */
export function recoverNatively(state: DemoState): readonly string[] {
  const ids = [...state.deleted].filter(([, { type }]) => type === "user").map(([id]) => id);
  for (const id of ids) {
    const entry = state.deleted.get(id);
    if (entry === undefined) continue;
    state.deleted.delete(id);
    state.objects.user.set(id, { ...entry.object, deletedDateTime: null });
  }
  recordAudit(state, {
    activity: "Start recovery job",
    category: "Backup and Recovery",
    service: "Microsoft Entra Backup and Recovery",
    operation: "Update",
    actor: service,
    targets: [],
  });
  return ids;
}
