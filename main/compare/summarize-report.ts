import type { Change, ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { ChangeRow, ReportSummary } from "../../preload/contract/views.ts";

const mostListed = 50;
const mostNamed = 20;

/** Counts a report in one pass. A path is counted without the key of the element that it lies in, if that is an id. */
export function summarizeReport(
  changes: Iterable<Change>,
): Pick<ReportSummary, "total" | "byType" | "byActor" | "byAttribute"> {
  const byType: Partial<Record<ObjectType, Record<ChangeKind, number>>> = {};
  const byActor = new Map<string, number>();
  const byPath = new Map<string, number>();
  let total = 0;
  for (const change of changes) {
    total += 1;
    const counts = byType[change.type] ?? noChanges();
    byType[change.type] = counts;
    counts[change.kind] += 1;
    for (const actor of distinct(change.attribution.events.map((event) => event.actor))) count(byActor, actor);
    for (const path of distinct(pathsOf(change).map(withoutIds))) count(byPath, path);
  }
  return {
    total,
    byType,
    byActor: mostFrequent(byActor).map(([actor, times]) => ({ actor, count: times })),
    byAttribute: mostFrequent(byPath).map(([path, times]) => ({ path, count: times })),
  };
}

/** A change as a line of a list. The actor is that of the latest event. */
export function toChangeRow(change: Change): ChangeRow {
  const { type, id, name, kind, attribution } = change;
  const what = pathsOf(change);
  const { status, reason, events } = attribution;
  return {
    type,
    id,
    name,
    kind,
    what: what.slice(0, mostNamed),
    whatCount: what.length,
    attribution: reason === undefined ? { status } : { status, reason },
    actor: events[0]?.actor ?? null,
    at: events[0]?.at ?? null,
  };
}

function noChanges(): Record<ChangeKind, number> {
  return { added: 0, removed: 0, modified: 0, "soft-deleted": 0, restored: 0 };
}

function pathsOf(change: Change): readonly string[] {
  return [...change.attributes.map(({ path }) => path), ...change.links.map(({ link }) => link)];
}

/** `appRoles[<id>].isEnabled` counts as `appRoles`, which the filter understands; method names stay. */
function withoutIds(path: string): string {
  const place = path.search(/\[[0-9a-f]{8}-[0-9a-f-]{27}/i);
  return place < 0 ? path : path.slice(0, place);
}

function distinct(names: readonly string[]): readonly string[] {
  return names.length > 1 ? [...new Set(names)] : names;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, mostListed);
}
