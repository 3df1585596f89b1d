import type { OperationCount } from "../../../preload/contract/views.ts";
import { formatMomentWithZone } from "../../ui/time.ts";
import type { FacetEntry } from "./facet-list.tsx";

/** What somebody did in one go, as tick boxes. One that was chosen stays in the list, however small it is. */
export function operationEntries(
  byOperation: readonly OperationCount[],
  chosen: readonly string[] = [],
): readonly FacetEntry[] {
  const listed = new Set(byOperation.map(({ correlationId }) => correlationId));
  const missing = chosen.filter((id) => !listed.has(id));
  return [
    ...byOperation.map(({ correlationId, actor, activity, at, count }) => ({
      key: correlationId,
      label: (
        <>
          {activity}, <bdi>{actor}</bdi>
        </>
      ),
      text: `${activity}, ${actor}, ${formatMomentWithZone(at)}, correlation id ${correlationId}`,
      count,
    })),
    ...missing.map((id) => ({ key: id, label: id, text: `Correlation id ${id}`, count: 0 })),
  ];
}
