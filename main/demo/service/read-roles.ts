import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context, param } from "./call.ts";
import { findIds } from "./find-ids.ts";
import { anyObject } from "./link-targets.ts";
import { matches, parseFilter } from "./parse-filter.ts";
import { badRequest, notFound } from "./refusal.ts";

const definitions = "roleManagement/directory/roleDefinitions";
const assignments = "roleManagement/directory/roleAssignments";
const eligibilities = "roleManagement/directory/roleEligibilityScheduleInstances";

/** GET /roleManagement/directory/roleDefinitions: all at once. */
export function listRoles(call: Call): Answer {
  if (call.query.top !== undefined) throw badRequest("The query option '$top' is not supported.", "BadRequest");
  const roles = findIds(call, "directoryRole").map((id) => call.view.object("directoryRole", id) ?? {});
  return ok({ ...context(call, definitions), value: roles.map((role) => selected(call, role)) });
}

export function readRole(call: Call): Answer {
  return ok({ ...context(call, `${definitions}/$entity`), ...selected(call, addressed(call, "directoryRole")) });
}

const known = ["id", "displayName", "description", "isBuiltIn", "isEnabled"];
const names = [...known, "resourceScopes", "rolePermissions", "templateId", "version"];

function selected({ query }: Call, role: JsonObject): JsonObject {
  const unknown = query.select?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw badRequest(`Could not find a property named '${unknown}' on type 'microsoft.graph.unifiedRoleDefinition'.`);
  }
  const asked = query.select ?? names;
  return Object.fromEntries(Object.entries(role).filter(([name]) => asked.includes(name)));
}

const filterable = ["roleDefinitionId", "principalId", "directoryScopeId"];

/** GET /roleManagement/directory/roleAssignments: who is in the recycle bin holds nothing until they come back. */
export function listRoleAssignments(call: Call): Answer {
  return listHeld(call, assignments, call.state.links.roleAssignments.values());
}

/**
 * GET /roleManagement/directory/roleEligibilityScheduleInstances: who could activate a role now. A tenant without a licence for
 * Privileged Identity Management is refused (https://learn.microsoft.com/graph/api/resources/privilegedidentitymanagementv3-overview).
 */
export function listRoleEligibilities(call: Call): Answer {
  if (!hasPlan(call, entraP2)) throw badRequest(unlicensed, "AadPremiumLicenseRequired");
  const now = [...call.state.links.roleEligibilities.values()].filter(
    ({ endDateTime }) => endDateTime === null || Date.parse(String(endDateTime)) > call.state.clockMs,
  );
  return listHeld(call, eligibilities, now);
}

const unlicensed = "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.";
/** The service plan AAD_PREMIUM_P2. */
const entraP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";

function hasPlan({ state }: Call, planId: string): boolean {
  return [...state.objects.subscribedSku.values()].some(({ servicePlans }) =>
    (servicePlans as readonly JsonObject[]).some(({ servicePlanId }) => servicePlanId === planId),
  );
}

function listHeld(call: Call, name: string, held: Iterable<JsonObject>): Answer {
  const { filter: text } = call.query;
  const filter = text === undefined ? undefined : parseFilter(text);
  if (filter !== undefined && !(filter.kind === "compare" && filterable.includes(filter.names.join("/")))) {
    throw badRequest("The filter of who holds a role is not supported.", "Request_UnsupportedQuery");
  }
  const value = [...held].filter(
    (assignment) =>
      anyObject(call, String(assignment.principalId)) !== undefined &&
      (filter === undefined || matches(filter, assignment)),
  );
  return ok({ ...context(call, name), value });
}

export function readRoleAssignment(call: Call): Answer {
  const assignment = call.state.links.roleAssignments.get(param(call));
  if (assignment === undefined) throw notFound(param(call));
  return ok({ ...context(call, `${assignments}/$entity`), ...assignment });
}
