import { addPassword, removePassword } from "../application-secrets.ts";
import type { Route } from "../call.ts";
import { changeGrant, createGrant, deleteGrant, listGrants, listGrantsOf, readGrant } from "../permission-grants.ts";
import { listHolders } from "../reference-links.ts";
import { createServicePrincipal, patchServicePrincipal } from "../write-service-principal.ts";
import { assignmentRoutes, commonRoutes, linkRoutes, route } from "./common-routes.ts";
import { read, write } from "./permissions.ts";

const grants = "oauth2PermissionGrants";

/** Service principals, and the grants of which they are one end. */
export const servicePrincipalRoutes: readonly Route[] = [
  ...commonRoutes("servicePrincipal"),
  route("POST", "servicePrincipals", [write.applications], createServicePrincipal),
  route("PATCH", "servicePrincipals/{id}", [write.applications], patchServicePrincipal),
  route("POST", "servicePrincipals/{id}/addPassword", [write.applications], (call) =>
    addPassword(call, "servicePrincipal"),
  ),
  route("POST", "servicePrincipals/{id}/removePassword", [write.applications], (call) =>
    removePassword(call, "servicePrincipal"),
  ),
  route("GET", "servicePrincipals/{id}/memberOf", [read.applications], (call) =>
    listHolders(call, "servicePrincipal", "members"),
  ),
  route("GET", "servicePrincipals/{id}/ownedObjects", [read.applications], (call) =>
    listHolders(call, "servicePrincipal", "owners"),
  ),
  ...linkRoutes("servicePrincipal", "owners", read.applications, write.applications),
  ...assignmentRoutes("servicePrincipal", "resourceId", read.assignments),
  ...assignmentRoutes("servicePrincipal", "principalId", read.assignments),
  route("GET", `servicePrincipals/{id}/${grants}`, [read.grants], (call) =>
    listGrantsOf(call, "servicePrincipal", "clientId"),
  ),
  route("GET", grants, [read.grants], listGrants),
  route("GET", `${grants}/{id}`, [read.grants], readGrant),
  route("POST", grants, [write.grants], createGrant),
  route("PATCH", `${grants}/{id}`, [write.grants], changeGrant),
  route("DELETE", `${grants}/{id}`, [write.grants], deleteGrant),
];
