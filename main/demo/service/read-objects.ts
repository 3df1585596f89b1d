import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import type { Answer } from "./answer.ts";
import { ok } from "./answer.ts";
import type { Call } from "./call.ts";
import { addressed, context, isEventual } from "./call.ts";
import { expansionOf } from "./expand-links.ts";
import { findIds } from "./find-ids.ts";
import { checkGatedProperties } from "./gated-properties.ts";
import { pageList } from "./page-list.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { badRequest } from "./refusal.ts";
import { projectionOf } from "./select-properties.ts";

/** GET /users, /groups, /applications, /servicePrincipals. */
export function listObjects(call: Call, type: DirectoryType, name: string): Answer {
  checkGatedProperties(call);
  const project = projectionOf(type, call.query.select, "list");
  const expand = expansionOf(call, type);
  const make = (id: string) => shown(call.view.object(type, id), project, expand);
  return pageList(call, { name: listName(name, call), ids: findIds(call, type), make });
}

function shown(
  object: MutableJsonObject | undefined,
  project: (object: MutableJsonObject) => JsonObject,
  expand: (id: string) => JsonObject,
): JsonObject | undefined {
  return object === undefined ? undefined : { ...project(object), ...expand(String(object.id)) };
}

function listName(name: string, { query }: Call): string {
  return query.select === undefined ? name : `${name}(${query.select.join(",")})`;
}

/** GET /users/{id} and the like. */
export function readObject(call: Call, type: DirectoryType, name: string): Answer {
  checkGatedProperties(call);
  const object = addressed(call, type);
  const project = projectionOf(type, call.query.select, "item");
  return ok({
    ...context(call, `${listName(name, call)}/$entity`),
    ...project(object),
    ...expansionOf(call, type)(String(object.id)),
  });
}

/** GET /users/$count: a bare number, and only from the advanced query engine. */
export function countOf(call: Call, ids: readonly string[]): Answer {
  if (!isEventual(call)) throw badRequest("$count is not currently supported.", "Request_BadRequest");
  return { status: 200, text: String(ids.length) };
}

export function countObjects(call: Call, type: ObjectType): Answer {
  return countOf(call, findIds(call, type));
}
