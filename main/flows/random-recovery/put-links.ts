import type { DemoState } from "../../demo/demo-state.ts";
import type { Put } from "./tenant-parts.ts";

/** Whether a link shows whose ends these are. */
type IsSeen = (...ids: readonly string[]) => boolean;

/** Puts the tenant's links among its parts. `isLeft`: in the recycle bin for good, with links that nobody sees. */
export function putLinks(
  put: Put,
  own: (id: string) => string,
  { links, objects }: DemoState,
  isSeen: IsSeen,
  isLeft: (id: string) => boolean,
): void {
  const hasRule = (id: string) => JSON.stringify(objects.group.get(id) ?? {}).includes("DynamicMembership");
  for (const name of ["members", "owners", "sponsors"] as const) {
    for (const [id, targets] of links[name]) {
      const type = name === "members" && hasRule(id) ? "rule" : "link";
      for (const target of targets) if (isSeen(id, target)) put(type, id, `${name} ${own(target)}`, true);
    }
  }
  for (const [id, target] of links.manager) {
    if (isSeen(id, target)) put("link", id, "manager", target);
  }
  putAccess(put, own, links, isLeft);
  putOwnRecords(put, own, links, isSeen);
}

/** Assignments to applications, and what they were granted. */
function putAccess(
  put: Put,
  own: (id: string) => string,
  links: DemoState["links"],
  isLeft: (id: string) => boolean,
): void {
  for (const { principalId, resourceId, appRoleId } of links.appRoleAssignments.values()) {
    if (isLeft(String(resourceId)) || isLeft(String(principalId))) continue;
    put("link", String(resourceId), `appRoleAssignedTo ${own(String(principalId))} ${appRoleId}`, true);
  }
  for (const { clientId, consentType, principalId, resourceId, scope } of links.grants.values()) {
    if (isLeft(String(clientId)) || isLeft(String(resourceId))) continue;
    const scopes = String(scope ?? "")
      .split(" ")
      .filter((word) => word !== "")
      .sort();
    const name = `oauth2PermissionGrants ${consentType} ${own(String(principalId))} ${own(String(resourceId))}`;
    put("link", String(clientId), name, scopes);
  }
}

function putOwnRecords(put: Put, own: (id: string) => string, links: DemoState["links"], isSeen: IsSeen): void {
  for (const [id, credentials] of links.federatedCredentials) {
    for (const { id: _, ...credential } of isSeen(id) ? credentials : [])
      put("link", id, `federatedIdentityCredentials ${String(credential.name)}`, credential);
  }
  for (const { principalId, roleDefinitionId } of links.roleAssignments.values())
    put("link", String(roleDefinitionId), `members ${own(String(principalId))}`, true);
}
