import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { graphTime, newId } from "../demo-state.ts";
import { type CastRole, castMember, castNames, named } from "../tenant-cast.ts";
import { roles } from "./policy-parts.ts";
import { roleList } from "./role-list.ts";

const wholeTenant = "/";
const dayMs = 86_400_000;

/** Every built-in role, one of the tenant's own, and who holds which: people, role-assignable groups, a service. */
export function makeRoles(state: DemoState): void {
  for (const [id, displayName, description] of roleList) add(state, { id, displayName, description, isBuiltIn: true });
  // A draw of its own, so that what is drawn elsewhere stays as it was.
  const own = newId({ random: Number.parseInt(state.tenantId.slice(0, 8), 16) });
  const rights = ["microsoft.directory/servicePrincipals/credentials/update"];
  const description = "May exchange the certificates of freight applications.";
  add(state, { id: own, displayName: "Freight Application Operator", description, isBuiltIn: false }, rights);
  const person = (role: CastRole) => String(castMember(state, role).id);
  const group = (name: string) => String(named(state, "group", name).id);
  const assignments: readonly (readonly [role: string, principal: string, scope?: string])[] = [
    [roles.globalAdministrator, group(castNames.globalAdminsGroup)],
    [roles.globalAdministrator, person("breakGlassOne")],
    [roles.globalAdministrator, person("breakGlassTwo")],
    [roles.privilegedRole, person("recoveryAdmin")],
    [roles.conditionalAccess, person("tidyAdmin")],
    [roles.application, group(castNames.appAdminsGroup)],
    [roles.helpdesk, person("helpdeskOne")],
    // Over the warehouses' administrative unit alone.
    [roles.user, person("helpdeskTwo"), "/administrativeUnits/5d1f2c3e-8a4b-4d60-9a7e-1b2c3d4e5f60"],
    ["9360feb5-f418-4baa-8175-e2a00bac4301", String(named(state, "servicePrincipal", castNames.hrApplication).id)],
    [own, person("stolenAdmin")],
  ];
  for (const [role, principal, scope = wholeTenant] of assignments) assign(state, role, principal, scope);
  makeEligible(state, roles.globalAdministrator, person("recoveryAdmin"));
  makeEligible(state, roles.privilegedRole, group(castNames.globalAdminsGroup));
  makeEligible(state, roles.conditionalAccess, person("helpdeskOne"), 180);
}

/** For good, or for some days from the tenant's now. The ids of Graph are like those of assignments. */
function makeEligible(state: DemoState, roleDefinitionId: string, principalId: string, days?: number): void {
  const id = `${idOf(roleDefinitionId, principalId)}-1-e`;
  state.links.roleEligibilities.set(id, {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId: wholeTenant,
    appScopeId: null,
    startDateTime: graphTime(state.clockMs - 90 * dayMs),
    endDateTime: days === undefined ? null : graphTime(state.clockMs + days * dayMs),
    memberType: "Direct",
    roleEligibilityScheduleId: newId({ random: Number.parseInt(principalId.slice(0, 8), 16) }),
  });
}

function add(
  state: DemoState,
  role: {
    readonly id: string;
    readonly displayName: string;
    readonly description: string;
    readonly isBuiltIn: boolean;
  },
  allowedResourceActions: readonly string[] = ["microsoft.directory/users/standard/read"],
): void {
  const rolePermissions = [{ allowedResourceActions, condition: null }];
  const facts = { isEnabled: true, resourceScopes: [wholeTenant], templateId: role.id, version: "1" };
  state.objects.directoryRole.set(role.id, { ...role, ...facts, rolePermissions });
}

/** Graph's ids of assignments are no GUIDs. */
function assign(state: DemoState, roleDefinitionId: string, principalId: string, directoryScopeId: string): void {
  const id = `${idOf(roleDefinitionId, principalId)}-1`;
  const assignment: MutableJsonObject = { id, principalId, directoryScopeId, roleDefinitionId };
  state.links.roleAssignments.set(id, assignment);
}

function idOf(roleDefinitionId: string, principalId: string): string {
  return Buffer.from(`${roleDefinitionId}${principalId}`.replaceAll("-", ""), "hex").toString("base64url");
}
