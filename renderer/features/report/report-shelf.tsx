import type { ReactNode } from "react";
import { createContext, use, useMemo, useRef, useState } from "react";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import type { ReportView } from "./use-report-view.ts";

export interface ReportRange {
  readonly from: number;
  readonly to: number | "now";
}

interface Shelf {
  /** The report of a range; opened once, however often it is asked for. `afresh` forgets what was open. */
  readonly open: (range: ReportRange, afresh?: boolean) => Promise<ReportSummary>;
  /** What the person last did in a report, so that coming back finds it. */
  readonly views: Map<string, ReportView>;
  readonly last: ReportRange | null;
}

const ShelfContext = createContext<Shelf | null>(null);

/** Keeps the open reports of the session. */
export function ReportShelf({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const [last, setLast] = useState<ReportRange | null>(null);
  const opened = useRef(new Map<string, Promise<ReportSummary>>());
  const views = useRef(new Map<string, ReportView>());
  const shelf = useMemo(() => {
    const open = (range: ReportRange, afresh = false) => openOnce(client, opened.current, range, afresh, setLast);
    return { open, views: views.current, last };
  }, [client, last]);
  return <ShelfContext value={shelf}>{children}</ShelfContext>;
}

export function useReports(): Shelf {
  const shelf = use(ShelfContext);
  if (shelf === null) throw new Error("useReports outside of ReportShelf");
  return shelf;
}

function openOnce(
  client: Client,
  opened: Map<string, Promise<ReportSummary>>,
  range: ReportRange,
  afresh: boolean,
  didOpen: (range: ReportRange) => void,
): Promise<ReportSummary> {
  const key = keyOf(range);
  const known = afresh ? undefined : opened.get(key);
  if (known !== undefined) return known;
  const opening = client.call("report.open", range).then((summary) => {
    const settled = { from: range.from, to: summary.to.snapshotNumber };
    // "Now" is another moment the next time; the checkpoint it became is not.
    if (range.to === "now") opened.delete(key);
    opened.set(keyOf(settled), opening);
    didOpen(settled);
    return summary;
  });
  opened.set(key, opening);
  opening.catch(() => opened.delete(key));
  return opening;
}

function keyOf({ from, to }: ReportRange): string {
  return `${from}/${to}`;
}
