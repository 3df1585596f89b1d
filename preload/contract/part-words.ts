import { namedPath, parsePath } from "./attribute-path.ts";
import type { ObjectNames } from "./views.ts";

/** What Graph calls otherwise than people do. */
const words: Readonly<Record<string, string>> = {
  appRoleAssignedTo: "who is assigned",
  appRoleAssignments: "assignments to applications",
  oauth2PermissionGrants: "delegated permissions",
  federatedIdentityCredentials: "federated credentials",
  eligibleMembers: "who could activate it",
  appId: "client id",
  ipRanges: "IP ranges",
  countriesAndRegions: "countries and regions",
  passwordCredentials: "client secrets",
  keyCredentials: "certificates",
  assignedLicenses: "licences",
  membershipRule: "rule for members",
  accountEnabled: "account is switched on",
  securityEnabled: "is a security group",
  builtInControls: "what is demanded",
  appRoleAssignmentRequired: "assignment is required",
  identifierUris: "identifier URIs",
  redirectUris: "redirect URIs",
  allowInvitesFrom: "who may invite guests",
  signInAudience: "who may sign in",
  employeeLeaveDateTime: "employee leave date",
};

/** One of several things that one list holds. */
const singular: Readonly<Record<string, string>> = {
  authenticationMethodConfigurations: "authentication method",
  includeTargets: "included target",
  excludeTargets: "excluded target",
  ipRanges: "IP range",
  appRoles: "app role",
  oauth2PermissionScopes: "delegated permission",
  passwordCredentials: "client secret",
  keyCredentials: "certificate",
  assignedLicenses: "licence",
  requiredResourceAccess: "required permission of",
};

/** Say only where something lies, which what lies there says as well. */
const wrappers = new Set(["conditions", "users", "applications", "locations", "platforms", "grantControls"]);

/** The part as a person calls it, with Graph's path behind where that is another word: `excluded users (conditions.…)`. */
export function partWords(path: string, names: ObjectNames = {}): string {
  const named = namedPath(path, names);
  const said = saidPath(path, names);
  return said === named ? named : `${said} (${named})`;
}

/** The part as a person calls it; the path itself where it cannot be read. */
export function saidPath(path: string, names: ObjectNames = {}): string {
  return saidOf(path, names) ?? namedPath(path, names);
}

/** True if the words are the path's own, only set apart: whoever knows the one knows the other. */
export function isSaidAsWritten(path: string, names: ObjectNames = {}): boolean {
  return saidPath(path, names) === spaced(path);
}

/** The path that a person means who types a path, or the words for one of `known`, or for anything that has no path of its own. */
export function meantPath(typed: string, known: readonly string[] = []): string {
  const text = typed.trim();
  const said = text.toLowerCase();
  if (known.includes(text)) return text;
  const listed = [...known, ...Object.keys(words)].find((path) => saidPath(path).toLowerCase() === said);
  if (listed !== undefined) return listed;
  if (!/^[a-z0-9]+(?: [a-z0-9]+)+$/u.test(said)) return text;
  return said.replace(/ ([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

function saidOf(path: string, names: ObjectNames): string | undefined {
  const segments = segmentsOf(path);
  if (segments === undefined) return undefined;
  const said: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const before = segments[index - 1] ?? "";
    const last = index === segments.length - 1;
    if (Object.hasOwn(singular, before)) said.push(`${singular[before]} ${nameOf(segment, names)}`);
    else if (!last && (wrappers.has(segment) || Object.hasOwn(singular, segment))) continue;
    else said.push(wordsOf(segment));
  }
  return said.join(", ");
}

function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return parsePath(path);
  } catch {
    return undefined;
  }
}

function nameOf(id: string, names: ObjectNames): string {
  if (id === "all_users") return "everybody";
  return Object.hasOwn(names, id) ? `"${names[id]?.name}"` : id;
}

const extension = /^extension_[0-9a-f]{32}_(\w+)$/iu;
const side = /^(include|exclude)([A-Z]\w*)$/u;

/** One name of Graph in words. */
export function wordsOf(name: string): string {
  if (Object.hasOwn(words, name)) return words[name] ?? name;
  const own = extension.exec(name)?.[1];
  if (own !== undefined) return `${own}, a directory extension`;
  const [, verb, what] = side.exec(name) ?? [];
  return verb === undefined || what === undefined ? spaced(name) : `${verb}d ${spaced(what)}`;
}

function spaced(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*$/u.test(name)) return name;
  return name.replace(/([a-z0-9])([A-Z])/gu, "$1 $2").toLowerCase();
}
