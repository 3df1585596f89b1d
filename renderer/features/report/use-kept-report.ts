import { useEffect, useState } from "react";
import type { ChangeRow, ReportSummary } from "../../../preload/contract/views.ts";
import type { PageStore } from "../../bridge/page-store.ts";
import type { KeptReport } from "../../cache/kept.ts";
import type { VaultCache } from "../../cache/vault-cache.ts";
import { useVaultCache } from "../../cache/vault-cache-context.tsx";
import { useMayKeep } from "../session/use-may-keep.ts";
import type { ReportRange } from "./report-shelf.tsx";
import { firstView, type ReportView } from "./use-report-view.ts";

const mostReports = 8;
const mostRows = 60;

function useReportCache(): VaultCache | null {
  const cache = useVaultCache();
  return useMayKeep() ? cache : null;
}

/**
 * What a comparison of two snapshots showed when it was last open, for whoever comes back to it while the engine compares again;
 * undefined where it was not open before.
 */
export function useKeptReport({ from, to }: ReportRange): KeptReport | undefined {
  const cache = useReportCache();
  const [kept, setKept] = useState<KeptReport>();
  useEffect(() => {
    let left = false;
    const isSame = (report: KeptReport) => report.from.snapshotNumber === from && report.to.snapshotNumber === to;
    void cache?.read("reports").then((reports) => left || setKept(reports?.find(isSame)));
    return () => {
      left = true;
    };
  }, [cache, from, to]);
  return cache === null ? undefined : kept;
}

/** Keeps the first rows of a report that nobody has filtered, sorted or grouped. */
export function useKeepReport(summary: ReportSummary, pages: PageStore<ChangeRow>, view: ReportView): void {
  const cache = useReportCache();
  const isFirst = Object.keys(view.filter).length === 0 && view.sort === firstView.sort && view.group === null;
  const isThere = pages.total !== undefined;
  useEffect(() => {
    if (cache === null || !isFirst || !isThere) return;
    const rows = Array.from({ length: mostRows }, (_, index) => pages.item(index) ?? []).flat();
    void keepReport(cache, { from: summary.from, to: summary.to, total: summary.total, rows });
  }, [cache, isFirst, isThere, pages, summary]);
}

/** The latest first. */
async function keepReport(cache: VaultCache, report: KeptReport): Promise<void> {
  const { from, to } = report;
  const others = ((await cache.read("reports")) ?? []).filter(
    (other) => other.from.snapshotNumber !== from.snapshotNumber || other.to.snapshotNumber !== to.snapshotNumber,
  );
  await cache.write("reports", [report, ...others].slice(0, mostReports));
}
