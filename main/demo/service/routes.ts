import type { Answer } from "./answer.ts";
import { createAssignment, deleteAssignment, listAssignments, readAssignment } from "./app-role-assignments.ts";
import { addPassword, removePassword } from "./application-secrets.ts";
import { assignLicence } from "./assign-licence.ts";
import type { Call, Route } from "./call.ts";
import { deleteDirectoryObject } from "./delete-objects.ts";
import {
  listDeleted,
  listDeletedPolicies,
  readDeleted,
  readDeletedPolicy,
  removeDeleted,
  removePolicy,
  restoreDeleted,
  restorePolicy,
} from "./deleted-items.ts";
import { deleteAnyObject, getByIds, readDirectoryObject } from "./directory-objects.ts";
import {
  addFederated,
  listFederated,
  patchFederated,
  readFederated,
  removeFederated,
} from "./federated-credentials.ts";
import { changeGrant, createGrant, deleteGrant, listGrants, listGrantsOf, readGrant } from "./permission-grants.ts";
import { deletionsOf, locationWrites, policyWrites, read, readsOf, write } from "./permissions.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { listAudits, readAudit } from "./read-audits.ts";
import type { DeltaType } from "./read-delta.ts";
import { countObjects, listObjects, readObject } from "./read-objects.ts";
import { listPolicies, listStrengths, readPolicy, readStrength } from "./read-policies.ts";
import {
  addTarget,
  countTargets,
  deleteManager,
  deleteTargetItself,
  listDirectReports,
  listHolders,
  listReferences,
  listTargets,
  putManager,
  readManager,
  removeTarget,
} from "./reference-links.ts";
import { listOrganization, listSubscribedSkus } from "./tenant-facts.ts";
import { listMethods, patchMethod, patchSingleton, readMethod, readSingleton } from "./tenant-policies.ts";
import { createApplication, patchApplication } from "./write-application.ts";
import { createGroup, patchGroup } from "./write-group.ts";
import { createLocation, deleteLocation, patchLocation } from "./write-location.ts";
import { createPolicy, deletePolicy, patchPolicy } from "./write-policy.ts";
import { createServicePrincipal, patchServicePrincipal } from "./write-service-principal.ts";
import { createUser, patchUser, userPatchPermissions } from "./write-user.ts";

type Needs = Route["needs"];

function route(method: Route["method"], path: string, needs: Needs, handle: (call: Call) => Answer): Route {
  return { method, path, needs, handle };
}

const collections: Readonly<Record<DirectoryType, string>> = {
  user: "users",
  group: "groups",
  application: "applications",
  servicePrincipal: "servicePrincipals",
};

/** What the four directory types have in common. */
function commonRoutes(type: DirectoryType): readonly Route[] {
  const name = collections[type];
  return [
    route("GET", name, [readsOf[type]], (call) => listObjects(call, type, name)),
    route("GET", `${name}/$count`, [readsOf[type]], (call) => countObjects(call, type)),
    route("GET", `${name}/{id}`, [readsOf[type]], (call) => readObject(call, type, name)),
    route("DELETE", `${name}/{id}`, [deletionsOf[type]], (call) => deleteDirectoryObject(call, type)),
  ];
}

/** A set of links: lists, counts, adding and removing, and the DELETE that forgets `/$ref`. */
function linkRoutes(
  type: "user" | "group" | "application" | "servicePrincipal",
  link: "members" | "owners" | "sponsors",
  reads: readonly string[],
  writes: readonly string[],
): readonly Route[] {
  const place = `${collections[type]}/{id}/${link}`;
  return [
    route("GET", place, [reads], (call) => listTargets(call, type, link, "directoryObjects")),
    route("GET", `${place}/$count`, [reads], (call) => countTargets(call, type, link)),
    route("GET", `${place}/$ref`, [reads], (call) => listReferences(call, type, link)),
    route("POST", `${place}/$ref`, [writes], (call) => addTarget(call, type, link)),
    route("DELETE", `${place}/{target}/$ref`, [writes], (call) => removeTarget(call, type, link)),
    route("DELETE", `${place}/{target}`, [], (call) => deleteTargetItself(call, type, link)),
  ];
}

function assignmentRoutes(
  type: "user" | "group" | "servicePrincipal",
  side: "resourceId" | "principalId",
  reads: readonly string[],
): readonly Route[] {
  const list = side === "resourceId" ? "appRoleAssignedTo" : "appRoleAssignments";
  const place = `${collections[type]}/{id}/${list}`;
  const besides =
    side === "resourceId" ? [["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"]] : [];
  const writes = [write.assignments, ...besides];
  return [
    route("GET", place, [reads], (call) => listAssignments(call, type, side)),
    route("GET", `${place}/{assignment}`, [reads], (call) => readAssignment(call, type, side)),
    route("POST", place, writes, (call) => createAssignment(call, type, side)),
    route("DELETE", `${place}/{assignment}`, [write.assignments], (call) => deleteAssignment(call, type, side)),
  ];
}

const userRoutes: readonly Route[] = [
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

const groupRoutes: readonly Route[] = [
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

const federated = "applications/{id}/federatedIdentityCredentials";

const applicationRoutes: readonly Route[] = [
  ...commonRoutes("application"),
  route("POST", "applications", [["Application.ReadWrite.All"]], createApplication),
  route("PATCH", "applications/{id}", [["Application.ReadWrite.All"]], patchApplication),
  route("POST", "applications/{id}/addPassword", [write.applications], (call) => addPassword(call, "application")),
  route("POST", "applications/{id}/removePassword", [write.applications], (call) =>
    removePassword(call, "application"),
  ),
  ...linkRoutes("application", "owners", read.applications, write.applications),
  route("GET", federated, [read.credentials], listFederated),
  route("GET", `${federated}/{credential}`, [read.credentials], readFederated),
  route("POST", federated, [["Application.ReadWrite.All"]], addFederated),
  route("PATCH", `${federated}/{credential}`, [["Application.ReadWrite.All"]], patchFederated),
  route("DELETE", `${federated}/{credential}`, [["Application.ReadWrite.All"]], removeFederated),
];

const grants = "oauth2PermissionGrants";

const servicePrincipalRoutes: readonly Route[] = [
  ...commonRoutes("servicePrincipal"),
  route("POST", "servicePrincipals", [write.applications], createServicePrincipal),
  route("PATCH", "servicePrincipals/{id}", [write.applications], patchServicePrincipal),
  route("POST", "servicePrincipals/{id}/addPassword", [write.applications], (call) =>
    addPassword(call, "servicePrincipal"),
  ),
  route("POST", "servicePrincipals/{id}/removePassword", [write.applications], (call) =>
    removePassword(call, "servicePrincipal"),
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

const access = "identity/conditionalAccess";

function policyRoutes(
  type: "conditionalAccessPolicy" | "namedLocation",
  name: string,
  writes: Needs,
): readonly Route[] {
  const deleted = `${access}/deletedItems/${name}`;
  return [
    route("GET", `${access}/${name}`, [read.conditionalAccess], (call) => listPolicies(call, type, name)),
    route("GET", `${access}/${name}/{id}`, [read.conditionalAccess], (call) => readPolicy(call, type, name)),
    route("GET", deleted, [read.conditionalAccess], (call) => listDeletedPolicies(call, type, name)),
    route("GET", `${deleted}/{id}`, [read.conditionalAccess], (call) => readDeletedPolicy(call, type, name)),
    route("POST", `${deleted}/{id}/restore`, writes, (call) => restorePolicy(call, type, name)),
    route("DELETE", `${deleted}/{id}`, writes, (call) => removePolicy(call, type)),
  ];
}

const methods = "policies/authenticationMethodsPolicy";

const policiesRoutes: readonly Route[] = [
  ...policyRoutes("conditionalAccessPolicy", "policies", policyWrites),
  route("POST", `${access}/policies`, policyWrites, createPolicy),
  route("PATCH", `${access}/policies/{id}`, policyWrites, patchPolicy),
  route("DELETE", `${access}/policies/{id}`, locationWrites, deletePolicy),
  ...policyRoutes("namedLocation", "namedLocations", locationWrites),
  route("POST", `${access}/namedLocations`, locationWrites, createLocation),
  route("PATCH", `${access}/namedLocations/{id}`, locationWrites, patchLocation),
  route("DELETE", `${access}/namedLocations/{id}`, locationWrites, deleteLocation),
  route("GET", `${access}/authenticationStrength/policies`, [read.methods], listStrengths),
  route("GET", `${access}/authenticationStrength/policies/{id}`, [read.methods], readStrength),
  route("GET", "policies/authenticationStrengthPolicies", [read.methods], listStrengths),
  route("GET", "policies/authenticationStrengthPolicies/{id}", [read.methods], readStrength),
  route("GET", methods, [read.methods], (call) => readSingleton(call, "authenticationMethodsPolicy")),
  route("PATCH", methods, [write.methods], (call) => patchSingleton(call, "authenticationMethodsPolicy")),
  route("GET", `${methods}/authenticationMethodConfigurations`, [read.methods], listMethods),
  route("GET", `${methods}/authenticationMethodConfigurations/{id}`, [read.methods], readMethod),
  route("PATCH", `${methods}/authenticationMethodConfigurations/{id}`, [write.methods], patchMethod),
  route("GET", "policies/authorizationPolicy", [read.authorization], (call) =>
    readSingleton(call, "authorizationPolicy"),
  ),
  route("PATCH", "policies/authorizationPolicy", [write.authorization], (call) =>
    patchSingleton(call, "authorizationPolicy"),
  ),
];

/** Deleted items of all types are at one address; what the caller may see depends on the item. */
const tenantRoutes: readonly Route[] = [
  route("GET", "directory/deletedItems/{cast}", [], (call) => readOrListDeleted(call)),
  route("POST", "directory/deletedItems/{id}/restore", [], restoreDeleted),
  route("DELETE", "directory/deletedItems/{id}", [], removeDeleted),
  route("GET", "directoryObjects/{id}", [read.objects], readDirectoryObject),
  route("DELETE", "directoryObjects/{id}", [], deleteAnyObject),
  route("POST", "directoryObjects/getByIds", [read.objects], getByIds),
  route("GET", "organization", [read.organization], listOrganization),
  route("GET", "subscribedSkus", [read.licences], listSubscribedSkus),
  route("GET", "auditLogs/directoryAudits", [read.audits], listAudits),
  route("GET", "auditLogs/directoryAudits/{id}", [read.audits], readAudit),
];

function readOrListDeleted(call: Call): Answer {
  const cast = call.params.cast ?? "";
  if (cast.startsWith("microsoft.graph.")) return listDeleted(call);
  return readDeleted({ ...call, params: { ...call.params, id: cast } });
}

/** Delta rounds need what the service keeps between pages. */
export function deltaRoutes(handle: (call: Call, type: DeltaType, name: string) => Answer): readonly Route[] {
  const types = Object.entries(collections) as readonly [DirectoryType, string][];
  const all: readonly [DeltaType, string, readonly string[]][] = [
    ...types.map(([type, name]): [DeltaType, string, readonly string[]] => [type, name, readsOf[type]]),
    ["oauth2PermissionGrant", grants, read.grants],
  ];
  return all.map(([type, name, reads]) => route("GET", `${name}/delta`, [reads], (call) => handle(call, type, name)));
}

export const routes: readonly Route[] = [
  ...userRoutes,
  ...groupRoutes,
  ...applicationRoutes,
  ...servicePrincipalRoutes,
  ...policiesRoutes,
  ...tenantRoutes,
];
