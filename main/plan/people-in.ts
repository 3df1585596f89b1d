import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { TenantState } from "./planned-state.ts";
import { type Answer, anyOf } from "./tri-state.ts";

/** Through nested groups too. A group whose members are not known leaves it open. */
export function isMember(userId: string, groupId: string, state: TenantState): Answer {
  return hasMember(groupId, (id) => id === userId, state);
}

/** Whether somebody whom `isWanted` takes (ids in lower case) is in the group or in one within it. */
export function hasMember(
  groupId: string,
  isWanted: (id: string) => boolean,
  state: TenantState,
  seen = new Set<string>(),
): Answer {
  if (seen.has(groupId)) return "no";
  seen.add(groupId);
  if (liveGroup(groupId, state) === undefined) return "no";
  const ids = idsAmong(state.members(groupId));
  if (ids === undefined) return "unsure";
  if (ids.some(isWanted)) return "yes";
  const nested = ids.filter((id) => state.object("group", id) !== undefined);
  return anyOf(nested.map((id) => hasMember(id, isWanted, state, seen)));
}

/** The people in a group and in the groups in it, as far as their members are known. */
export function peopleIn(groupId: string, state: TenantState): ReadonlySet<string> {
  const people = new Set<string>();
  const groups = [groupId];
  const seen = new Set<string>();
  for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
    if (seen.has(group) || liveGroup(group, state) === undefined) continue;
    seen.add(group);
    for (const member of idsAmong(state.members(group)) ?? []) {
      if (state.object("user", member) !== undefined) people.add(member);
      else groups.push(member);
    }
  }
  return people;
}

/** A group and the groups in it, as far as their members are known. */
export function groupsWithin(groupId: string, state: TenantState): readonly DirectoryObject[] {
  const open = [groupId.toLowerCase()];
  const found = new Map<string, DirectoryObject>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const group = found.has(id) ? undefined : liveGroup(id, state);
    if (group === undefined) continue;
    found.set(id, group);
    open.push(...(idsAmong(state.members(id)) ?? []));
  }
  return [...found.values()];
}

/** In the recycle bin a group keeps its members, and nobody is named by it. */
function liveGroup(id: string, state: TenantState): DirectoryObject | undefined {
  const group = state.object("group", id);
  return group === undefined || isSoftDeleted(group) ? undefined : group;
}

/** An account that is there and switched on. */
export function canSignIn(id: string, state: TenantState): boolean {
  const user = state.object("user", id);
  return user !== undefined && !isSoftDeleted(user) && user.properties.accountEnabled !== false;
}

function idsAmong(targets: readonly LinkTarget[] | undefined): readonly string[] | undefined {
  return targets?.filter((target) => typeof target === "string").map((target) => target.toLowerCase());
}

/** Who holds a role now, and who could activate it in Privileged Identity Management. */
type RoleLink = "members" | "eligibleMembers";

/**
 * Who has a directory role over the whole tenant: people, role-assignable groups, services. A role over a part of it
 * counts for nothing, as in Conditional Access. Undefined: no snapshot says.
 */
function principalsIn(roleId: string, state: TenantState, link: RoleLink = "members"): readonly string[] | undefined {
  const members = state.object("directoryRole", roleId)?.links[link];
  return members?.flatMap((member) => {
    if (typeof member === "string" || member.directoryScopeId !== "/") return [];
    return typeof member.principalId === "string" ? [member.principalId.toLowerCase()] : [];
  });
}

/** Whether a person holds a role, by themselves or through a group. */
export function holdsRole(userId: string, roleId: string, state: TenantState): Answer {
  const principals = principalsIn(roleId, state);
  if (principals === undefined) return "unsure";
  if (principals.includes(userId)) return "yes";
  return anyOf(principals.map((principal) => isMember(userId, principal, state)));
}

/**
 * Whether a policy that names a role finds a person in it. Who could activate the role may be in it by then. Where no snapshot
 * says who could, nobody is taken to: without a licence there are none, and every tenant without would be warned of all.
 */
export function mayHoldRole(userId: string, roleId: string, state: TenantState): Answer {
  const holds = holdsRole(userId, roleId, state);
  if (holds === "yes") return holds;
  const eligible = principalsIn(roleId, state, "eligibleMembers") ?? [];
  const could = eligible.includes(userId) ? "yes" : anyOf(eligible.map((group) => isMember(userId, group, state)));
  return could === "no" ? holds : "unsure";
}

/** The people who hold a role, or could activate it, by themselves or through a group; undefined: no snapshot says. */
export function roleHolders(
  roleId: string,
  state: TenantState,
  link: RoleLink = "members",
): ReadonlySet<string> | undefined {
  const principals = principalsIn(roleId, state, link);
  if (principals === undefined) return undefined;
  const people = principals.filter((id) => state.object("user", id) !== undefined);
  return new Set([...people, ...principals.flatMap((id) => [...peopleIn(id, state)])]);
}
