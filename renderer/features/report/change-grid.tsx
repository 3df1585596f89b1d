import { useRef } from "react";
import type { ChangeRow, ReportSummary } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { PageStore } from "../../bridge/page-store.ts";
import { useAction } from "../../bridge/use-action.ts";
import { usePages } from "../../bridge/use-pages.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { PagedGrid } from "../../ui/paged-grid.tsx";
import type { GridTicks } from "../../ui/virtual-grid.tsx";
import { collectIds } from "./collect-ids.ts";
import { useChosenColumns } from "./column-menu.tsx";
import { isTicked, nothingTicked, toggle } from "./selection.ts";
import { useKeepReport } from "./use-kept-report.ts";
import type { ReportViewState } from "./use-report-view.ts";
import { useSections } from "./use-sections.tsx";

const sortKeys = ["type", "name", "kind", "at"] as const;

interface ChangeGridProps {
  readonly summary: ReportSummary;
  readonly state: ReportViewState;
  readonly onGone: () => void;
  /** Of the change that the keys are at. */
  readonly onCopy: (id: string) => void;
}

/** The report's changes, one line each. */
export function ChangeGrid({ summary, state, onGone, onCopy }: ChangeGridProps) {
  const { reportId } = summary;
  const client = useClient();
  const { filter, sort, opened, group } = state.view;
  const { sections, groupsError } = useSections(reportId, filter, group);
  const pages = usePages(JSON.stringify([reportId, filter, sort, group]), async (offset, limit) => {
    const key = sortKeys.find((candidate) => candidate === sort.key) ?? "at";
    const input = { reportId, filter, sort: key, descending: sort.descending, offset, limit, ...(group && { group }) };
    const { total, rows } = await client.call("report.page", input);
    return { total, items: rows };
  });
  useKeepReport(summary, pages, state.view);
  const columns = useChosenColumns();
  const { ticks, error, dismiss } = useTicks(reportId, state, pages);
  const open = (index: number) => {
    const row = pages.item(index);
    if (row !== undefined) state.change({ opened: { index, type: row.type, id: row.id } });
  };
  return (
    <>
      <ErrorBar error={error} onDismiss={dismiss} />
      <ErrorBar error={groupsError} />
      <PagedGrid
        key={group}
        sections={sections}
        label="Changes"
        waiting="Reading the changes"
        pages={pages}
        onGone={onGone}
        columns={columns}
        ticks={ticks}
        sort={sort}
        onSort={(next) => state.change({ sort: next, opened: null })}
        onOpen={open}
        onCopy={(index) => onCopy(pages.item(index)?.id ?? "")}
        opened={opened?.index}
      />
    </>
  );
}

function useTicks(reportId: string, { view, change }: ReportViewState, pages: PageStore<ChangeRow>) {
  const client = useClient();
  const { run, error, dismiss } = useAction();
  const { selection, filter } = view;
  const lastTicked = useRef(0);
  const tick = (index: number, extend: boolean) => {
    const row = pages.item(index);
    if (row === undefined) return;
    const from = lastTicked.current;
    lastTicked.current = index;
    if (selection.kind === "all") {
      run(async () => change({ selection: toggle(await collectIds(client, reportId, filter), row.id) }));
    } else if (extend) {
      change({ selection: { kind: "ticked", ids: new Set([...selection.ids, ...idsBetween(pages, from, index)]) } });
    } else change({ selection: toggle(selection.ids, row.id) });
  };
  const ticks: GridTicks = {
    isTicked: (index) => isTicked(selection, pages.item(index)?.id ?? ""),
    all: selection.kind === "all" || (selection.ids.size > 0 ? selection.ids.size === pages.total || "mixed" : false),
    tick,
    tickAll: () => change({ selection: selection.kind === "all" ? nothingTicked : { kind: "all" } }),
  };
  return { ticks, error, dismiss };
}

function idsBetween(pages: PageStore<ChangeRow>, first: number, second: number): readonly string[] {
  const ids: string[] = [];
  for (let index = Math.min(first, second); index <= Math.max(first, second); index += 1) {
    const id = pages.item(index)?.id;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
