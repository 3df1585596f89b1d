import { assignLicence } from "../assign-licence.ts";
import type { Route } from "../call.ts";
import { listHolders } from "../reference-links.ts";
import { createGroup, patchGroup } from "../write-group.ts";
import { assignmentRoutes, commonRoutes, linkRoutes, route } from "./common-routes.ts";
import { read, write } from "./permissions.ts";

/** Groups, their members and owners. */
export const groupRoutes: readonly Route[] = [
  ...commonRoutes("group"),
  route("POST", "groups", [write.groups], createGroup),
  // Members by members@odata.bind are content with less; a body with more than that is looked at again.
  route("PATCH", "groups/{id}", [write.members], patchGroup),
  route("POST", "groups/{id}/assignLicense", [write.groupLicences], (call) => assignLicence(call, "group")),
  ...linkRoutes("group", "members", read.members, write.members),
  ...linkRoutes("group", "owners", read.members, write.groups),
  route("GET", "groups/{id}/memberOf", [read.nestings], (call) => listHolders(call, "group", "members")),
  ...assignmentRoutes("group", "principalId", read.principalAssignments),
];
