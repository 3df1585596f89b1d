import type { ChangeKind } from "../../../preload/contract/change.ts";
import { changeKinds } from "../../../preload/contract/change.ts";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { withField } from "./selection.ts";

export interface Facets {
  readonly error: BridgeError | undefined;
  /** How many changes the filter matches; undefined while the first count is on its way. */
  readonly total: number | undefined;
  readonly byType: ReportSummary["byType"];
  readonly byKind: Readonly<Record<ChangeKind, number>>;
  readonly risky: number;
  readonly byActor: ReportSummary["byActor"];
  readonly byAttribute: ReportSummary["byAttribute"];
  readonly byOperation: ReportSummary["byOperation"];
}

type FacetField = "types" | "kinds" | "risky" | "actor" | "attributes" | "correlation";

/** Counts for the facets. Each facet counts without its own restriction: what else could be chosen in it. */
export function useFacets(reportId: string, filter: ChangeFilter): Facets {
  const { value: all, error } = useAnswer("report.summary", { reportId, filter });
  const types = useWithout("types", reportId, filter) ?? all;
  const kinds = useWithout("kinds", reportId, filter) ?? all;
  const risky = useWithout("risky", reportId, filter) ?? all;
  const actors = useWithout("actor", reportId, filter) ?? all;
  const attributes = useWithout("attributes", reportId, filter) ?? all;
  const operations = useWithout("correlation", reportId, filter) ?? all;
  return {
    error,
    total: all?.total,
    byType: types?.byType ?? {},
    byKind: countKinds(kinds?.byType ?? {}),
    risky: risky?.risky ?? 0,
    byActor: actors?.byActor ?? [],
    byAttribute: attributes?.byAttribute ?? [],
    byOperation: operations?.byOperation ?? [],
  };
}

function useWithout(field: FacetField, reportId: string, filter: ChangeFilter): ReportSummary | undefined {
  const restricted = filter[field] !== undefined;
  const input = restricted ? { reportId, filter: withField(filter, field, undefined) } : undefined;
  const { value } = useAnswer("report.summary", input);
  return restricted ? value : undefined;
}

/** The sums over all types. */
export function countKinds(byType: ReportSummary["byType"]): Readonly<Record<ChangeKind, number>> {
  const counts: Record<ChangeKind, number> = { added: 0, removed: 0, modified: 0, "soft-deleted": 0, restored: 0 };
  for (const type of Object.keys(byType) as ObjectType[]) {
    for (const kind of changeKinds) counts[kind] += byType[type]?.[kind] ?? 0;
  }
  return counts;
}
