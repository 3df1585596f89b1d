import type Database from "better-sqlite3-multiple-ciphers";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { decodeEntries, type EntryChange, encodeEntries } from "./snapshot-entries.ts";
import { TypeTree } from "./type-tree.ts";

/** After so many snapshots in a row, or when it is not worth less, a type's entries are written whole again. */
const longestChain = 30;

interface Row {
  readonly base: number;
  readonly bytes: Buffer;
}

/**
 * Which objects each snapshot holds and where. A snapshot stores what changed against the last one that held the type;
 * trees are put together from there and the last few are kept.
 */
export class SnapshotIndex {
  readonly #row: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #latest: Database.Statement;
  readonly #trees = new Map<string, TypeTree>();

  constructor(database: Database.Database) {
    this.#row = database.prepare("SELECT base, bytes FROM entries WHERE snapshot = ? AND type = ?");
    this.#insert = database.prepare("INSERT INTO entries (snapshot, type, base, bytes) VALUES (?, ?, ?, ?)");
    this.#latest = database.prepare("SELECT max(snapshot) AS snapshot FROM entries WHERE type = ?");
  }

  /** The snapshot that last held this type; undefined if none did. */
  latestWith(type: ObjectType): number | undefined {
    const found = this.#latest.get(type) as { snapshot: number | null };
    return found.snapshot ?? undefined;
  }

  /** The type's objects in that snapshot; undefined if the snapshot does not hold the type. Not to be changed. */
  tree(snapshot: number, type: ObjectType): TypeTree | undefined {
    const key = `${snapshot} ${type}`;
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const row = this.#read(snapshot, type);
    if (row === undefined) return undefined;
    const tree = row.base === 0 ? TypeTree.empty() : this.tree(row.base, type)?.copy();
    if (tree === undefined)
      throw new Error(`the entries of ${type} in snapshot ${snapshot} build on a snapshot that is not there`);
    for (const change of decodeEntries(row.bytes)) applyChange(tree, change);
    this.remember(snapshot, type, tree);
    return tree;
  }

  /** What changed from one snapshot to a later one, if the later one's entries were stored as changes all the way. */
  changesBetween(from: number, to: number, type: ObjectType): readonly EntryChange[] | undefined {
    const steps: (readonly EntryChange[])[] = [];
    for (let at = to; at !== from; ) {
      const row = at < from ? undefined : this.#read(at, type);
      if (row === undefined || row.base === 0) return undefined;
      steps.unshift(decodeEntries(row.bytes));
      at = row.base;
    }
    return joined(steps);
  }

  store(snapshot: number, type: ObjectType, base: number, changes: readonly EntryChange[], tree: TypeTree): void {
    const whole = base === 0 || changes.length * 3 > tree.size || this.#chainLength(base, type) >= longestChain;
    const stored = whole ? [...tree.entries()].map(([id, after]) => ({ id, after })) : changes;
    this.#insert.run(snapshot, type, whole ? 0 : base, encodeEntries(stored));
  }

  remember(snapshot: number, type: ObjectType, tree: TypeTree): void {
    // Two snapshots of all types: what a comparison needs.
    const oldest = this.#trees.keys().next().value;
    if (this.#trees.size >= 20 && oldest !== undefined) this.#trees.delete(oldest);
    this.#trees.set(`${snapshot} ${type}`, tree);
  }

  #chainLength(snapshot: number, type: ObjectType): number {
    let length = 0;
    for (let at = snapshot; at !== 0; length += 1) at = this.#read(at, type)?.base ?? 0;
    return length;
  }

  #read(snapshot: number, type: ObjectType): Row | undefined {
    return this.#row.get(snapshot, type) as Row | undefined;
  }
}

function applyChange(tree: TypeTree, { id, after }: EntryChange): void {
  if (after === undefined) tree.delete(id);
  else tree.set(id, after);
}

/** Several steps as one: the first before and the last after of each id; what ended where it began is left out. */
function joined(steps: readonly (readonly EntryChange[])[]): readonly EntryChange[] {
  if (steps.length === 1) return steps[0] ?? [];
  const byId = new Map<string, EntryChange>();
  for (const change of steps.flat()) {
    const before = byId.has(change.id) ? byId.get(change.id)?.before : change.before;
    byId.set(change.id, {
      id: change.id,
      ...(before === undefined ? {} : { before }),
      ...(change.after === undefined ? {} : { after: change.after }),
    });
  }
  return [...byId.values()].filter(({ before, after }) => before?.hash !== after?.hash);
}
