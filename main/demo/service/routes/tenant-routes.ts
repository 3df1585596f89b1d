import type { Answer } from "../answer.ts";
import type { Call, Route } from "../call.ts";
import { listDeleted, readDeleted, removeDeleted, restoreDeleted } from "../deleted-items.ts";
import { deleteAnyObject, getByIds, readDirectoryObject } from "../directory-objects.ts";
import { availableExtensionProperties } from "../extension-properties.ts";
import { listAudits, readAudit } from "../read-audits.ts";
import { listRoleAssignments, listRoleEligibilities, listRoles, readRole, readRoleAssignment } from "../read-roles.ts";
import { listSignIns } from "../read-sign-ins.ts";
import { listOrganization, listSubscribedSkus, readOrganization, readSubscribedSku } from "../tenant-facts.ts";
import { route } from "./common-routes.ts";
import { read } from "./permissions.ts";

/** Deleted items of all types are at one address; what the caller may see depends on the item. */
export const tenantRoutes: readonly Route[] = [
  route("GET", "directory/deletedItems/{cast}", [], (call) => readOrListDeleted(call)),
  route("POST", "directory/deletedItems/{id}/restore", [], restoreDeleted),
  route("DELETE", "directory/deletedItems/{id}", [], removeDeleted),
  route("GET", "directoryObjects/{id}", [read.objects], readDirectoryObject),
  route("DELETE", "directoryObjects/{id}", [], deleteAnyObject),
  route("POST", "directoryObjects/getByIds", [read.objects], getByIds),
  route("POST", "directoryObjects/getAvailableExtensionProperties", [read.objects], availableExtensionProperties),
  route("GET", "organization", [read.organization], listOrganization),
  route("GET", "organization/{id}", [read.organization], readOrganization),
  route("GET", "subscribedSkus", [read.licences], listSubscribedSkus),
  route("GET", "subscribedSkus/{id}", [read.licences], readSubscribedSku),
  route("GET", "roleManagement/directory/roleDefinitions", [read.roles], listRoles),
  route("GET", "roleManagement/directory/roleDefinitions/{id}", [read.roles], readRole),
  route("GET", "roleManagement/directory/roleAssignments", [read.roles], listRoleAssignments),
  route("GET", "roleManagement/directory/roleAssignments/{id}", [read.roles], readRoleAssignment),
  route(
    "GET",
    "roleManagement/directory/roleEligibilityScheduleInstances",
    [read.eligibilities],
    listRoleEligibilities,
  ),
  route("GET", "auditLogs/directoryAudits", [read.audits], listAudits),
  route("GET", "auditLogs/directoryAudits/{id}", [read.audits], readAudit),
  route("GET", "auditLogs/signIns", [read.audits], listSignIns),
];

function readOrListDeleted(call: Call): Answer {
  const cast = call.params.cast ?? "";
  if (cast.startsWith("microsoft.graph.")) return listDeleted(call);
  return readDeleted({ ...call, params: { ...call.params, id: cast } });
}
