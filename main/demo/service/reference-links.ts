import type { MutableJsonObject } from "../demo-state.ts";
import type { SetLink } from "../directory-writes.ts";
import { addLink, removeLink, setManager } from "../directory-writes.ts";
import type { Answer } from "./answer.ts";
import { noContent, ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, addressedId, context, isEventual, param, referencedId } from "./call.ts";
import { deleteDirectoryObject } from "./delete-objects.ts";
import { alreadyLinked, checkNewTargets, checkWritableMembers, isUnified } from "./group-rules.ts";
import { anyObject, targetMaker, visibleTargets } from "./link-targets.ts";
import { pageList } from "./page-list.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { countOf } from "./read-objects.ts";
import { badRequest, denied, notFound } from "./refusal.ts";
import { deletionsOf, holdsOne } from "./routes/permissions.ts";
import { synced } from "./write-user.ts";

type Link = SetLink["link"];
type Owner = SetLink["type"];

function linkOf(link: Link, type: Owner, id: string): SetLink {
  return { link, type, id } as SetLink;
}

/** GET /groups/{id}/members and the like. */
export function listTargets(call: Call, type: Owner, link: Link, name: string): Answer {
  const object = addressed(call, type);
  const id = String(object.id);
  const ids = isHidden(call, object, link) ? [] : visibleTargets(call, call.view.links(link, id));
  return pageList(call, { name: isEventual(call) ? "directoryObjects" : name, ids, make: targetMaker(call) });
}

/** Groups that hide their members give an empty list, with status 200, without the permission (fault A11). */
function isHidden({ caller }: Call, { visibility }: MutableJsonObject, link: Link): boolean {
  return link === "members" && visibility === "HiddenMembership" && !caller.permissions.has("Member.Read.Hidden");
}

/** GET /groups/{id}/members/$count. */
export function countTargets(call: Call, type: Owner, link: Link): Answer {
  return countOf(call, visibleTargets(call, call.view.links(link, addressedId(call, type))));
}

/** GET /groups/{id}/members/$ref: links only. */
export function listReferences(call: Call, type: Owner, link: Link): Answer {
  const ids = visibleTargets(call, call.view.links(link, addressedId(call, type)));
  const make = (id: string) => ({ "@odata.id": `${call.base}/directoryObjects/${id}` });
  return pageList(call, { name: "Collection($ref)", ids, make });
}

/** POST /groups/{id}/members/$ref and the like. */
export function addTarget(call: Call, type: Owner, link: Link): Answer {
  const { state, caller } = call;
  const object = addressed(call, type);
  const id = String(object.id);
  const target = referencedId(call.body["@odata.id"]);
  checkLinkable(call, type, link, object);
  const present = call.view.links(link, id);
  if (type === "group" && link !== "sponsors") checkNewTargets(call, object, link, [target], present);
  else checkPrincipal(call, link, target, present);
  if (!addLink(state, caller.actor, linkOf(link, type, id), target)) throw alreadyLinked("members");
  return noContent;
}

function checkPrincipal(call: Call, link: Link, target: string, present: readonly string[]): void {
  const found = anyObject(call, target);
  const kinds: readonly DirectoryType[] = link === "sponsors" ? ["user", "group"] : ["user", "servicePrincipal"];
  if (found === undefined || !kinds.includes(found.type)) throw notFound(target);
  if (present.includes(target)) {
    throw badRequest(
      `One or more added object references already exist for the following modified properties: '${link}'.`,
    );
  }
}

function checkLinkable({ caller }: Call, type: Owner, link: Link, object: MutableJsonObject): void {
  if (type === "group" && object.mailEnabled === true && !isUnified(object)) {
    throw badRequest("Cannot Update a mail-enabled security groups and or distribution list.");
  }
  if (type === "group" && link === "members") checkWritableMembers(object);
  if (object.onPremisesSyncEnabled === true && type === "group") throw synced();
  if (object.isAssignableToRole === true && !caller.permissions.has("RoleManagement.ReadWrite.Directory"))
    throw denied();
}

/** DELETE /groups/{id}/members/{target}/$ref and the like. */
export function removeTarget(call: Call, type: Owner, link: Link): Answer {
  const { state, caller } = call;
  const object = addressed(call, type);
  const id = String(object.id);
  const target = param(call, "target").toLowerCase();
  checkLinkable(call, type, link, object);
  if (!call.view.links(link, id).includes(target)) throw notFound(target);
  if (type === "group" && link === "owners" && isLastOwner(call, id, target)) {
    throw badRequest("The group must have at least one owner, hence this owner cannot be removed.");
  }
  removeLink(state, caller.actor, linkOf(link, type, id), target);
  return noContent;
}

/** People count; a service principal may not. */
function isLastOwner({ state }: Call, id: string, target: string): boolean {
  const owners = [...(state.links.owners.get(id) ?? [])].filter((owner) => state.objects.user.has(owner));
  return owners.length === 1 && owners[0] === target;
}

/** DELETE without `/$ref`: not the link goes but the object at its other end, if the caller may delete it. */
export function deleteTargetItself(call: Call, type: Owner, link: Link): Answer {
  const target = param(call, "target").toLowerCase();
  const found = anyObject(call, target);
  if (found === undefined || !call.view.links(link, addressedId(call, type)).includes(target)) throw notFound(target);
  if (!holdsOne(call.caller.permissions, deletionsOf[found.type])) throw denied();
  return deleteDirectoryObject(call, found.type, target);
}

/** GET /users/{id}/manager; 404 means that there is none. */
export function readManager(call: Call): Answer {
  const manager = call.view.manager(addressedId(call, "user"));
  const shown = manager === undefined ? undefined : targetMaker(call)(manager);
  if (shown === undefined) throw notFound("manager");
  return ok({ ...context(call, "directoryObjects/$entity"), ...shown });
}

/** PUT /users/{id}/manager/$ref. */
export function putManager(call: Call): Answer {
  const id = addressedId(call, "user");
  const target = referencedId(call.body["@odata.id"]);
  if (call.view.object("user", target) === undefined) throw notFound(target);
  if (target === id) throw badRequest("A user cannot be their own manager.");
  setManager(call.state, call.caller.actor, id, target);
  return noContent;
}

/** DELETE /users/{id}/manager/$ref. */
export function deleteManager(call: Call): Answer {
  const id = addressedId(call, "user");
  if (call.view.manager(id) === undefined) throw notFound("manager");
  setManager(call.state, call.caller.actor, id, undefined);
  return noContent;
}

/** GET /users/{id}/memberOf and /ownedObjects: the other way round, by looking through all. */
export function listHolders(call: Call, type: DirectoryType, link: "members" | "owners"): Answer {
  const id = addressedId(call, type);
  const ids = [...call.state.links[link]].flatMap(([holder, targets]) => (targets.has(id) ? [holder] : []));
  return pageList(call, { name: "directoryObjects", ids: visibleTargets(call, ids), make: targetMaker(call) });
}

/** GET /users/{id}/directReports. */
export function listDirectReports(call: Call): Answer {
  const id = addressedId(call, "user");
  const ids = [...call.state.links.manager].flatMap(([report, manager]) => (manager === id ? [report] : []));
  return pageList(call, { name: "directoryObjects", ids: visibleTargets(call, ids), make: targetMaker(call) });
}
