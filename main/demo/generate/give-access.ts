import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { named } from "../tenant-cast.ts";
import { chance, draw, drawBelow, drawSome } from "./draw.ts";
import { drawTime } from "./make-user.ts";
import { graphRoles } from "./microsoft-services.ts";

const defaultRole = "00000000-0000-0000-0000-000000000000";

/** People, now and then a group, get a role of the application; now and then it gets one of Graph. */
export function assignRoles(state: DemoState, principal: MutableJsonObject, people: readonly string[]): void {
  const roles = (principal.appRoles as readonly JsonObject[]).map(({ id }) => String(id));
  for (const person of drawSome(state, people, drawBelow(state, 5))) {
    addAssignment(state, principal, String(state.objects.user.get(person)?.displayName), person, "User", roles[0]);
  }
  if (chance(state, 30)) {
    const group = draw(state, groupIds(state));
    addAssignment(state, principal, String(state.objects.group.get(group)?.displayName), group, "Group", roles.at(-1));
  }
  if (chance(state, 25)) {
    const graph = named(state, "servicePrincipal", "Microsoft Graph");
    addAssignment(
      state,
      graph,
      String(principal.displayName),
      String(principal.id),
      "ServicePrincipal",
      draw(state, graphRoles).id,
    );
  }
}

const knownGroups = new WeakMap<DemoState, readonly string[]>();

function groupIds(state: DemoState): readonly string[] {
  const ids = knownGroups.get(state) ?? [...state.objects.group.keys()];
  knownGroups.set(state, ids);
  return ids;
}

function addAssignment(
  state: DemoState,
  resource: MutableJsonObject,
  principalDisplayName: string,
  principalId: string,
  principalType: string,
  appRoleId = defaultRole,
): void {
  const id = newId(state);
  state.links.appRoleAssignments.set(id, {
    id,
    deletedDateTime: null,
    appRoleId,
    createdDateTime: drawTime(state, 3),
    principalDisplayName,
    principalId,
    principalType,
    resourceDisplayName: resource.displayName ?? null,
    resourceId: resource.id ?? null,
  });
}

/** What the administrator agreed to for everybody, and what some people agreed to for themselves. */
export function grant(state: DemoState, principal: MutableJsonObject, people: readonly string[]): void {
  const resourceId = String(named(state, "servicePrincipal", "Microsoft Graph").id);
  const clientId = String(principal.id);
  const add = (consentType: string, principalId: string | null, scope: string) => {
    const id = newId(state);
    state.links.grants.set(id, { id, clientId, consentType, principalId, resourceId, scope });
  };
  if (chance(state, 70))
    add("AllPrincipals", null, draw(state, [" openid profile User.Read", "User.Read", "openid email User.Read "]));
  for (const person of drawSome(state, people, drawBelow(state, 3)))
    add("Principal", person, " openid offline_access Mail.Read");
}
