import type { ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { StepAction } from "../../preload/contract/plan.ts";
import type { StepOutcomeKind, Verdict } from "../../preload/contract/recovery-job.ts";

interface Word {
  readonly one: string;
  readonly many: string;
}

/** The words that Entra's own portal uses for the types. */
export const typeWords: Readonly<Record<ObjectType | "other", Word>> = {
  user: { one: "User", many: "Users" },
  group: { one: "Group", many: "Groups" },
  application: { one: "App registration", many: "App registrations" },
  servicePrincipal: { one: "Enterprise application", many: "Enterprise applications" },
  conditionalAccessPolicy: { one: "Conditional Access policy", many: "Conditional Access policies" },
  namedLocation: { one: "Named location", many: "Named locations" },
  authenticationMethodsPolicy: { one: "Authentication methods policy", many: "Authentication methods policy" },
  authorizationPolicy: { one: "Authorization policy", many: "Authorization policy" },
  other: { one: "Object", many: "Objects" },
};

export const kindWords: Readonly<Record<ChangeKind, string>> = {
  added: "Added",
  removed: "Removed",
  modified: "Modified",
  "soft-deleted": "Soft-deleted",
  restored: "Restored",
};

export const actionWords: Readonly<Record<StepAction, { readonly verb: string; readonly noun: Word }>> = {
  update: { verb: "Update", noun: { one: "update", many: "updates" } },
  link: { verb: "Change links", noun: { one: "link change", many: "link changes" } },
  restore: { verb: "Restore", noun: { one: "restore", many: "restores" } },
  create: { verb: "Create again", noun: { one: "creation", many: "creations" } },
  delete: { verb: "Delete", noun: { one: "deletion", many: "deletions" } },
};

export const outcomeWords: Readonly<Record<StepOutcomeKind, string>> = {
  applied: "Applied",
  already: "Already so",
  skipped: "Skipped",
  failed: "Failed",
  pending: "Not begun",
  reverted: "Changed again",
};

export const verdictWords: Readonly<Record<Verdict, string>> = {
  complete: "Complete",
  partial: "Partial",
  failed: "Failed",
};

const linkWords: Readonly<Record<string, string>> = {
  members: "Members",
  owners: "Owners",
  manager: "Manager",
  sponsors: "Sponsors",
  appRoleAssignedTo: "Users and groups assigned",
  appRoleAssignments: "App role assignments",
  oauth2PermissionGrants: "Delegated permission grants",
  federatedIdentityCredentials: "Federated credentials",
};

/** A link's name as people know it; the name itself where there is no better one. */
export function linkWord(link: string): string {
  return linkWords[link] ?? link;
}

const numbers = new Intl.NumberFormat();

/** "1,204". */
export function count(value: number): string {
  return numbers.format(value);
}

/** "1 change", "1,204 changes". */
export function countOf(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
