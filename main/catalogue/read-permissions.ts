import { type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "./catalogue.ts";

/** What a capture of these types and of the audit records asks for, each once. */
export function readPermissions(types: readonly ObjectType[] = objectTypes): readonly string[] {
  return [...new Set([...types.flatMap((type) => definitionOf(type).readPermissions), "AuditLog.Read.All"])];
}

export { securityAttributesPermission } from "./security-attributes.ts";
export { leaveDatePermission } from "./user.ts";

/** Never asked for: where it was consented to, members of groups with hidden membership are read too. */
export const hiddenMembershipPermission = "Member.Read.Hidden";
