import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";

/**
 * What tools export of beta, in the form of v1.0, which all snapshots have. User consent stands at the root of beta's
 * authorization policy and inside a block in v1.0; without this an unchanged tenant would seem to have lost it.
 */
export function inFormOfV1(type: ObjectType, value: JsonObject): JsonObject {
  const { permissionGrantPolicyIdsAssignedToDefaultUserRole: assigned, ...rest } = value;
  if (type !== "authorizationPolicy" || !Array.isArray(assigned)) return value;
  const block = isJsonObject(rest.defaultUserRolePermissions) ? rest.defaultUserRolePermissions : {};
  return { ...rest, defaultUserRolePermissions: { permissionGrantPoliciesAssigned: assigned, ...block } };
}
