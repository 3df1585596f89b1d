import type { ReportSummary } from "../../../preload/contract/views.ts";
import type { FacetEntry } from "./facet-list.tsx";

/** Who made the changes, as tick boxes. A name may run from right to left: it is kept apart from what surrounds it. */
export function actorEntries(byActor: ReportSummary["byActor"]): readonly FacetEntry[] {
  return byActor.map(({ actor, count }) => ({ key: actor, label: <bdi>{actor}</bdi>, text: actor, count }));
}
