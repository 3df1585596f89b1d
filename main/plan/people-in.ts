import type { LinkTarget } from "../../preload/contract/directory-object.ts";
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
  if (state.object("group", groupId) === undefined) return "no";
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
    if (seen.has(group) || state.object("group", group) === undefined) continue;
    seen.add(group);
    for (const member of idsAmong(state.members(group)) ?? []) {
      if (state.object("user", member) !== undefined) people.add(member);
      else groups.push(member);
    }
  }
  return people;
}

function idsAmong(targets: readonly LinkTarget[] | undefined): readonly string[] | undefined {
  return targets?.filter((target) => typeof target === "string").map((target) => target.toLowerCase());
}

/**
 * Who holds a directory role over the whole tenant: people, role-assignable groups, services. A role over a part of it
 * counts for nothing, as in Conditional Access. Undefined: no snapshot says; who could activate it in PIM is not known.
 */
function principalsIn(roleId: string, state: TenantState): readonly string[] | undefined {
  const members = state.object("directoryRole", roleId)?.links.members;
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

/** The people who hold a role, by themselves or through a group; undefined: no snapshot says. */
export function roleHolders(roleId: string, state: TenantState): ReadonlySet<string> | undefined {
  const principals = principalsIn(roleId, state);
  if (principals === undefined) return undefined;
  const people = principals.filter((id) => state.object("user", id) !== undefined);
  return new Set([...people, ...principals.flatMap((id) => [...peopleIn(id, state)])]);
}
