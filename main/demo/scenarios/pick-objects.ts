import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { cast, castNames } from "../tenant-cast.ts";

/** Employees whom nobody needs for the story and whom Graph lets be written: not synced, not of the cast, with a boss. */
export function ordinaryEmployees(state: DemoState): readonly string[] {
  const known = new Set<string>(Object.values(cast).map(({ local }) => `${local}@${state.domain}`));
  const ids: string[] = [];
  for (const user of state.objects.user.values()) {
    const isWritable = user.onPremisesSyncEnabled !== true && user.userType === "Member";
    if (isWritable && typeof user.employeeId === "string" && !known.has(String(user.userPrincipalName)))
      ids.push(String(user.id));
  }
  return ids.filter((id) => state.links.manager.has(id));
}

const namedGroups = new Set<unknown>(Object.values(castNames));

/** A group whose members a person can change, of no part in any policy. */
export function ordinaryGroup(state: DemoState): MutableJsonObject {
  const groups = [...state.objects.group.values()].filter((group) => {
    const isDynamic = Array.isArray(group.groupTypes) && group.groupTypes.includes("DynamicMembership");
    return !isDynamic && group.onPremisesSyncEnabled !== true && !namedGroups.has(group.displayName);
  });
  const [group] = groups.slice(-1);
  if (group === undefined) throw new Error("The demo tenant has no ordinary group any more");
  return group;
}

export function userName(state: DemoState, id: string): string {
  return String(state.objects.user.get(id)?.displayName ?? id);
}
