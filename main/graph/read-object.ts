import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { LinkRule, ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { urlPart } from "../catalogue/url-part.ts";
import type { Graph, ReadOptions } from "./graph.ts";
import { isLasting } from "./graph-refusal.ts";
import { linkAddress, linkIn } from "./link-requests.ts";
import { normalizeLink, normalizeObject } from "./normalize-object.ts";
import { deletedObjectAddress, objectAddress } from "./object-address.ts";
import { withoutUnknownProperty } from "./without-unknown-property.ts";

export interface ReadObjectOptions {
  readonly graph: Graph;
  readonly type: ObjectType;
  readonly id: string;
  /** Names of the links to read; all of the type's if absent. */
  readonly links?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * One object as it is now, read straight and never by an advanced query, whose index lags behind writes. An object in
 * the recycle bin is returned too, without links and with what Graph tells of it there: `isSoftDeleted` tells.
 * undefined: it is in neither place. Errors as `Graph`.
 */
export async function readObject(options: ReadObjectOptions): Promise<DirectoryObject | undefined> {
  const { type, id } = options;
  const definition = definitionOf(type);
  const reading = readingOf(options, definition);
  const raw = await rawOf(definition, options, reading);
  if (raw === undefined) return readDeleted(options, definition, reading);
  const object = normalizeObject(type, raw, id);
  return { ...object, links: await readLinks(object, definition, options, reading) };
}

function readingOf({ signal }: ReadObjectOptions, { readPermissions }: ObjectTypeDefinition): ReadOptions {
  return { permissions: readPermissions, ...(signal === undefined ? {} : { signal }) };
}

/** Without what Graph does not have in this cloud, as in a snapshot. */
async function rawOf(
  definition: ObjectTypeDefinition,
  options: ReadObjectOptions,
  reading: ReadOptions,
): Promise<JsonObject | undefined> {
  try {
    return await options.graph.get(objectAddress(definition, options.id), reading);
  } catch (error) {
    const known = withoutUnknownProperty(definition, error);
    if (known === undefined) throw error;
    return rawOf(known.definition, options, reading);
  }
}

async function readDeleted(
  { graph, type, id }: ReadObjectOptions,
  definition: ObjectTypeDefinition,
  reading: ReadOptions,
): Promise<DirectoryObject | undefined> {
  const address = deletedObjectAddress(definition, id);
  const raw = address === undefined ? undefined : await graph.get(address, reading);
  return raw === undefined ? undefined : normalizeObject(type, raw, id);
}

async function readLinks(
  object: DirectoryObject,
  definition: ObjectTypeDefinition,
  { graph, links }: ReadObjectOptions,
  reading: ReadOptions,
): Promise<Record<string, readonly LinkTarget[]>> {
  const wanted = Object.entries(definition.links).filter(
    ([name, rule]) => (links?.includes(name) ?? true) && rule.appliesTo?.(object) !== false,
  );
  const read = wanted.map(async ([name, rule]) => {
    const targets = await readLink(object.id, rule, graph, reading).catch((error: unknown) => {
      if (rule.apart === undefined || !isLasting(error)) throw error;
      // Unknown, as in a snapshot.
      return undefined;
    });
    return targets === undefined ? [] : [[name, targets] as const];
  });
  return Object.fromEntries((await Promise.all(read)).flat());
}

async function readLink(id: string, rule: LinkRule, graph: Graph, reading: ReadOptions) {
  if (rule.read.from === "tenant-list") {
    const { path, ownerKey } = rule.read;
    // A plain comparison of an indexed id, not an advanced query.
    return allPages(rule, `${path}?$filter=${ownerKey}%20eq%20'${urlPart(id)}'`, graph, reading);
  }
  const address = linkAddress(rule, id) ?? "";
  if (rule.single !== true) return allPages(rule, address, graph, reading);
  const target = await graph.get(address, reading);
  const answer = { status: target === undefined ? 404 : 200, headers: {}, body: target };
  return linkIn(rule, answer, graph, address, reading);
}

async function allPages(rule: LinkRule, address: string, graph: Graph, reading: ReadOptions) {
  const items = [];
  for await (const page of graph.pages(address, reading)) items.push(...page.items);
  return normalizeLink(rule, items);
}
