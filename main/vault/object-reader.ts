import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { readChunk } from "./link-chunks.ts";
import type { PackReader } from "./pack-reader.ts";
import { parseBeside } from "./parse-beside.ts";
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
    // All that comes before the properties, but for the number of the predecessor.
    const hasSameLinks = before.length >= start && before.compare(after, linksStart, start, linksStart, start) === 0;
    if (!hasSameLinks) return { type, id: object.id, before: this.read(type, id, before), after: object };
    const properties = parseBeside(before, after, start, object.properties) ?? parseProperties(before, start);
    return { type, id: object.id, before: { type, id: object.id, properties, links }, after: object };
  }

  read(type: ObjectType, id: number, entry: Buffer): DirectoryObject {
    const { links, start } = this.parts(entry);
    return { type, id: this.#ids.idOf(id), properties: parseProperties(entry, start), links };
  }
}
