import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";
import type { Answer } from "./answer.ts";
import type { Caller } from "./caller.ts";
import type { Lookups } from "./lookups.ts";
import type { Query } from "./parse-query.ts";
import { badRequest, notFound } from "./refusal.ts";
import type { TenantView } from "./tenant-view.ts";

/** One request to Graph, on its way to the handler. */
export interface Call {
  readonly state: DemoState;
  /** What reads see; with replication lag that is the past. */
  readonly view: TenantView;
  readonly lookups: Lookups;
  readonly caller: Caller;
  readonly method: string;
  /** `https://graph.microsoft.com/v1.0`. */
  readonly base: string;
  /** "users/{id}": the path below the version, as it came. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The query as it came, without the question mark. */
  readonly queryText: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** A request below the version, alone or out of a batch. */
export interface PlainRequest {
  readonly method: string;
  /** "users/{id}?$select=id". */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** One address and method of Graph. `needs`: of each list the token must hold one permission. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly needs: readonly (readonly string[])[];
  readonly handle: (call: Call) => Answer;
}

/** A part of the address, such as the id. */
export function param(call: Call, name = "id"): string {
  return call.params[name] ?? "";
}

/** Whether the request asked for the advanced query engine. */
export function isEventual(call: Call): boolean {
  return call.headers.consistencylevel?.toLowerCase() === "eventual";
}

/** The object that the address names, as reads see it; 404. Users also by user principal name, others by appId. */
export function addressed(call: Call, type: ObjectType, name = "id"): MutableJsonObject {
  const object = seen(call, type, name);
  // Reads may lag behind; a write never does.
  if (call.method !== "PATCH" || call.state.objects[type].has(String(object.id))) return object;
  throw notFound(String(object.id));
}

function seen(call: Call, type: ObjectType, name: string): MutableJsonObject {
  const given = param(call, name);
  const direct = call.view.object(type, given.toLowerCase()) ?? call.view.object(type, given);
  if (direct !== undefined) return direct;
  const byName = alternative(call, type, given);
  const object = byName === undefined ? undefined : call.view.object(type, byName);
  if (object === undefined) throw notFound(given);
  return object;
}

function alternative({ lookups }: Call, type: ObjectType, given: string): string | undefined {
  if (type === "user" && given.includes("@")) return lookups.find(type, "userPrincipalName", given)[0];
  return undefined;
}

/** The id that the address names, after a look whether it is there. */
export function addressedId(call: Call, type: ObjectType, name = "id"): string {
  return String(addressed(call, type, name).id);
}

/** The id in `{ "@odata.id": ".../directoryObjects/{id}" }`. */
export function referencedId(link: unknown): string {
  const id = typeof link === "string" ? /\/([^/]+)$/.exec(link)?.[1] : undefined;
  if (id === undefined) throw badRequest("Invalid URL format specified in payload.");
  return id.toLowerCase();
}

export function context(call: Call, what: string): { readonly "@odata.context": string } {
  return { "@odata.context": `${call.base}/$metadata#${what}` };
}
