import { bucketCount } from "./bucket.ts";
import type { TreeStore, TypeTree } from "./tree-store.ts";

export interface TreeMember {
  readonly id: number;
  readonly entry: number;
}

/** All objects of a type in a snapshot in the order of their entries, so that each pack is opened once. */
export function membersInPackOrder(trees: TreeStore, tree: TypeTree): readonly TreeMember[] {
  const members: TreeMember[] = [];
  for (let at = 0; at < bucketCount; at += 1) {
    const row = tree[at] ?? 0;
    if (row === 0) continue;
    const { ids, entries } = trees.bucket(row);
    for (let index = 0; index < ids.length; index += 1) {
      members.push({ id: ids[index] as number, entry: entries[index] as number });
    }
  }
  return members.sort((first, second) => first.entry - second.entry);
}
