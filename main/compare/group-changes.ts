import type { Change } from "../../preload/contract/change.ts";
import { changeKinds } from "../../preload/contract/change.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeGroup, ChangeGrouping } from "../../preload/contract/views.ts";

/** Beyond these, actors and operations are put together as others: nobody reads 100,000 headings. */
const mostGroups = 300;

/** Changes put together: the groups in their order, and the changes in the order of the groups. */
export interface GroupedChanges {
  readonly groups: readonly ChangeGroup[];
  readonly changes: readonly Change[];
}

interface Gathered extends Omit<ChangeGroup, "count"> {
  readonly changes: Change[];
}

/**
 * Puts changes together; within a group they stay in their order. Types and kinds stand in their usual order, actors and
 * operations by size. An operation of a single change is no group: it stands with the others. The unknown come last.
 */
export function groupChanges(changes: readonly Change[], grouping: ChangeGrouping): GroupedChanges {
  const gathered = new Map<string, Gathered>();
  for (const change of changes) {
    const name = nameOfGroup(change, grouping);
    const known = gathered.get(name);
    if (known === undefined) gathered.set(name, { ...headingOf(change, grouping), changes: [change] });
    else known.changes.push(change);
  }
  const inOrder = grouping === "type" || grouping === "kind" ? usualOrder(gathered) : bySize(gathered, grouping);
  return {
    groups: inOrder.map(({ changes: own, ...heading }) => ({ ...heading, count: own.length })),
    changes: inOrder.flatMap(({ changes: own }) => own),
  };
}

function nameOfGroup({ type, kind, attribution }: Change, grouping: ChangeGrouping): string {
  const [latest] = attribution.events;
  if (grouping === "type") return type;
  if (grouping === "kind") return kind;
  return (grouping === "actor" ? latest?.actor : latest?.correlationId) ?? "";
}

function headingOf(change: Change, grouping: ChangeGrouping): Omit<ChangeGroup, "count"> {
  if (grouping === "type" || grouping === "kind") return { key: change[grouping] };
  const [latest] = change.attribution.events;
  if (latest === undefined) return { key: "unknown" };
  const { actor, correlationId, activity, at } = latest;
  if (grouping === "actor") return { key: "known", actor };
  return correlationId === undefined ? { key: "unknown" } : { key: "known", actor, correlationId, activity, at };
}

const order: readonly string[] = [...objectTypes, ...changeKinds];

function usualOrder(gathered: ReadonlyMap<string, Gathered>): readonly Gathered[] {
  return [...gathered.values()].sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
}

function bySize(gathered: ReadonlyMap<string, Gathered>, grouping: ChangeGrouping): readonly Gathered[] {
  const known = [...gathered.values()].filter(({ key }) => key === "known");
  const least = grouping === "operation" ? 2 : 1;
  const large = known
    .filter(({ changes }) => changes.length >= least)
    .sort((one, other) => other.changes.length - one.changes.length)
    .slice(0, mostGroups);
  const named = new Set(large);
  const others = known.filter((group) => !named.has(group)).flatMap(({ changes }) => changes);
  const unknown = [...gathered.values()].filter(({ key }) => key === "unknown");
  return [...large, ...(others.length === 0 ? [] : [{ key: "others", changes: others } as const]), ...unknown];
}
