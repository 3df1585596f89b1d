import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { DemoState } from "./demo-state.ts";
import { touch } from "./demo-state.ts";

/** Takes a hard-deleted object out of every link; groups that held it report it as removed. */
export function dropLinks(state: DemoState, type: ObjectType, id: string): void {
  const { members, owners, manager, sponsors, federatedCredentials } = state.links;
  for (const own of [members, owners, sponsors, manager, federatedCredentials]) own.delete(id);
  for (const [group, ids] of members)
    if (ids.delete(id)) touch(state, "group", group, "member-removed", { target: id });
  for (const [owned, ids] of owners) if (ids.delete(id)) touchOwner(state, owned, id);
  for (const [user, ids] of sponsors) if (ids.delete(id)) touch(state, "user", user, "sponsor-removed", { target: id });
  if (type === "user") dropReports(state, id);
  dropRecords(state, id);
}

function touchOwner(state: DemoState, owned: string, target: string): void {
  const type = (["group", "application", "servicePrincipal"] as const).find((each) => state.objects[each].has(owned));
  if (type !== undefined) touch(state, type, owned, "owner-removed", { target });
}

function dropReports(state: DemoState, id: string): void {
  for (const [user, boss] of state.links.manager) {
    if (boss !== id) continue;
    state.links.manager.delete(user);
    touch(state, "user", user, "manager", { before: id });
  }
}

function dropRecords(state: DemoState, id: string): void {
  const { appRoleAssignments, grants, roleAssignments, roleEligibilities, extensionProperties } = state.links;
  extensionProperties.delete(id);
  for (const held of [roleAssignments, roleEligibilities]) {
    for (const [key, { principalId }] of held) if (principalId === id) held.delete(key);
  }
  for (const [key, { principalId, resourceId }] of appRoleAssignments) {
    if (principalId === id || resourceId === id) appRoleAssignments.delete(key);
  }
  for (const [key, { clientId, resourceId, principalId }] of grants) {
    if (clientId !== id && resourceId !== id && principalId !== id) continue;
    grants.delete(key);
    touch(state, "oauth2PermissionGrant", key, "hard-deleted");
  }
}
