import { objectsIn } from "../../../preload/contract/json-value.ts";
import { addAppRoleAssignment, removeAppRoleAssignment } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { created, noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressedId, context, param } from "./call.ts";
import { anyObject } from "./link-targets.ts";
import { pageList } from "./page-list.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { badRequest, notFound } from "./refusal.ts";

/** appRoleAssignedTo: roles of this resource. appRoleAssignments: what this principal holds elsewhere. */
type Side = "resourceId" | "principalId";

function listNameOf(side: Side): string {
  return side === "resourceId" ? "appRoleAssignedTo" : "appRoleAssignments";
}

/** GET /servicePrincipals/{id}/appRoleAssignedTo, GET /users/{id}/appRoleAssignments and the like. */
export function listAssignments(call: Call, type: DirectoryType, side: Side): Answer {
  const id = addressedId(call, type);
  const found = call.lookups.assignments(side, id);
  const byId = new Map(found.map((assignment) => [String(assignment.id), assignment]));
  return pageList(call, { name: listNameOf(side), ids: [...byId.keys()], make: (key) => byId.get(key) });
}

function assignmentAt(call: Call, type: DirectoryType, side: Side) {
  const id = addressedId(call, type);
  const wanted = param(call, "assignment");
  const found = call.state.links.appRoleAssignments.get(wanted);
  if (found === undefined || found[side] !== id) throw notFound(wanted);
  return found;
}

export function readAssignment(call: Call, type: DirectoryType, side: Side): Answer {
  return ok({ ...context(call, `${listNameOf(side)}/$entity`), ...assignmentAt(call, type, side) });
}

/** The role that says no more than "may use it". */
const defaultAccess = "00000000-0000-0000-0000-000000000000";

export function createAssignment(call: Call, type: DirectoryType, side: Side): Answer {
  const { state, caller, body, view, lookups } = call;
  const id = addressedId(call, type);
  const [principalId, resourceId, appRoleId] = [body.principalId, body.resourceId, body.appRoleId].map((each) =>
    String(each).toLowerCase(),
  ) as [string, string, string];
  if ((side === "resourceId" ? resourceId : principalId) !== id) {
    throw badRequest(`The ${side} of the body does not match the resource of the request.`);
  }
  const resource = view.object("servicePrincipal", resourceId);
  if (resource === undefined) throw notFound(resourceId);
  const principal = anyObject(call, principalId);
  if (principal === undefined || principal.type === "application") throw notFound(principalId);
  const roles = objectsIn(resource.appRoles);
  if (appRoleId !== defaultAccess && !roles.some((role) => role.id === appRoleId && role.isEnabled !== false)) {
    throw badRequest("Permission being assigned was not found on application.");
  }
  const present = lookups.assignments("principalId", principalId);
  if (present.some((each) => each.resourceId === resourceId && each.appRoleId === appRoleId)) {
    throw badRequest("Permission being assigned already exists on the object.");
  }
  const added = addAppRoleAssignment(state, caller.actor, { principalId, resourceId, appRoleId });
  return created({ ...context(call, `${listNameOf(side)}/$entity`), ...added });
}

export function deleteAssignment(call: Call, type: DirectoryType, side: Side): Answer {
  removeAppRoleAssignment(call.state, call.caller.actor, String(assignmentAt(call, type, side).id));
  return noContent;
}
