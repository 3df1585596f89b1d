import type { ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { meantPath, saidPath } from "../../preload/contract/part-words.ts";
import type { StepAction } from "../../preload/contract/plan.ts";
import type { StepOutcomeKind } from "../../preload/contract/recovery-job.ts";
import type { ObjectNames } from "../../preload/contract/views.ts";
import { visibleText } from "./visible-text.ts";

interface Word {
  readonly one: string;
  readonly many: string;
}

interface TypeWord extends Word {
  /** Where there is little room. */
  readonly short: string;
}

/** The words that Entra's own portal uses for the types. */
export const typeWords: Readonly<Record<ObjectType | "other", TypeWord>> = {
  user: { one: "User", many: "Users", short: "Users" },
  group: { one: "Group", many: "Groups", short: "Groups" },
  application: { one: "App registration", many: "App registrations", short: "App registrations" },
  servicePrincipal: { one: "Enterprise application", many: "Enterprise applications", short: "Enterprise apps" },
  conditionalAccessPolicy: {
    one: "Conditional Access policy",
    many: "Conditional Access policies",
    short: "Conditional Access",
  },
  namedLocation: { one: "Named location", many: "Named locations", short: "Named locations" },
  authenticationStrengthPolicy: {
    one: "Authentication strength",
    many: "Authentication strengths",
    short: "Authentication strengths",
  },
  authenticationMethodsPolicy: {
    one: "Authentication methods policy",
    many: "Authentication methods policy",
    short: "Authentication methods",
  },
  authorizationPolicy: { one: "Authorization policy", many: "Authorization policy", short: "Authorization" },
  directoryRole: { one: "Directory role", many: "Directory roles", short: "Directory roles" },
  organization: { one: "Organization", many: "Organization", short: "Organization" },
  subscribedSku: { one: "Subscribed licence", many: "Subscribed licences", short: "Licences" },
  other: { one: "Object", many: "Objects", short: "Objects" },
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

const linkWords: Readonly<Record<string, string>> = {
  members: "Members",
  eligibleMembers: "Eligible members (PIM)",
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

/** An attribute's path or a link's name, as people know it: "Excluded groups". */
export function partLabel(path: string, names?: ObjectNames): string {
  if (Object.hasOwn(linkWords, path)) return linkWord(path);
  // A name that somebody made up, such as a directory extension's, keeps its letters.
  return visibleText(saidPath(path, names)).replace(
    /^[a-z]+(?=[ ,]|$)/u,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
}

/** The link or attribute whose words, or whose path, a person typed. */
export function typedPath(typed: string, known: readonly string[]): string {
  const text = typed.trim().toLowerCase();
  const [link] = Object.entries(linkWords).find(([, words]) => words.toLowerCase() === text) ?? [];
  return link ?? meantPath(typed, known);
}

/** The type's short plural inside a sentence: "named locations", but "Conditional Access policies". */
export function typeInSentence(type: ObjectType): string {
  const { many, short } = typeWords[type];
  return type === "conditionalAccessPolicy" ? many : short.charAt(0).toLowerCase() + short.slice(1);
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
