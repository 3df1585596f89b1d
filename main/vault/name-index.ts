import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { NamedObject } from "../../preload/contract/views.ts";
import { sortedByName } from "./name-order.ts";
import { namesInProperties } from "./names-in-properties.ts";
import { propertiesOf } from "./stored-object.ts";
import { membersInPackOrder } from "./tree-members.ts";
import type { VaultParts } from "./vault-parts.ts";

/** Enough for two states of a tenant of the largest size. */
const keptNames = 600_000;
/** The types of two snapshots. */
const keptLists = 16;
/** Some milliseconds of reading. */
const batchSize = 1000;

/**
 * What objects are called, read out of the packs when first asked for and kept while the vault is open: an entry never
 * changes, so nothing can be stale, and another snapshot costs only what differs.
 */
export class NameIndex {
  readonly #parts: Pick<VaultParts, "ids" | "packs" | "trees">;
  /** By entry. */
  readonly #names = new Map<number, NamedObject>();
  readonly #lists = new Map<string, readonly NamedObject[]>();

  constructor(parts: Pick<VaultParts, "ids" | "packs" | "trees">) {
    this.#parts = parts;
  }

  /** All objects of a type in a snapshot by name. Yields now and then, so that the caller can give way. */
  *list(snapshot: number, type: ObjectType): Generator<undefined, readonly NamedObject[]> {
    const key = `${snapshot} ${type}`;
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const tree = this.#parts.trees.tree(snapshot, type);
    const found: NamedObject[] = [];
    for (const { id, entry } of tree === undefined ? [] : membersInPackOrder(this.#parts.trees, tree)) {
      found.push(this.name(type, id, entry));
      if (found.length % batchSize === 0) yield;
    }
    const list = sortedByName(found, ({ name }) => name);
    this.#keep(key, list);
    return list;
  }

  /** `id` and `entry` are the object's numbers in the dictionary and in the packs. */
  name(type: ObjectType, id: number, entry: number): NamedObject {
    const known = this.#names.get(entry);
    if (known !== undefined) return known;
    const name = this.#read(type, id, entry);
    if (this.#names.size >= keptNames) this.#names.clear();
    this.#names.set(entry, name);
    return name;
  }

  #read(type: ObjectType, number: number, entry: number): NamedObject {
    const id = this.#parts.ids.idOf(number);
    const names = namesInProperties(propertiesOf(this.#parts.packs.entry(entry)));
    const { displayName, userPrincipalName, skuPartNumber, appId, deletedDateTime } = names;
    return {
      type,
      id,
      name: displayName || userPrincipalName || skuPartNumber || id,
      besides: userPrincipalName ?? appId ?? null,
      softDeleted: deletedDateTime !== undefined,
    };
  }

  #keep(key: string, list: readonly NamedObject[]): void {
    const oldest = this.#lists.keys().next().value;
    if (this.#lists.size >= keptLists && oldest !== undefined) this.#lists.delete(oldest);
    this.#lists.set(key, list);
  }
}
