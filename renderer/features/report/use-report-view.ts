import { useCallback, useState } from "react";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import type { ChangeGrouping } from "../../../preload/contract/views.ts";
import type { GridSort } from "../../ui/grid-column.ts";
import { useReports } from "./report-shelf.tsx";
import type { Selection } from "./selection.ts";
import { nothingTicked } from "./selection.ts";

export interface OpenedRow {
  readonly index: number;
  readonly type: ObjectType;
  readonly id: string;
}

/** How a person looks at a report: filter, order, ticks, and the change that is open beside the list. */
export interface ReportView {
  readonly filter: ChangeFilter;
  readonly sort: GridSort;
  /** What the changes are put together by. */
  readonly group: ChangeGrouping | null;
  readonly selection: Selection;
  readonly opened: OpenedRow | null;
}

/** How a report looks that nobody has looked at yet. */
export const firstView: ReportView = {
  filter: {},
  sort: { key: "at", descending: true },
  group: null,
  selection: nothingTicked,
  opened: null,
};

export interface ReportViewState {
  readonly view: ReportView;
  readonly change: (part: Partial<ReportView>) => void;
  /** Another filter makes another list: ticks and the open change belong to the old one. */
  readonly setFilter: (filter: ChangeFilter) => void;
}

export function useReportView(reportId: string): ReportViewState {
  const { views } = useReports();
  const [view, setView] = useState<ReportView>(() => views.get(reportId) ?? firstView);
  const change = useCallback(
    (part: Partial<ReportView>) =>
      setView((last) => {
        const next = { ...last, ...part };
        views.set(reportId, next);
        return next;
      }),
    [views, reportId],
  );
  const setFilter = useCallback(
    (filter: ChangeFilter) => change({ filter, selection: nothingTicked, opened: null }),
    [change],
  );
  return { view, change, setFilter };
}
