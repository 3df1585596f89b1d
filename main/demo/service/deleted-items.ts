import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DeletedObject } from "../demo-state.ts";
import { hardDelete, patchObject, restoreObject } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { context, isEventual, param } from "./call.ts";
import { checkGatedProperties } from "./gated-properties.ts";
import { pageList } from "./page-list.ts";
import { matches, parseFilter } from "./parse-filter.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { directoryTypes, isDirectoryType } from "./property-shapes.ts";
import { badRequest, conflict, denied, notFound } from "./refusal.ts";
import { deletionsOf, holdsOne, readsOf } from "./routes/permissions.ts";
import { projectionOf } from "./select-properties.ts";
import { identitiesFor } from "./write-user.ts";

/** Soft-deleted objects end after 30 days of the tenant's clock. */
const lifeMs = 30 * 86_400_000;

function found(call: Call, isMeant: (type: ObjectType) => boolean): DeletedObject {
  const id = param(call).toLowerCase();
  const entry = call.view.deleted(id);
  if (entry === undefined || !isMeant(entry.type) || isOver(call, entry)) throw notFound(id);
  return entry;
}

function isOver({ state }: Call, { deletedAtMs }: DeletedObject): boolean {
  return state.clockMs - deletedAtMs > lifeMs;
}

/** GET /directory/deletedItems/microsoft.graph.{type}: the cast is compulsory. */
export function listDeleted(call: Call): Answer {
  const type = directoryTypes.find(
    (each) => `microsoft.graph.${each}`.toLowerCase() === param(call, "cast").toLowerCase(),
  );
  if (type === undefined)
    throw badRequest(`Resource not found for the segment '${param(call, "cast")}'.`, "BadRequest");
  if (!holdsOne(call.caller.permissions, readsOf[type])) throw denied();
  if (call.query.orderBy !== undefined && !isEventual(call)) {
    throw badRequest("Sorting not supported for current query.", "Request_UnsupportedQuery");
  }
  checkGatedProperties(call);
  const project = projectionOf(type, withDeletion(call, type), "list");
  const filter = call.query.filter === undefined ? undefined : parseFilter(call.query.filter);
  const ids = call.view.deletedIds(type).filter((id) => {
    const entry = call.view.deleted(id);
    return entry !== undefined && !isOver(call, entry) && (filter === undefined || matches(filter, entry.object));
  });
  const make = (id: string) => {
    const entry = call.view.deleted(id);
    return entry === undefined ? undefined : project(named(type, entry.object));
  };
  return pageList(call, { name: "directoryObjects", ids, make });
}

/** Without `$select` the deletion time is shown besides the usual. */
function withDeletion({ query }: Call, type: DirectoryType): readonly string[] | undefined {
  return query.select ?? (type === "user" ? [...userDefaults, "deletedDateTime"] : undefined);
}

const userDefaults =
  "id businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName".split(
    " ",
  );

/** GET /directory/deletedItems/{id}. */
export function readDeleted(call: Call): Answer {
  const { type, object } = found(call, isDirectoryType);
  if (!isDirectoryType(type)) throw notFound(param(call));
  if (!holdsOne(call.caller.permissions, readsOf[type])) throw denied();
  return ok(shownAs(call, type, object));
}

function shownAs(call: Call, type: DirectoryType, object: JsonObject): JsonObject {
  const shown = projectionOf(type, withDeletion(call, type), "item")(named(type, object));
  return { ...context(call, "directoryObjects/$entity"), "@odata.type": `#microsoft.graph.${type}`, ...shown };
}

/** The sign-in name of a person in the bin begins with the id, so that it is free for somebody else. */
function named(type: ObjectType, object: JsonObject): JsonObject {
  const { id, userPrincipalName, deletedDateTime } = object;
  if (type !== "user" || typeof deletedDateTime !== "string") return object;
  return { ...object, userPrincipalName: `${String(id).replaceAll("-", "")}${String(userPrincipalName)}` };
}

/** POST /directory/deletedItems/{id}/restore: with its id and links; an application without its service principal. */
export function restoreDeleted(call: Call): Answer {
  const { type, object } = found(call, isDirectoryType);
  if (!isDirectoryType(type)) throw notFound(param(call));
  if (!holdsOne(call.caller.permissions, deletionsOf[type])) throw denied();
  const changes = type === "user" ? changesOfUser(call, object) : {};
  if (type === "servicePrincipal") checkApplicationLives(call, object);
  const { state, caller } = call;
  const id = String(object.id);
  // Reads may lag behind; a write never does.
  if (!state.deleted.has(id)) throw notFound(id);
  const restored = restoreObject(state, caller.actor, id);
  if (Object.keys(changes).length > 0) patchObject(state, caller.actor, type, id, changes);
  return ok(shownAs(call, type, state.objects[type].get(id) ?? restored));
}

/** The name may have been taken meanwhile; then a new one has to come with the request. */
function changesOfUser({ lookups, body, state }: Call, user: JsonObject): JsonObject {
  const { newUserPrincipalName } = body;
  const name = String(newUserPrincipalName ?? user.userPrincipalName);
  if (lookups.find("user", "userPrincipalName", name).length > 0) {
    throw conflict(
      "Another object with the same value for property userPrincipalName already exists.",
      "ObjectConflict",
    );
  }
  if (newUserPrincipalName === undefined) return {};
  if (!name.toLowerCase().endsWith(`@${state.domain.toLowerCase()}`))
    throw badRequest("The domain of newUserPrincipalName is invalid.");
  return { userPrincipalName: name, identities: identitiesFor(user.identities, name) };
}

/** A service principal of this tenant needs its application; the name must be free. */
function checkApplicationLives({ lookups, state }: Call, principal: JsonObject): void {
  const appId = String(principal.appId);
  if (lookups.find("servicePrincipal", "appId", appId).length > 0) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const isOwn =
    principal.appOwnerOrganizationId === state.tenantId && principal.servicePrincipalType !== "ManagedIdentity";
  if (isOwn && lookups.find("application", "appId", appId).length === 0) {
    throw badRequest("The application of the service principal does not exist or is deleted. Restore it first.");
  }
}

/** DELETE /directory/deletedItems/{id}: for good. */
export function removeDeleted(call: Call): Answer {
  const { type, object } = found(call, isDirectoryType);
  if (!isDirectoryType(type) || !holdsOne(call.caller.permissions, deletionsOf[type])) throw denied();
  if (!call.state.deleted.has(String(object.id))) throw notFound(String(object.id));
  hardDelete(call.state, call.caller.actor, String(object.id));
  return noContent;
}

type PolicyType = ObjectType & ("conditionalAccessPolicy" | "namedLocation");

/** GET /identity/conditionalAccess/deletedItems/policies and /namedLocations: a container of their own. */
export function listDeletedPolicies(call: Call, type: PolicyType, name: string): Answer {
  const entries = call.view.deletedIds(type).map((id) => call.view.deleted(id));
  const value = entries.flatMap((entry) => (entry === undefined || isOver(call, entry) ? [] : [entry.object]));
  return ok({ ...context(call, `identity/conditionalAccess/deletedItems/${name}`), value });
}

export function readDeletedPolicy(call: Call, type: PolicyType, name: string): Answer {
  const { object } = found(call, (each) => each === type);
  return ok({ ...context(call, `identity/conditionalAccess/deletedItems/${name}/$entity`), ...object });
}

export function restorePolicy(call: Call, type: PolicyType, name: string): Answer {
  const { object } = found(call, (each) => each === type);
  if (!call.state.deleted.has(String(object.id))) throw notFound(String(object.id));
  const restored = restoreObject(call.state, call.caller.actor, String(object.id));
  return ok({ ...context(call, `identity/conditionalAccess/${name}/$entity`), ...restored });
}

export function removePolicy(call: Call, type: PolicyType): Answer {
  const { object } = found(call, (each) => each === type);
  if (!call.state.deleted.has(String(object.id))) throw notFound(String(object.id));
  hardDelete(call.state, call.caller.actor, String(object.id));
  return noContent;
}
