import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { Entry, EntryChange } from "./snapshot-entries.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import { TypeTree } from "./type-tree.ts";

/**
 * The objects of one type that differ between two snapshots, in the order in which they lie on disk. Where the later
 * snapshot was stored as changes against the earlier one, only those are looked at; otherwise the trees are compared.
 */
export function differingEntries(
  index: SnapshotIndex,
  from: number,
  to: number,
  type: ObjectType,
): readonly EntryChange[] {
  const stored = from < to ? index.changesBetween(from, to, type) : reversed(index.changesBetween(to, from, type));
  const changes = stored ?? comparedTrees(index.tree(from, type), index.tree(to, type));
  return [...changes].sort((first, second) => placeOf(first) - placeOf(second));
}

function reversed(changes: readonly EntryChange[] | undefined): readonly EntryChange[] | undefined {
  return changes?.map(({ id, before, after }) => ({
    id,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  }));
}

function comparedTrees(first: TypeTree | undefined, second: TypeTree | undefined): readonly EntryChange[] {
  const [before, after] = [first ?? TypeTree.empty(), second ?? TypeTree.empty()];
  const changes: EntryChange[] = [];
  for (const [id, entry] of before.entries()) {
    const now = after.get(id);
    if (now?.hash !== entry.hash) changes.push({ id, before: entry, ...(now === undefined ? {} : { after: now }) });
  }
  for (const [id, entry] of after.entries()) if (before.get(id) === undefined) changes.push({ id, after: entry });
  return changes;
}

/** Packs in order, and in them offsets: each pack is unpacked once. */
function placeOf({ before, after }: EntryChange): number {
  const entry = (before ?? after) as Entry;
  return entry.pack * 2 ** 28 + entry.offset;
}
