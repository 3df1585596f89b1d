import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { readChunk } from "./link-chunks.ts";
import { callingInProperties } from "./names-in-properties.ts";
import type { PackReader } from "./pack-reader.ts";
import { parseBeside, parseDiffering } from "./parse-beside.ts";
import { type LinkSources, linksStart, parseProperties, type ReadObject, readStored } from "./stored-object.ts";
import type { ObjectPair } from "./vault.ts";

/** Entries of the packs → objects. */
export class ObjectReader {
  readonly #ids: IdDictionary;
  readonly #packs: PackReader;
  readonly #sources: LinkSources;

  constructor(ids: IdDictionary, packs: PackReader) {
    this.#ids = ids;
    this.#packs = packs;
    this.#sources = { idOf: (number) => ids.idOf(number), chunk: (number) => readChunk(packs.aside(number)) };
  }

  parts(entry: Buffer): ReadObject {
    return readStored(entry, this.#sources);
  }

  object(type: ObjectType, id: number, entry: number): DirectoryObject {
    return this.read(type, id, this.#packs.entry(entry));
  }

  /** Two versions of one object. Mostly little differs: what both have in common is read once, and shared. */
  pair(type: ObjectType, id: number, before: Buffer, after: Buffer): ObjectPair & { readonly after: DirectoryObject } {
    const { links, start } = this.parts(after);
    const object: DirectoryObject = { type, id: this.#ids.idOf(id), properties: parseProperties(after, start), links };
    if (!hasSameLinks(before, after, start)) {
      return { type, id: object.id, before: this.read(type, id, before), after: object };
    }
    const properties = parseBeside(before, after, start, object.properties) ?? parseProperties(before, start);
    return { type, id: object.id, before: { type, id: object.id, properties, links }, after: object };
  }

  /**
   * The same two. Where their links are alike, of the properties only those that differ and those that say what the object is called
   * and whether it is deleted: most of the rest would be parsed to find that it is the same.
   */
  differing(type: ObjectType, number: number, before: Buffer, after: Buffer): ObjectPair {
    const { links, start } = this.parts(after);
    const differing = hasSameLinks(before, after, start) ? parseDiffering(before, after, start) : undefined;
    if (differing === undefined) return this.pair(type, number, before, after);
    const names = callingInProperties(after.subarray(start));
    const [was, is] = differing.map((properties): JsonObject => ({ ...names, ...properties })) as [
      JsonObject,
      JsonObject,
    ];
    const id = this.#ids.idOf(number);
    return {
      type,
      id,
      before: { type, id, properties: was, links },
      after: { type, id, properties: is, links },
    };
  }

  read(type: ObjectType, id: number, entry: Buffer): DirectoryObject {
    const { links, start } = this.parts(entry);
    return { type, id: this.#ids.idOf(id), properties: parseProperties(entry, start), links };
  }
}

/** All that comes before the properties, but for the number of the predecessor. `start`: where those of `after` begin. */
function hasSameLinks(before: Buffer, after: Buffer, start: number): boolean {
  return before.length >= start && before.compare(after, linksStart, start, linksStart, start) === 0;
}
