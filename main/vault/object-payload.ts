import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { canonicalJson } from "./canonical-json.ts";
import { contentHash } from "./content-hash.ts";

/** Links with more targets than this are stored in chunks of their own. */
const inlineTargets = 512;
/** A chunk ends after an id whose hash ends in so many zero bits: about 256 targets each, wherever others come or go. */
const boundaryMask = 0xff;
const mostInChunk = 2048;

export interface StoreChunk {
  /** Stores the text unless it is there already; gives its hash in hex. */
  (text: string): string;
}

/**
 * An object's payload: the canonical JSON of `{links, properties}`. Type and id are not in it: the tree binds them to
 * its hash. A link too long to be rewritten for one target more is `{"chunks": [hash, ...]}` instead of a list.
 */
export function payloadOf(object: DirectoryObject, storeChunk: StoreChunk): string {
  const { links, properties } = object;
  let stored: Record<string, JsonValue> | undefined;
  for (const name of Object.keys(links)) {
    const targets = links[name] ?? [];
    if (targets.length <= inlineTargets) continue;
    stored ??= { ...(links as JsonObject) };
    stored[name] = { chunks: chunksOf(targets).map((chunk) => storeChunk(canonicalJson(chunk))) };
  }
  return canonicalJson({ links: (stored ?? links) as JsonObject, properties });
}

export type ReadChunk = (hash: string) => string;

/** The object that a payload was made of. */
export function objectOf(type: ObjectType, id: string, payload: string, readChunk: ReadChunk): DirectoryObject {
  const { links, properties } = JSON.parse(payload) as { links: Record<string, JsonValue>; properties: JsonObject };
  for (const name of Object.keys(links)) {
    const value = links[name];
    if (value === undefined || Array.isArray(value)) continue;
    links[name] = chunkHashes(value).flatMap((hash) => JSON.parse(readChunk(hash)) as JsonValue[]);
  }
  return { type, id, properties, links: links as Record<string, readonly LinkTarget[]> };
}

/** The hashes of a chunked link; empty for a link that is stored in place. */
export function chunkHashes(value: JsonValue | undefined): readonly string[] {
  return (value as { readonly chunks?: readonly string[] } | undefined)?.chunks ?? [];
}

function chunksOf(targets: readonly LinkTarget[]): readonly LinkTarget[][] {
  const chunks: LinkTarget[][] = [];
  let current: LinkTarget[] = [];
  for (const target of targets) {
    current.push(target);
    if (current.length < mostInChunk && !endsChunk(target)) continue;
    chunks.push(current);
    current = [];
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

function endsChunk(target: LinkTarget): boolean {
  const text = typeof target === "string" ? target : canonicalJson(target);
  return ((contentHash(text)[0] ?? 0) & boundaryMask) === 0;
}
