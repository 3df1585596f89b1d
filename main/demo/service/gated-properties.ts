import type { Call } from "./call.ts";
import { denied } from "./refusal.ts";

/** Properties that need a permission of their own; asking without it fails the whole request. */
const gates: Readonly<Record<string, readonly string[]>> = {
  signInActivity: ["AuditLog.Read.All"],
  employeeLeaveDateTime: ["User-LifeCycleInfo.Read.All", "User-LifeCycleInfo.ReadWrite.All"],
  customSecurityAttributes: ["CustomSecAttributeAssignment.Read.All", "CustomSecAttributeAssignment.ReadWrite.All"],
};

export function checkGatedProperties({ query, caller }: Call): void {
  for (const name of query.select ?? []) {
    const permissions = gates[name];
    if (permissions?.some((permission) => caller.permissions.has(permission)) === false) throw denied();
  }
}
