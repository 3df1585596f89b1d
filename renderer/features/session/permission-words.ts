/** What each permission is for, in the words of the consent that a person is asked for. */
const words: Readonly<Record<string, string>> = {
  "User.Read.All": "people, their managers, the sponsors of guests",
  "Group.Read.All": "groups and their owners",
  "GroupMember.Read.All": "who is a member of which group",
  "Application.Read.All": "app registrations and enterprise applications",
  "Directory.Read.All": "what people have consented to, and directory extensions",
  "Policy.Read.All": "Conditional Access, named locations, authentication strengths and the other policies",
  "RoleManagement.Read.Directory": "who holds which directory role, to warn of lockouts",
  "Organization.Read.All": "the organization and its licences, to warn of missing ones",
  "AuditLog.Read.All": "the audit log: who changed what, and when",
  "User.ReadWrite.All": "putting people back: attributes, managers, out of the recycle bin",
  "Group.ReadWrite.All": "putting groups, their members and owners back",
  "Application.ReadWrite.All": "putting app registrations and enterprise applications back",
  "Policy.ReadWrite.ConditionalAccess": "putting Conditional Access, named locations and authentication strengths back",
  "Policy.ReadWrite.AuthenticationMethod": "putting the policy for authentication methods back",
  "Policy.ReadWrite.Authorization": "putting the policy for authorization back",
};

export function permissionWords(permission: string): string {
  return words[permission] ?? "reading";
}
