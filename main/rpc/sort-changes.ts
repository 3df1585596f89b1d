import type { Change } from "../../preload/contract/change.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";

export type ChangeOrder = "type" | "name" | "kind" | "at";

/** How many sorted lists are remembered: scrolling asks for the same one again and again. */
const remembered = new WeakMap<readonly Change[], Map<string, readonly Change[]>>();
const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** The changes in the order a list shows them; ties by type, then name. The given list is not changed. */
export function sortChanges(changes: readonly Change[], order: ChangeOrder, descending: boolean): readonly Change[] {
  const lists = remembered.get(changes) ?? new Map<string, readonly Change[]>();
  remembered.set(changes, lists);
  const key = `${order} ${descending}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const sorted = [...changes].sort((first, second) => {
    const compared = compareBy(order, first, second);
    return (descending ? -compared : compared) || byType(first, second) || collator.compare(first.name, second.name);
  });
  lists.set(key, sorted);
  return sorted;
}

function compareBy(order: ChangeOrder, first: Change, second: Change): number {
  switch (order) {
    case "type":
      return byType(first, second);
    case "name":
      return collator.compare(first.name, second.name);
    case "kind":
      return first.kind.localeCompare(second.kind);
    case "at":
      return timeOf(first).localeCompare(timeOf(second));
  }
}

function byType(first: Change, second: Change): number {
  return objectTypes.indexOf(first.type) - objectTypes.indexOf(second.type);
}

function timeOf(change: Change): string {
  return change.attribution.events[0]?.at ?? "";
}
