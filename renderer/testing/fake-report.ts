import { namesPath } from "../../preload/contract/attribute-path.ts";
import type { Change, ChangeKind } from "../../preload/contract/change.ts";
import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { OutputOf } from "../../preload/contract/methods.ts";
import { riskOf } from "../../preload/contract/risk.ts";
import type {
  ChangeGroup,
  ChangeGrouping,
  ChangeRow,
  ObjectNames,
  OperationCount,
  ReportSummary,
} from "../../preload/contract/views.ts";
import { fakeSides } from "./fake-changes.ts";

type Counted = Pick<ReportSummary, "total" | "risky" | "byType" | "byActor" | "byAttribute" | "byOperation">;

/** The part of a change that a filter lets through; the same rules as the engine's, in short. */
export function narrowFake(change: Change, filter: ChangeFilter): Change | undefined {
  const { kind, type, id, name } = change;
  const kinds: readonly ChangeKind[] = filter.kinds ?? [];
  if (filter.risky === true && riskOf(change) === undefined) return undefined;
  if (filter.types?.includes(type) === false || filter.ids?.includes(id) === false) return undefined;
  const widened =
    (kind === "soft-deleted" && kinds.includes("removed")) || (kind === "restored" && kinds.includes("added"));
  if (filter.kinds !== undefined && !kinds.includes(kind) && !widened) return undefined;
  if (filter.name !== undefined && !name.toLowerCase().includes(filter.name.toLowerCase())) return undefined;
  const actors = filter.actor?.split(",").map((each) => each.trim());
  if (actors && !change.attribution.events.some(({ actor }) => actors.includes(actor))) return undefined;
  const { correlation } = filter;
  const isAsked = (id: string | undefined) => id !== undefined && correlation?.includes(id) === true;
  if (correlation && !change.attribution.events.some(({ correlationId }) => isAsked(correlationId))) return undefined;
  if (kind !== "modified") return filter.attributes === undefined ? change : undefined;
  const chosen = (path: string) =>
    (filter.attributes?.some((each) => namesPath(each, path)) ?? true) &&
    filter.exceptAttributes?.some((each) => namesPath(each, path)) !== true;
  const attributes = change.attributes.filter((each) => chosen(each.path));
  const links = change.links.filter((each) => chosen(each.link));
  return attributes.length + links.length === 0 ? undefined : { ...change, attributes, links };
}

export function summarizeFake(changes: readonly Change[]): Counted {
  const byType: Partial<Record<ObjectType, Record<ChangeKind, number>>> = {};
  const actors = new Map<string, number>();
  const paths = new Map<string, number>();
  const operations = new Map<string, OperationCount>();
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const change of changes) {
    const counts = byType[change.type] ?? { added: 0, removed: 0, modified: 0, "soft-deleted": 0, restored: 0 };
    counts[change.kind] += 1;
    byType[change.type] = counts;
    for (const { actor } of change.attribution.events) add(actors, actor);
    for (const path of whatOf(change)) add(paths, path);
    for (const { correlationId, actor, activity, at } of change.attribution.events.slice(0, 1)) {
      const count = (operations.get(correlationId ?? "")?.count ?? 0) + 1;
      if (correlationId !== undefined) operations.set(correlationId, { correlationId, actor, activity, at, count });
    }
  }
  const most = (map: Map<string, number>) => [...map].sort((one, other) => other[1] - one[1]).slice(0, 50);
  return {
    total: changes.length,
    risky: changes.filter((change) => riskOf(change) !== undefined).length,
    byType,
    byActor: most(actors).map(([actor, count]) => ({ actor, count })),
    byAttribute: most(paths).map(([path, count]) => ({ path, count })),
    byOperation: [...operations.values()].filter(({ count }) => count > 1).slice(0, 50),
  };
}

export function fakeRow(change: Change): ChangeRow {
  const { type, id, name, kind, attribution } = change;
  const what = whatOf(change);
  const [event] = attribution.events;
  return {
    type,
    id,
    name,
    kind,
    risk: riskOf(change) ?? null,
    what: what.slice(0, 20),
    whatCount: what.length,
    attribution: {
      status: attribution.status,
      ...(attribution.reason === undefined ? {} : { reason: attribution.reason }),
    },
    actor: event?.actor ?? null,
    at: event?.at ?? null,
  };
}

export function sortFake(
  changes: readonly Change[],
  sort: "type" | "name" | "kind" | "at",
  descending: boolean,
): readonly Change[] {
  const key = (change: Change) =>
    sort === "at"
      ? (change.attribution.events[0]?.at ?? "")
      : sort === "type"
        ? `${objectTypes.indexOf(change.type)}`
        : change[sort];
  const sign = descending ? -1 : 1;
  const keyed = changes.map((change) => ({ change, by: key(change) }));
  keyed.sort((one, other) => (one.by < other.by ? -sign : one.by > other.by ? sign : 0));
  return keyed.map(({ change }) => change);
}

/** The changes in the order of their groups, and the groups. */
export function groupFake(
  changes: readonly Change[],
  grouping: ChangeGrouping,
): { readonly groups: readonly ChangeGroup[]; readonly changes: readonly Change[] } {
  const nameOf = ({ type, kind, attribution: { events } }: Change) => {
    if (grouping === "type" || grouping === "kind") return grouping === "type" ? type : kind;
    return (grouping === "actor" ? events[0]?.actor : events[0]?.correlationId) ?? "unknown";
  };
  const gathered = Map.groupBy(changes, nameOf);
  const groups = [...gathered.values()].map((own): ChangeGroup => {
    const [first] = own;
    const event = first?.attribution.events[0];
    const count = own.length;
    if (first === undefined || event === undefined) return { key: "unknown", count };
    if (grouping === "type" || grouping === "kind") return { key: first[grouping], count };
    if (grouping === "actor") return { key: "known", count, actor: event.actor };
    const { correlationId = "", actor, activity, at } = event;
    return { key: "known", count, actor, correlationId, activity, at };
  });
  return { groups, changes: [...gathered.values()].flat() };
}

export function describeFake(change: Change, all: readonly Change[]): OutputOf<"report.change"> {
  const names: Record<string, ObjectNames[string]> = {};
  for (const each of all.slice(0, 5000)) names[each.id] = { name: each.name, type: each.type };
  return { change, ...fakeSides(change), names };
}

function whatOf(change: Change): readonly string[] {
  return [...change.attributes.map(({ path }) => path), ...change.links.map(({ link }) => link)];
}
