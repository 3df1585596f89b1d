import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { parseJson } from "../../preload/contract/parse-json.ts";
import { GrowingBytes } from "./growing-bytes.ts";

/**
 * How an object lies in a pack: its properties as canonical JSON, its reference links as numbers of the id dictionary.
 *
 *   u32 previous     number of the object that the entry just before this one is a copy of; 0: none
 *   u32 length       of the link outline
 *   outline          canonical JSON: link → count of numbers, or -(count of chunks), or the record targets themselves
 *   u32 ...          the numbers of all links, in the outline's order
 *   properties       the rest
 */
export interface StoredObject {
  readonly previous: number;
  readonly outline: string;
  readonly numbers: readonly number[];
  /** UTF-8 of canonical JSON. */
  readonly properties: Uint8Array;
}

const headBytes = 8;
/** Where what says the object's links begins; its properties follow. */
export const linksStart = 4;

const scratch = new GrowingBytes(1 << 14);

/** The entry, in place: valid until the next one is written. */
export function writeStored({ previous, outline, numbers, properties }: StoredObject): Buffer {
  scratch.clear();
  scratch.number(previous);
  scratch.number(Buffer.byteLength(outline));
  scratch.text(outline);
  for (const number of numbers) scratch.number(number);
  scratch.bytes(properties);
  return scratch.view();
}

export function previousOf(entry: Buffer): number {
  return entry.readUInt32LE(0);
}

/** Numbers of the chunks that the object's links lie in. */
export function chunksOf(entry: Buffer): readonly number[] {
  const outlineEnd = headBytes + entry.readUInt32LE(4);
  const outline = entry.subarray(headBytes, outlineEnd);
  // Most objects have none and need no parser: a count of chunks is negative.
  if (!outline.includes(":-")) return [];
  const chunks: number[] = [];
  let position = outlineEnd;
  for (const targets of Object.values(parseJson(outline.toString("utf8")) as Outline)) {
    if (typeof targets !== "number") continue;
    const count = Math.abs(targets);
    for (let index = 0; targets < 0 && index < count; index += 1) chunks.push(entry.readUInt32LE(position + index * 4));
    position += count * 4;
  }
  return chunks;
}

/** The same entry as the copy that stands before its successor: a copy points at nothing. */
export function asCopy(entry: Buffer): Buffer {
  const copy = Buffer.from(entry);
  copy.writeUInt32LE(0, 0);
  return copy;
}

export interface LinkSources {
  idOf(number: number): string;
  /** The numbers of a chunk of a large link set. */
  chunk(number: number): Uint32Array;
}

type Links = Record<string, readonly LinkTarget[]>;
type Outline = Record<string, number | readonly LinkTarget[]>;

export interface ReadObject {
  readonly links: DirectoryObject["links"];
  /** Where in the entry the properties begin: UTF-8 of canonical JSON up to its end. */
  readonly start: number;
}

export function readStored(entry: Buffer, sources: LinkSources): ReadObject {
  const outlineEnd = headBytes + entry.readUInt32LE(4);
  const outline = parseJson(entry.toString("utf8", headBytes, outlineEnd)) as Outline;
  let position = outlineEnd;
  for (const [name, targets] of Object.entries(outline)) {
    if (typeof targets !== "number") continue;
    const count = Math.abs(targets);
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const number = entry.readUInt32LE(position + index * 4);
      if (targets > 0) ids.push(sources.idOf(number));
      else for (const each of sources.chunk(number)) ids.push(sources.idOf(each));
    }
    // An own `__proto__` is overwritten like any other key here, since the parser made it an own property.
    outline[name] = ids;
    position += count * 4;
  }
  return { links: outline as Links, start: position };
}

/** UTF-8 of the properties' canonical JSON, without reading the links: how many numbers stand between is in the outline. */
export function propertiesOf(entry: Buffer): Buffer {
  const outlineEnd = headBytes + entry.readUInt32LE(4);
  return entry.subarray(outlineEnd + 4 * numbersIn(entry.toString("latin1", headBytes, outlineEnd)));
}

/** Most objects of a type have the same outline. */
let lastOutline = "{}";
let lastNumbers = 0;

function numbersIn(outline: string): number {
  if (outline === lastOutline) return lastNumbers;
  let numbers = 0;
  for (const targets of Object.values(JSON.parse(outline) as Outline)) {
    if (typeof targets === "number") numbers += Math.abs(targets);
  }
  lastOutline = outline;
  lastNumbers = numbers;
  return numbers;
}

/** `start`: see ReadObject. */
export function parseProperties(entry: Buffer, start: number): JsonObject {
  return parseJson(entry.toString("utf8", start)) as JsonObject;
}

export interface LinkNumbers {
  numberOf(id: string): number;
  /** Splits a large set, the numbers from `start` on, into chunks and returns theirs; undefined if it is not large. */
  chunked(numbers: readonly number[], start: number): readonly number[] | undefined;
}

/** Links → outline and numbers. A link with any record target is kept as it is. */
export function outlineLinks(
  links: DirectoryObject["links"],
  to: LinkNumbers,
): Pick<StoredObject, "outline" | "numbers"> {
  const names = Object.keys(links).sort();
  if (names.some(looksLikeInteger)) return { outline: canonicalJson(links), numbers: [] };
  const numbers: number[] = [];
  let outline = "{";
  for (const name of names) {
    const targets = links[name] ?? [];
    const counted = isReferences(targets) ? addReferences(targets, numbers, to) : canonicalJson(targets);
    outline += `${outline === "{" ? "" : ","}${canonicalJson(name)}:${counted}`;
  }
  return { outline: `${outline}}`, numbers };
}

/** Such keys are read back in another order than they are written in. */
function looksLikeInteger(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

function isReferences(targets: readonly LinkTarget[]): targets is readonly string[] {
  for (const target of targets) if (typeof target !== "string") return false;
  return true;
}

function addReferences(targets: readonly string[], numbers: number[], to: LinkNumbers): number {
  const start = numbers.length;
  for (const target of targets) numbers.push(to.numberOf(target));
  const chunks = to.chunked(numbers, start);
  if (chunks === undefined) return targets.length;
  numbers.length = start;
  for (const number of chunks) numbers.push(number);
  return -chunks.length;
}
