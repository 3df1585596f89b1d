import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { readChunk } from "./link-chunks.ts";
import type { PackReader } from "./pack-reader.ts";
import { type LinkSources, parseProperties, type ReadObject, readStored } from "./stored-object.ts";

/** Entries of the packs → objects. */
export class ObjectReader {
  readonly #ids: IdDictionary;
  readonly #packs: PackReader;
  readonly #sources: LinkSources;

  constructor(ids: IdDictionary, packs: PackReader) {
    this.#ids = ids;
    this.#packs = packs;
    this.#sources = { idOf: (number) => ids.idOf(number), chunk: (number) => readChunk(packs.entry(number)) };
  }

  parts(entry: Buffer): ReadObject {
    return readStored(entry, this.#sources);
  }

  object(type: ObjectType, id: number, entry: number): DirectoryObject {
    return this.read(type, id, this.#packs.entry(entry));
  }

  read(type: ObjectType, id: number, entry: Buffer): DirectoryObject {
    const { links, properties } = this.parts(entry);
    return { type, id: this.#ids.idOf(id), properties: parseProperties(properties), links };
  }
}
