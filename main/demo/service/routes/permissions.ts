import type { DirectoryType } from "../property-shapes.ts";

/** Alternatives of which a token needs one. */
type AnyOf = readonly string[];

const directory = ["Directory.Read.All", "Directory.ReadWrite.All"];

export const read = {
  users: ["User.Read.All", "User.ReadWrite.All", ...directory],
  groups: ["Group.Read.All", "Group.ReadWrite.All", "GroupMember.Read.All", ...directory],
  sponsors: ["User.Read.All", "User.ReadWrite.All"],
  memberships: ["GroupMember.Read.All", ...directory],
  nestings: ["GroupMember.Read.All", "Group.Read.All", ...directory],
  members: ["GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", ...directory],
  applications: ["Application.Read.All", "Application.ReadWrite.All", ...directory],
  credentials: ["Application.Read.All", "Application.ReadWrite.All"],
  grants: ["Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
  assignments: ["Application.Read.All", "Application.ReadWrite.All", ...directory],
  principalAssignments: ["AppRoleAssignment.ReadWrite.All", ...directory],
  conditionalAccess: ["Policy.Read.All", "Policy.Read.ConditionalAccess"],
  methods: ["Policy.Read.All", "Policy.Read.AuthenticationMethod", "Policy.ReadWrite.AuthenticationMethod"],
  strengths: [
    ...["Policy.Read.All", "Policy.Read.AuthenticationMethod"],
    ...["Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess"],
  ],
  authorization: ["Policy.Read.All", "Policy.ReadWrite.Authorization"],
  roles: ["RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory", ...directory],
  eligibilities: [
    ...["RoleEligibilitySchedule.Read.Directory", "RoleEligibilitySchedule.ReadWrite.Directory"],
    ...["RoleManagement.Read.All", "RoleManagement.Read.Directory", "RoleManagement.ReadWrite.Directory"],
  ],
  organization: ["Organization.Read.All", "Organization.ReadWrite.All", "User.Read", ...directory],
  licences: ["LicenseAssignment.Read.All", "Organization.Read.All", "Organization.ReadWrite.All", ...directory],
  audits: ["AuditLog.Read.All"],
  objects: directory,
} as const satisfies Record<string, AnyOf>;

export const write = {
  users: ["User.ReadWrite.All", "Directory.ReadWrite.All"],
  licences: ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"],
  groupLicences: ["LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  groups: ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
  members: ["GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"],
  applications: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
  assignments: ["AppRoleAssignment.ReadWrite.All"],
  grants: ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
  conditionalAccess: ["Policy.ReadWrite.ConditionalAccess"],
  methods: ["Policy.ReadWrite.AuthenticationMethod"],
  strengths: ["Policy.ReadWrite.ConditionalAccess", "Policy.ReadWrite.AuthenticationMethod"],
  authorization: ["Policy.ReadWrite.Authorization"],
} as const satisfies Record<string, AnyOf>;

/** All three together, or 403 although the write permission is there (fault C41). */
export const policyWrites: readonly AnyOf[] = [["Policy.Read.All"], write.conditionalAccess, ["Application.Read.All"]];
/** For locations, and to delete a policy. */
export const locationWrites: readonly AnyOf[] = [["Policy.Read.All"], write.conditionalAccess];

export const readsOf: Readonly<Record<DirectoryType, AnyOf>> = {
  user: read.users,
  group: read.groups,
  application: read.applications,
  servicePrincipal: read.applications,
};

/** Deleting is narrower than writing. */
export const deletionsOf: Readonly<Record<DirectoryType, AnyOf>> = {
  user: ["User.ReadWrite.All", "User.DeleteRestore.All"],
  group: ["Group.ReadWrite.All"],
  application: ["Application.ReadWrite.All"],
  servicePrincipal: write.applications,
};

export function holdsOne(held: ReadonlySet<string>, anyOf: AnyOf): boolean {
  return anyOf.some((permission) => held.has(permission));
}

/** True if the token holds one of each list. */
export function holdsAll(held: ReadonlySet<string>, needs: readonly AnyOf[]): boolean {
  return needs.every((anyOf) => holdsOne(held, anyOf));
}
