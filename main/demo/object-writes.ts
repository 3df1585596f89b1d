import { isDeepStrictEqual } from "node:util";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { AuditEntry, DemoActor } from "./audit-entry.ts";
import { auditTarget, modifiedProperties } from "./audit-target.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";
import { newId, nowIso, touch } from "./demo-state.ts";
import { dropLinks } from "./drop-links.ts";
import { mirrorIntoServicePrincipals } from "./mirror-application.ts";
import { recordAudit } from "./record-audit.ts";

/** What a write may say besides: one incident's correlation id, an activity of its own ("Change user license"). */
export interface WriteNote {
  readonly correlationId?: string;
  readonly activity?: string;
}

const nouns: Readonly<Record<ObjectType, string>> = {
  user: "user",
  group: "group",
  application: "application",
  servicePrincipal: "service principal",
  conditionalAccessPolicy: "conditional access policy",
  namedLocation: "named location",
  authenticationStrengthPolicy: "authentication strength",
  authenticationMethodsPolicy: "authentication methods policy",
  authorizationPolicy: "authorization policy",
  directoryRole: "role definition",
  organization: "company information",
  subscribedSku: "subscription",
};

const categories: Readonly<Record<ObjectType, string>> = {
  user: "UserManagement",
  group: "GroupManagement",
  application: "ApplicationManagement",
  servicePrincipal: "ApplicationManagement",
  conditionalAccessPolicy: "Policy",
  namedLocation: "Policy",
  authenticationStrengthPolicy: "Policy",
  authenticationMethodsPolicy: "ApplicationManagement",
  authorizationPolicy: "AuthorizationPolicy",
  directoryRole: "RoleManagement",
  organization: "DirectoryManagement",
  subscribedSku: "DirectoryManagement",
};

const services: Partial<Record<ObjectType, string>> = {
  conditionalAccessPolicy: "Conditional Access",
  namedLocation: "Conditional Access",
  authenticationStrengthPolicy: "Authentication Methods",
  authenticationMethodsPolicy: "Authentication Methods",
};

/** Types whose audit records hold the complete object before and after, and under which name. */
const wholeNames: Partial<Record<ObjectType, string>> = {
  conditionalAccessPolicy: "ConditionalAccessPolicy",
  namedLocation: "NamedLocation",
  authenticationMethodsPolicy: "AuthenticationMethodsPolicy",
};

const modifiedNames: Partial<Record<ObjectType, string>> = {
  conditionalAccessPolicy: "modifiedDateTime",
  namedLocation: "modifiedDateTime",
  authenticationStrengthPolicy: "modifiedDateTime",
  authenticationMethodsPolicy: "lastModifiedDateTime",
};

type Operation = AuditEntry["operation"];

function record(
  state: DemoState,
  actor: DemoActor,
  type: ObjectType,
  verb: string,
  operation: Operation,
  target: AuditEntry["targets"][number],
  note: WriteNote,
): void {
  recordAudit(state, {
    activity: note.activity ?? activityOf(type, verb),
    category: categories[type],
    service: services[type] ?? "Core Directory",
    operation,
    actor,
    targets: [target],
    ...(note.correlationId === undefined ? {} : { correlationId: note.correlationId }),
  });
}

/** Some services put the verb last. */
function activityOf(type: ObjectType, verb: string): string {
  if (type === "authenticationMethodsPolicy") return `Authentication Methods Policy ${verb}`;
  if (type === "authenticationStrengthPolicy")
    return `Authentication Strength Policy ${verb === "Add" ? "Create" : verb}`;
  return `${verb} ${nouns[type]}`;
}

/** The live object. Throws if there is none: the caller has checked. */
export function liveObject(state: DemoState, type: ObjectType, id: string): MutableJsonObject {
  const object = state.objects[type].get(id);
  if (object === undefined) throw new Error(`No ${type} ${id} in the demo tenant`);
  return object;
}

/** Puts `patch` over the object's properties; directory objects that stay equal leave no trace, as in Entra. */
export function patchObject(
  state: DemoState,
  actor: DemoActor,
  type: ObjectType,
  id: string,
  patch: JsonObject,
  note: WriteNote = {},
): MutableJsonObject {
  const before = liveObject(state, type, id);
  const names = Object.keys(patch).filter((name) => !isDeepStrictEqual(before[name] ?? null, patch[name]));
  const whole = wholeNames[type];
  if (names.length === 0 && whole === undefined) return before;
  const after = replace(state, type, before, patch);
  const modified =
    whole === undefined ? modifiedProperties(type, before, after, names) : [{ name: whole, before, after }];
  record(state, actor, type, "Update", "Update", auditTarget(type, after, modified), note);
  if (type === "application") mirrorIntoServicePrincipals(state, after);
  return after;
}

function replace(state: DemoState, type: ObjectType, before: MutableJsonObject, patch: JsonObject): MutableJsonObject {
  const stamp = modifiedNames[type];
  const after = { ...before, ...patch, ...(stamp === undefined ? {} : { [stamp]: nowIso(state) }) };
  const id = String(before.id);
  state.objects[type].set(id, after);
  touch(state, type, id, "object", { before });
  return after;
}

/** One method's settings, by its id ("Sms"). Throws if the policy has no such method. */
export function patchMethodConfiguration(
  state: DemoState,
  actor: DemoActor,
  methodId: string,
  patch: JsonObject,
  note: WriteNote = {},
): MutableJsonObject {
  const [policy] = state.objects.authenticationMethodsPolicy.values();
  const methods = (policy?.authenticationMethodConfigurations ?? []) as readonly JsonObject[];
  const isMeant = ({ id }: JsonObject) => String(id).toLowerCase() === methodId.toLowerCase();
  if (policy === undefined || !methods.some(isMeant)) throw new Error(`No method ${methodId} in the demo tenant`);
  const changed = methods.map((method) => (isMeant(method) ? { ...method, ...patch } : method));
  const whole = { authenticationMethodConfigurations: changed };
  return patchObject(state, actor, "authenticationMethodsPolicy", String(policy.id), whole, note);
}

/** Adds the object, complete as given; `id` is made if it has none. */
export function createObject(
  state: DemoState,
  actor: DemoActor,
  type: ObjectType,
  properties: JsonObject,
  note: WriteNote = {},
): MutableJsonObject {
  const id = typeof properties.id === "string" ? properties.id : newId(state);
  const object: MutableJsonObject = { ...properties, id };
  state.objects[type].set(id, object);
  touch(state, type, id, "created");
  const names = Object.keys(object).filter((name) => name !== "id" && hasContent(object, name));
  const whole = wholeNames[type];
  const modified = whole === undefined ? modifiedProperties(type, {}, object, names) : [{ name: whole, after: object }];
  record(state, actor, type, "Add", "Add", auditTarget(type, object, modified), note);
  return object;
}

function hasContent(object: MutableJsonObject, name: string): boolean {
  const value = object[name];
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/**
 * Soft-deletes; links stay and come back with a restore. An application takes its service principals along, as in its
 * home tenant.
 */
export function deleteObject(
  state: DemoState,
  actor: DemoActor,
  type: ObjectType,
  id: string,
  note: WriteNote = {},
): void {
  const object = liveObject(state, type, id);
  const deleted = { ...object, deletedDateTime: nowIso(state) };
  state.objects[type].delete(id);
  state.deleted.set(id, { type, object: deleted, deletedAtMs: state.clockMs });
  touch(state, type, id, "soft-deleted", { before: object });
  const whole = wholeNames[type];
  const modified = whole === undefined ? [] : [{ name: whole, before: object }];
  const verb = type === "servicePrincipal" ? "Remove" : "Delete";
  record(state, actor, type, verb, "Delete", auditTarget(type, object, modified), note);
  if (type === "application") {
    for (const principal of principalsOf(state, object))
      deleteObject(state, actor, "servicePrincipal", principal, note);
  }
}

function principalsOf(state: DemoState, { appId }: MutableJsonObject): readonly string[] {
  const principals = [...state.objects.servicePrincipal.values()];
  return principals.filter((principal) => principal.appId === appId).map((principal) => String(principal.id));
}

/** Brings a soft-deleted object back with its id and links. */
export function restoreObject(state: DemoState, actor: DemoActor, id: string, note: WriteNote = {}): MutableJsonObject {
  const entry = state.deleted.get(id);
  if (entry === undefined) throw new Error(`Nothing deleted has the id ${id}`);
  const object = { ...entry.object, deletedDateTime: null };
  state.deleted.delete(id);
  state.objects[entry.type].set(id, object);
  touch(state, entry.type, id, "restored");
  record(state, actor, entry.type, "Restore", "Update", auditTarget(entry.type, object), note);
  return object;
}

/** Removes a soft-deleted object for good, with every link to and from it. */
export function hardDelete(state: DemoState, actor: DemoActor, id: string, note: WriteNote = {}): void {
  const entry = state.deleted.get(id);
  if (entry === undefined) throw new Error(`Nothing deleted has the id ${id}`);
  state.deleted.delete(id);
  touch(state, entry.type, id, "hard-deleted");
  dropLinks(state, entry.type, id);
  record(state, actor, entry.type, "Hard Delete", "Delete", auditTarget(entry.type, entry.object), note);
}
