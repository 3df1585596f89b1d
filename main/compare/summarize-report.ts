import { pathWithoutIds } from "../../preload/contract/attribute-path.ts";
import type { AttributionEvent, Change, ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { riskOf } from "../../preload/contract/risk.ts";
import type { ChangeRow, OperationCount, ReportSummary } from "../../preload/contract/views.ts";

const mostListed = 50;
const mostNamed = 20;

/** Counts a report in one pass. A path is counted without the key of the element that it lies in, if that is an id. */
export function summarizeReport(
  changes: Iterable<Change>,
): Pick<ReportSummary, "total" | "risky" | "byType" | "byActor" | "byAttribute" | "byOperation"> {
  const byType: Partial<Record<ObjectType, Record<ChangeKind, number>>> = {};
  const byActor = new Map<string, number>();
  const byPath = new Map<string, number>();
  const operations = new Map<string, Operation>();
  let [total, risky] = [0, 0];
  for (const change of changes) {
    total += 1;
    if (riskOf(change) !== undefined) risky += 1;
    const counts = byType[change.type] ?? noChanges();
    byType[change.type] = counts;
    counts[change.kind] += 1;
    for (const actor of distinct(change.attribution.events.map((event) => event.actor))) count(byActor, actor);
    for (const path of distinct(pathsOf(change).map(pathWithoutIds))) count(byPath, path);
    countOperations(operations, change.attribution.events);
  }
  return {
    total,
    risky,
    byType,
    byActor: mostFrequent(byActor).map(([actor, times]) => ({ actor, count: times })),
    byAttribute: mostFrequent(byPath).map(([path, times]) => ({ path, count: times })),
    byOperation: largest(operations),
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
    risk: riskOf(change) ?? null,
    what: what.slice(0, mostNamed),
    whatCount: what.length,
    attribution: reason === undefined ? { status } : { status, reason },
    actor: events[0]?.actor ?? null,
    at: events[0]?.at ?? null,
  };
}

interface Operation {
  latest: AttributionEvent;
  count: number;
}

function countOperations(operations: Map<string, Operation>, events: readonly AttributionEvent[]): void {
  const counted: string[] = [];
  for (const event of events) {
    const id = event.correlationId;
    if (id === undefined || counted.includes(id)) continue;
    counted.push(id);
    const known = operations.get(id);
    if (known === undefined) operations.set(id, { latest: event, count: 1 });
    else {
      known.count += 1;
      if (event.at > known.latest.at) known.latest = event;
    }
  }
}

/** An operation may be one of 100,000 with a single change each: those are not put in order for nothing. */
function largest(operations: ReadonlyMap<string, Operation>): readonly OperationCount[] {
  const several = [...operations].filter(([, { count: changes }]) => changes > 1);
  const chosen = several.length > 0 ? several : [...operations].slice(0, mostListed);
  return chosen
    .sort(([, one], [, other]) => other.count - one.count || (one.latest.at < other.latest.at ? 1 : -1))
    .slice(0, mostListed)
    .map(
      ([
        correlationId,
        {
          latest: { actor, activity, at },
          count: changes,
        },
      ]) => {
        return { correlationId, actor, activity, at, count: changes };
      },
    );
}

/** A count to begin with. */
export function noChanges(): Record<ChangeKind, number> {
  return { added: 0, removed: 0, modified: 0, "soft-deleted": 0, restored: 0 };
}

function pathsOf(change: Change): readonly string[] {
  return [...change.attributes.map(({ path }) => path), ...change.links.map(({ link }) => link)];
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
