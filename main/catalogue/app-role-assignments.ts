import { type JsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { WriteRequest } from "./object-type-definition.ts";
import { alreadyGone, alreadyThere } from "./reference-links.ts";
import { sortRecords } from "./sort-records.ts";

/**
 * Assignments cannot be changed, only made and removed; a new one gets a new id. `resource` is the service principal
 * whose roles they are. One that is in both lists is there already.
 */
export function roleAssignmentRequests(
  resource: string,
  add: readonly unknown[],
  remove: readonly unknown[],
): readonly WriteRequest[] {
  const path = `/servicePrincipals/${resource}/appRoleAssignedTo`;
  const { added, removed } = sortRecords(add, remove, keyOf);
  return [
    ...added.map(({ principalId = null, appRoleId = null }): WriteRequest => {
      const body = { principalId, resourceId: resource, appRoleId };
      return { method: "POST", path, body, alsoFine: alreadyThere };
    }),
    ...removed.flatMap(({ id }): readonly WriteRequest[] =>
      typeof id === "string" ? [{ method: "DELETE", path: `${path}/${id}`, alsoFine: alreadyGone }] : [],
    ),
  ];
}

function keyOf({ principalId, appRoleId }: JsonObject): string {
  return [principalId, appRoleId].map(jsonText).join("|").toLowerCase();
}
