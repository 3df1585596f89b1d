import { useMemo, useState } from "react";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { ChangeGroup, ChangeGrouping } from "../../../preload/contract/views.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { type GridSections, gridSections } from "../../ui/grid-sections.ts";
import { GroupHeading } from "./group-heading.tsx";

const nothingFolded: ReadonlySet<number> = new Set();

/** The headings of a grouped list. Undefined: it is not grouped, or its groups are on their way. */
export function useSections(reportId: string, filter: ChangeFilter, group: ChangeGrouping | null) {
  const input = group === null ? undefined : { reportId, filter, group };
  const { value, error, loading } = useAnswer("report.groups", input);
  const list = JSON.stringify(input);
  const [folded, setFolded] = useState<{ readonly list: string | undefined; readonly places: ReadonlySet<number> }>();
  const places = folded !== undefined && folded.list === list ? folded.places : nothingFolded;
  const sections = useMemo((): GridSections | undefined => {
    if (group === null || value === undefined || loading) return undefined;
    const sectionOf = (each: ChangeGroup, place: number) => ({
      label: <GroupHeading group={each} grouping={group} />,
      count: each.count,
      open: !places.has(place),
    });
    return gridSections(value.map(sectionOf), (place, open) => {
      const next = new Set(places);
      if (open) next.delete(place);
      else next.add(place);
      setFolded({ list, places: next });
    });
  }, [value, loading, places, group, list]);
  return { sections, groupsError: group === null ? undefined : error };
}
