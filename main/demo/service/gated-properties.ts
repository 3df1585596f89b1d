import type { Call } from "./call.ts";
import { denied } from "./refusal.ts";

/** Properties that need a permission of their own; asking without it fails the whole request. */
const gates: Readonly<Record<string, string>> = {
  signInActivity: "AuditLog.Read.All",
  employeeLeaveDateTime: "User-LifeCycleInfo.Read.All",
  customSecurityAttributes: "CustomSecAttributeAssignment.Read.All",
};

export function checkGatedProperties({ query, caller }: Call): void {
  for (const name of query.select ?? []) {
    const permission = gates[name];
    if (permission !== undefined && !caller.permissions.has(permission)) throw denied();
  }
}
