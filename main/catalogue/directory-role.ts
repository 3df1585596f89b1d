import type { ObjectTypeDefinition } from "./object-type-definition.ts";
import { each, fact, factWord, never, type Rules, words } from "./property-rules.ts";
import { readOnly } from "./read-only.ts";

/**
 * Whoever holds `RoleManagement.ReadWrite.Directory` can become anything in the tenant. A recovery tool that asks for it,
 * and a snapshot out of which roles are given again, would be worth more to an attacker than to an administrator.
 */
const byPeople = {
  reason: "A directory role is power over the whole tenant: Reinstate never gives one and never takes one away.",
  manual: "Put it right under Roles & admins in the Entra admin centre, or in Privileged Identity Management.",
};
const write = never(byPeople.reason, byPeople.manual);

const properties: Rules = {
  ...each(["displayName", "description"], { ...fact(write), comparison: "text" }),
  ...each(["isBuiltIn", "isEnabled"], fact(write)),
  ...each(["templateId", "version"], factWord(write)),
  // Without a key of their own: one block for each condition, in no order that can be relied on.
  rolePermissions: { ...words({ write }), comparison: "set" },
};

/**
 * Every role there is, built in or the tenant's own, with those who hold it now. The id of a built-in role is its
 * template's id, by which Conditional Access policies name it; `/directoryRoles` knows only roles that somebody has held
 * and has ids of its own. Who could activate a role in Privileged Identity Management is a link of its own.
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 * https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances
 */
export const directoryRoleDefinition: ObjectTypeDefinition = {
  type: "directoryRole",
  singular: "directory role",
  plural: "directory roles",
  auditNoun: "role definition",
  list: { path: "/roleManagement/directory/roleDefinitions", countable: false, selectable: true, limit: "directory" },
  readPermissions: ["RoleManagement.Read.Directory"],
  readRole: "Directory Readers or Global Reader",
  properties,
  links: {
    // One list for the tenant. `directoryScopeId` is "/" for the whole tenant, else an administrative unit or one object.
    members: {
      shape: "record",
      key: ["principalId", "directoryScopeId"],
      refersTo: ["user", "group", "servicePrincipal"],
      read: { from: "tenant-list", path: "/roleManagement/directory/roleAssignments", ownerKey: "roleDefinitionId" },
      write,
      permissions: [],
    },
    // Whose turn it is now, not who is to be eligible some day. Directory.Read.All, which covers the rest, does not do.
    eligibleMembers: {
      shape: "record",
      key: ["principalId", "directoryScopeId", "memberType"],
      refersTo: ["user", "group", "servicePrincipal"],
      read: {
        from: "tenant-list",
        path: "/roleManagement/directory/roleEligibilityScheduleInstances",
        ownerKey: "roleDefinitionId",
      },
      apart: {
        permission: "RoleManagement.Read.Directory",
        role: "Global Reader or Security Reader",
        licence: "Microsoft Entra ID P2 or ID Governance",
      },
      write,
      permissions: [],
    },
  },
  ...readOnly(byPeople),
};
