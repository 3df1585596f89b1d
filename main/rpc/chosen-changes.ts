import type { Change } from "../../preload/contract/change.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import { narrow } from "../compare/matches-filter.ts";
import type { Report } from "../flows/report.ts";

/** A page scrolls through one filtered list, then another: a few are kept, so that each page is a slice. */
const keptLists = 4;
const kept = new WeakMap<Report, Map<string, readonly Change[]>>();

/** The report's changes that the filter lets through, narrowed to the attributes and links it names. */
export function chosenChanges(report: Report, filter: ChangeFilter): readonly Change[] {
  if (Object.keys(filter).length === 0) return report.changes;
  const lists = kept.get(report) ?? new Map<string, readonly Change[]>();
  kept.set(report, lists);
  const key = JSON.stringify(filter);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list = report.changes.flatMap((change) => narrow(change, filter) ?? []);
  lists.set(key, list);
  const oldest = lists.keys().next().value;
  if (lists.size > keptLists && oldest !== undefined) lists.delete(oldest);
  return list;
}
