import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { type Hash, hashBytes } from "./sha256.ts";

/** What an entry of the packs has to be, as a proven tree says. */
export interface ExpectedObject {
  readonly type: ObjectType;
  /** Number in the id dictionary. */
  readonly id: number;
  readonly hash: Hash;
}

/** By entry number, in typed arrays: a check of a large vault holds one for every object that it ever had. */
export class ExpectedObjects {
  readonly #types: ObjectType[] = [];
  /** Place in `#types` + 1; 0: nothing is expected. */
  readonly #typeOf: Uint8Array;
  readonly #ids: Uint32Array;
  readonly #hashes: Buffer;

  /** For the entries 1 to `total`. */
  constructor(total: number) {
    this.#typeOf = new Uint8Array(total + 1);
    this.#ids = new Uint32Array(total + 1);
    this.#hashes = Buffer.alloc((total + 1) * hashBytes);
  }

  get(entry: number): ExpectedObject | undefined {
    const type = this.#types[(this.#typeOf[entry] ?? 0) - 1];
    return type === undefined ? undefined : { type, id: this.#ids[entry] as number, hash: this.#hashAt(entry) };
  }

  has(entry: number): boolean {
    return (this.#typeOf[entry] ?? 0) > 0;
  }

  /** False if there is no such entry, or it has to be something else already. */
  add(entry: number, { type, id, hash }: ExpectedObject): boolean {
    if (entry < 1 || entry >= this.#typeOf.length) return false;
    if (this.has(entry) && this.#hashAt(entry) !== hash) return false;
    this.#typeOf[entry] = this.#placeOf(type) + 1;
    this.#ids[entry] = id;
    this.#hashes.write(hash, entry * hashBytes, "latin1");
    return true;
  }

  #hashAt(entry: number): Hash {
    return this.#hashes.toString("latin1", entry * hashBytes, (entry + 1) * hashBytes);
  }

  #placeOf(type: ObjectType): number {
    const place = this.#types.indexOf(type);
    return place < 0 ? this.#types.push(type) - 1 : place;
  }
}
