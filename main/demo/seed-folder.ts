import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { nameOf } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { readExportFolder } from "../exchange/read-export-folder.ts";
import type { DemoState, MutableJsonObject } from "./demo-state.ts";
import { newId, touch } from "./demo-state.ts";
import type { SeedRefusal } from "./demo-tenant.ts";
import { graphRules } from "./seed/graph-rules.ts";
import { heldObject } from "./seed/held-object.ts";
import { NotInGraph } from "./seed/known-properties.ts";

export interface SeedResult {
  readonly loaded: number;
  readonly refused: readonly SeedRefusal[];
}

/**
 * Loads a folder of exported JSON into the tenant, as a tenant would hold it. Nothing is logged as a change of anybody.
 * Ids that nothing has are kept: a deleted user stays in a policy. Throws USAGE_NOT_FOUND if there is no such folder.
 */
export async function seedFolder(state: DemoState, folder: string): Promise<SeedResult> {
  const refused: SeedRefusal[] = [];
  let loaded = 0;
  for await (const entry of readExportFolder(folder, { withoutIds: true })) {
    if (entry.kind === "refusal") {
      refused.push(entry.refusal);
      continue;
    }
    const reason = load(state, entry.object);
    if (reason === undefined) loaded += 1;
    else refused.push({ file: entry.file, name: nameOf(entry.object), reason });
  }
  return { loaded, refused };
}

/** The reason why it could not be loaded. */
function load(state: DemoState, exported: DirectoryObject): string | undefined {
  try {
    const object = heldObject(state, exported);
    const reason = graphRules(exported.type, object);
    if (reason === undefined) put(state, exported, object);
    return reason;
  } catch (error) {
    if (error instanceof NotInGraph) return error.message;
    throw error;
  }
}

function put(state: DemoState, { type, links }: DirectoryObject, object: MutableJsonObject): void {
  const [single] = isSingleton(type) ? state.objects[type].values() : [];
  const held = single === undefined ? object : mergedSingleton(single, object);
  const id = String(held.id);
  state.objects[type].set(id, held);
  touch(state, type, id, single === undefined ? "created" : "object");
  for (const [link, targets] of Object.entries(links)) putLink(state, id, link, targets);
}

function isSingleton(type: ObjectType): boolean {
  return type === "authenticationMethodsPolicy" || type === "authorizationPolicy" || type === "organization";
}

/** The tenant's own settings stay where the file says nothing; methods are put in by their ids. */
function mergedSingleton(held: MutableJsonObject, object: MutableJsonObject): MutableJsonObject {
  const methods = "authenticationMethodConfigurations";
  if (!Array.isArray(held[methods]) || !Array.isArray(object[methods]))
    return { ...held, ...object, id: held.id ?? "" };
  const byId = new Map((held[methods] as readonly JsonObject[]).map((method) => [method.id, method]));
  for (const method of object[methods] as readonly JsonObject[])
    byId.set(method.id, { ...byId.get(method.id), ...method });
  return { ...held, ...object, id: held.id ?? "", [methods]: [...byId.values()] };
}

function putLink(state: DemoState, id: string, link: string, targets: readonly LinkTarget[]): void {
  const { links } = state;
  const ids = targets.filter((target) => typeof target === "string");
  if (link === "members" || link === "owners" || link === "sponsors") links[link].set(id, new Set(ids));
  else if (link === "manager" && ids[0] !== undefined) links.manager.set(id, ids[0]);
  else if (link === "federatedIdentityCredentials") links.federatedCredentials.set(id, records(state, targets));
  else if (link === "appRoleAssignedTo") keep(links.appRoleAssignments, records(state, targets));
  else if (link === "oauth2PermissionGrants") keep(links.grants, records(state, targets));
}

function records(state: DemoState, targets: readonly LinkTarget[]): readonly MutableJsonObject[] {
  return targets.filter((target) => isJsonObject(target)).map((record) => ({ id: newId(state), ...record }));
}

function keep(map: Map<string, MutableJsonObject>, list: readonly MutableJsonObject[]): void {
  for (const record of list) map.set(String(record.id), record);
}
