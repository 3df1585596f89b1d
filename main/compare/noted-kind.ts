import type { AuditRecord } from "../../preload/contract/audit-record.ts";
import type { NotedKind } from "../../preload/contract/timeline.ts";

/** In this order: a password that an administrator reset is of note as that, whatever category it is filed under. */
const patterns: readonly (readonly [NotedKind, RegExp])[] = [
  [
    "credential",
    /certificates and secrets|\bcredentials?\b|^reset (user )?password|password reset|\(by admin\)|temporary access pass/u,
  ],
  [
    "authenticationMethod",
    /authentication methods? polic|authentication (method|strength|combination)|strong authentication|^admin .*security info/u,
  ],
  ["role", /^(?!.*app role).*\b(directory )?role\b/u],
  [
    "policy",
    /conditional access|named location|authorization polic|consent polic|security defaults|\bpolicy\b|company information|domain (federation|authentication)/u,
  ],
];

const byCategory: Readonly<Record<string, NotedKind>> = { Policy: "policy", RoleManagement: "role" };

/**
 * Why a record is of note to somebody who looks at a timeline, by the names of activities in Entra's audit log; undefined:
 * it is one of thousands. What people do for themselves (registering a phone, changing their own password) is not of note:
 * it happens all day. https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
export function notedKindOf({
  activityDisplayName,
  category,
}: Pick<AuditRecord, "activityDisplayName" | "category">): NotedKind | undefined {
  const activity = activityDisplayName.toLowerCase();
  if (/self-service|^user (registered|started|deleted|changed)/u.test(activity)) return undefined;
  return patterns.find(([, pattern]) => pattern.test(activity))?.[0] ?? byCategory[category];
}
