import { assignLicence } from "../assign-licence.ts";
import type { Route } from "../call.ts";
import { listGrantsOf } from "../permission-grants.ts";
import { deleteManager, listDirectReports, listHolders, putManager, readManager } from "../reference-links.ts";
import { createUser, patchUser, userPatchPermissions } from "../write-user.ts";
import { assignmentRoutes, commonRoutes, linkRoutes, route } from "./common-routes.ts";
import { read, write } from "./permissions.ts";

/** People: their properties, licences, managers, sponsors. */
export const userRoutes: readonly Route[] = [
  ...commonRoutes("user"),
  route("POST", "users", [write.users], createUser),
  route("PATCH", "users/{id}", [userPatchPermissions], patchUser),
  route("POST", "users/{id}/assignLicense", [write.licences], (call) => assignLicence(call, "user")),
  route("GET", "users/{id}/manager", [read.users], readManager),
  route("PUT", "users/{id}/manager/$ref", [write.users], putManager),
  route("DELETE", "users/{id}/manager/$ref", [write.users], deleteManager),
  ...linkRoutes("user", "sponsors", read.sponsors, write.users),
  route("GET", "users/{id}/directReports", [read.users], listDirectReports),
  route("GET", "users/{id}/memberOf", [read.memberships], (call) => listHolders(call, "user", "members")),
  route("GET", "users/{id}/ownedObjects", [read.users], (call) => listHolders(call, "user", "owners")),
  route("GET", "users/{id}/oauth2PermissionGrants", [read.grants], (call) => listGrantsOf(call, "user", "principalId")),
  ...assignmentRoutes("user", "principalId", read.principalAssignments),
];
