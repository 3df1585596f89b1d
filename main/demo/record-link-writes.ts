import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { AuditEntry, AuditEntryProperty, DemoActor } from "./audit-entry.ts";
import { auditTargetById } from "./audit-target.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";
import { newId, nowIso, touch } from "./demo-state.ts";
import type { WriteNote } from "./object-writes.ts";
import { liveObject } from "./object-writes.ts";
import { recordAudit } from "./record-audit.ts";

/** Adds a delegated grant as given (clientId, consentType, principalId, resourceId, scope). */
export function addGrant(state: DemoState, actor: DemoActor, grant: JsonObject, note: WriteNote = {}) {
  const added: MutableJsonObject = { ...grant, id: typeof grant.id === "string" ? grant.id : newId(state) };
  state.links.grants.set(String(added.id), added);
  touch(state, "oauth2PermissionGrant", String(added.id), "created");
  recordGrant(state, actor, "Add", undefined, added, note);
  return added;
}

/** Only the scope of a grant can change. */
export function patchGrant(state: DemoState, actor: DemoActor, id: string, scope: string, note: WriteNote = {}) {
  const before = existing(state.links.grants, id);
  const after = { ...before, scope };
  state.links.grants.set(id, after);
  touch(state, "oauth2PermissionGrant", id, "object", { before });
  recordGrant(state, actor, "Update", before, after, note);
  return after;
}

export function removeGrant(state: DemoState, actor: DemoActor, id: string, note: WriteNote = {}): void {
  const before = existing(state.links.grants, id);
  state.links.grants.delete(id);
  touch(state, "oauth2PermissionGrant", id, "hard-deleted", { before });
  recordGrant(state, actor, "Remove", before, undefined, note);
}

function existing(records: ReadonlyMap<string, MutableJsonObject>, id: string): MutableJsonObject {
  const record = records.get(id);
  if (record === undefined) throw new Error(`No record ${id} in the demo tenant`);
  return record;
}

type Side = MutableJsonObject | undefined;

/** The resource comes first; the client is in its modified properties and second. */
function recordGrant(
  state: DemoState,
  actor: DemoActor,
  verb: "Add" | "Update" | "Remove",
  before: Side,
  after: Side,
  note: WriteNote,
): void {
  const grant = after ?? before ?? {};
  const clientId = String(grant.clientId);
  const modified = [
    property("DelegatedPermissionGrant.Scope", "scope", before, after),
    property("DelegatedPermissionGrant.ConsentType", "consentType", before, after),
    property("ServicePrincipal.ObjectID", "clientId", before, after),
  ];
  recordAudit(state, {
    activity: `${verb} delegated permission grant`,
    category: "ApplicationManagement",
    service: "Core Directory",
    operation: verb === "Add" ? "Assign" : verb === "Remove" ? "Unassign" : "Update",
    actor,
    targets: [auditTargetById(state, String(grant.resourceId), modified), auditTargetById(state, clientId)],
    ...note,
  });
}

function property(name: string, key: string, before: Side, after: Side): AuditEntryProperty {
  return { name, ...valueIn("before", before, key), ...valueIn("after", after, key) };
}

function valueIn(side: "before" | "after", record: Side, key: string): { readonly [name: string]: JsonValue } {
  return record === undefined ? {} : { [side]: record[key] ?? null };
}

/** Gives `principalId` the role `appRoleId` of `resourceId`; names and type are filled in from the state. */
export function addAppRoleAssignment(
  state: DemoState,
  actor: DemoActor,
  assignment: { readonly principalId: string; readonly resourceId: string; readonly appRoleId: string },
  note: WriteNote = {},
): MutableJsonObject {
  const principal = auditTargetById(state, assignment.principalId);
  const added: MutableJsonObject = {
    id: newId(state),
    deletedDateTime: null,
    appRoleId: assignment.appRoleId,
    createdDateTime: nowIso(state),
    principalDisplayName: principal.displayName,
    principalId: assignment.principalId,
    principalType: principal.type,
    resourceDisplayName: liveObject(state, "servicePrincipal", assignment.resourceId).displayName ?? null,
    resourceId: assignment.resourceId,
  };
  state.links.appRoleAssignments.set(String(added.id), added);
  recordAssignment(state, actor, added, "Assign", note);
  return added;
}

export function removeAppRoleAssignment(state: DemoState, actor: DemoActor, id: string, note: WriteNote = {}): void {
  const removed = existing(state.links.appRoleAssignments, id);
  state.links.appRoleAssignments.delete(id);
  recordAssignment(state, actor, removed, "Unassign", note);
}

const principalNouns: Readonly<Record<string, string>> = { User: "user", Group: "group" };

function recordAssignment(
  state: DemoState,
  actor: DemoActor,
  assignment: MutableJsonObject,
  operation: AuditEntry["operation"] & ("Assign" | "Unassign"),
  note: WriteNote,
): void {
  const { principalId, principalType, resourceId, appRoleId } = assignment;
  const noun = principalNouns[String(principalType)] ?? "service principal";
  const verb =
    operation === "Assign"
      ? `Add app role assignment ${noun === "user" ? "grant to" : "to"}`
      : "Remove app role assignment from";
  const side = operation === "Assign" ? "after" : "before";
  const prefix = noun === "user" ? "User" : noun === "group" ? "Group" : "ServicePrincipal";
  const modified: readonly AuditEntryProperty[] = [
    { name: "AppRole.Id", [side]: appRoleId ?? null },
    { name: `${prefix}.ObjectID`, [side]: principalId ?? null },
  ];
  recordAudit(state, {
    activity: `${verb} ${noun}`,
    category: noun === "user" ? "UserManagement" : noun === "group" ? "GroupManagement" : "ApplicationManagement",
    service: "Core Directory",
    operation,
    actor,
    targets: [auditTargetById(state, String(resourceId), modified), auditTargetById(state, String(principalId))],
    ...note,
  });
}

/** Replaces an application's federated credentials. */
export function setFederatedCredentials(
  state: DemoState,
  actor: DemoActor,
  applicationId: string,
  credentials: readonly MutableJsonObject[],
  note: WriteNote = {},
): void {
  const before = state.links.federatedCredentials.get(applicationId) ?? [];
  if (credentials.length === 0) state.links.federatedCredentials.delete(applicationId);
  else state.links.federatedCredentials.set(applicationId, credentials);
  touch(state, "application", applicationId, "object");
  const modified = [{ name: "FederatedIdentityCredentials", before, after: credentials }];
  recordAudit(state, {
    activity: "Update application",
    category: "ApplicationManagement",
    service: "Core Directory",
    operation: "Update",
    actor,
    targets: [auditTargetById(state, applicationId, modified)],
    ...note,
  });
}
