import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import { newId } from "../demo-state.ts";
import { type CastRole, castMember, castNames, named } from "../tenant-cast.ts";
import { roles } from "./policy-parts.ts";
import { roleList } from "./role-list.ts";

const wholeTenant = "/";

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
  const bytes = Buffer.from(`${roleDefinitionId}${principalId}`.replaceAll("-", ""), "hex");
  const id = `${bytes.toString("base64url")}-1`;
  const assignment: MutableJsonObject = { id, principalId, directoryScopeId, roleDefinitionId };
  state.links.roleAssignments.set(id, assignment);
}
