import { canonicalJson } from "../../preload/contract/canonical-json.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { IdDictionary } from "./id-dictionary.ts";
import { type ChunkAddresses, chunkBytes, cutTargets } from "./link-chunks.ts";
import { ObjectHasher } from "./object-hash.ts";
import type { PackReader } from "./pack-reader.ts";
import type { PackThread } from "./pack-thread.ts";
import type { PackWriter } from "./pack-writer.ts";
import { Predecessors, type Successor } from "./predecessors.ts";
import { type LinkNumbers, outlineLinks, writeStored } from "./stored-object.ts";
import type { TypeSeal } from "./type-seal.ts";

interface Changed extends Successor {
  readonly into: TypeSeal;
  readonly member: number;
  readonly entry: Buffer;
}

/** Successors that wait for their predecessors. */
const waitingBytes = 16 * 1024 * 1024;

/**
 * Hashes objects and packs those that are new. The entry of an object that changed is preceded by a copy of the one
 * before: they compress to almost nothing together, and the report of what changed reads both out of the same few packs
 * instead of one pack per object.
 */
export class EntryWriter {
  readonly #ids: IdDictionary;
  readonly #predecessors: Predecessors;
  readonly #writer: PackWriter;
  readonly #hasher = new ObjectHasher();
  readonly #links: LinkNumbers;
  #successors: Changed[] = [];
  #waiting = 0;

  constructor(ids: IdDictionary, reader: PackReader, writer: PackWriter, chunks: ChunkAddresses) {
    this.#ids = ids;
    this.#predecessors = new Predecessors(reader);
    this.#writer = writer;
    const append = (bytes: Buffer) => writer.append(bytes);
    this.#links = {
      numberOf: (id) => ids.add(id),
      chunked: (numbers, start) =>
        cutTargets(numbers, start)?.map((chunk) => chunks.numberOf(chunkBytes(chunk), append)),
    };
  }

  shareWith(thread: PackThread): void {
    this.#writer.shareWith(thread);
    this.#predecessors.shareWith(thread);
  }

  /** Whether it is the first of its id in this snapshot. */
  add(object: DirectoryObject, into: TypeSeal): boolean {
    const { type, id, links } = object;
    const hash = this.#hasher.hash(type, id, canonicalJson(links), canonicalJson(object.properties));
    const { member, instead, isFirst } = into.add(id, this.#ids.add(id), hash);
    if (member === undefined) return isFirst;
    const stored = { ...outlineLinks(links, this.#links), properties: this.#hasher.properties() };
    const entry = writeStored({ previous: instead, ...stored });
    if (instead === 0) into.setEntry(member, this.#writer.append(entry));
    else this.#defer({ into, member, previous: instead, entry: Buffer.from(entry), copy: undefined });
    return isFirst;
  }

  /** Packs what waits. */
  finish(): void {
    this.#predecessors.finish();
    const successors = this.#successors.sort((first, second) => first.previous - second.previous);
    for (const { into, member, entry, copy } of successors) {
      if (copy === undefined) throw new Error("a successor has no predecessor");
      this.#writer.append(copy);
      into.setEntry(member, this.#writer.append(entry));
    }
    this.#successors = [];
    this.#waiting = 0;
  }

  #defer(successor: Changed): void {
    this.#successors.push(successor);
    this.#predecessors.want(successor);
    this.#waiting += successor.entry.length;
    if (this.#waiting >= waitingBytes) this.finish();
  }
}
