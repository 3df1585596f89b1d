import type { Answer } from "../answer.ts";
import { createAssignment, deleteAssignment, listAssignments, readAssignment } from "../app-role-assignments.ts";
import type { Call, Route } from "../call.ts";
import { deleteDirectoryObject } from "../delete-objects.ts";
import type { DirectoryType } from "../property-shapes.ts";
import { countObjects, listObjects, readObject } from "../read-objects.ts";
import {
  addTarget,
  countTargets,
  deleteTargetItself,
  listReferences,
  listTargets,
  removeTarget,
} from "../reference-links.ts";
import { deletionsOf, readsOf, write } from "./permissions.ts";

export type Needs = Route["needs"];

/** One entry of the table. */
export function route(method: Route["method"], path: string, needs: Needs, handle: (call: Call) => Answer): Route {
  return { method, path, needs, handle };
}

/** The collection that holds a type. */
export const collections: Readonly<Record<DirectoryType, string>> = {
  user: "users",
  group: "groups",
  application: "applications",
  servicePrincipal: "servicePrincipals",
};

/** What the four directory types have in common. */
export function commonRoutes(type: DirectoryType): readonly Route[] {
  const name = collections[type];
  return [
    route("GET", name, [readsOf[type]], (call) => listObjects(call, type, name)),
    route("GET", `${name}/$count`, [readsOf[type]], (call) => countObjects(call, type)),
    route("GET", `${name}/{id}`, [readsOf[type]], (call) => readObject(call, type, name)),
    route("DELETE", `${name}/{id}`, [deletionsOf[type]], (call) => deleteDirectoryObject(call, type)),
  ];
}

/** A set of links: lists, counts, adding and removing, and the DELETE that forgets `/$ref`. */
export function linkRoutes(
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

/** App role assignments, from either side. */
export function assignmentRoutes(
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
