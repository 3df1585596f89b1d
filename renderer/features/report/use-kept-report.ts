import { useEffect, useState } from "react";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import type { Client } from "../../bridge/client.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { pageSize } from "../../bridge/page-store.ts";
import type { KeptReport } from "../../cache/kept.ts";
import type { VaultCache } from "../../cache/vault-cache.ts";
import { useVaultCache } from "../../cache/vault-cache-context.tsx";
import { useSession } from "../session/session-context.tsx";
import type { ReportRange } from "./report-shelf.tsx";
import { firstView } from "./use-report-view.ts";

const mostReports = 8;
const mostRows = 60;

/**
 * What a comparison of two snapshots showed when it was last open, for whoever comes back to it while the engine compares again.
 * Undefined where it was not open before, in the incident room, and where an exported snapshot is reviewed.
 */
export function useKeptReport(range: ReportRange, summary: ReportSummary | undefined): KeptReport | undefined {
  const client = useClient();
  const vault = useVaultCache();
  const { session } = useSession();
  const keepsReports = session?.incidentSince == null && session?.review === undefined;
  const cache = keepsReports ? vault : null;
  const [kept, setKept] = useState<KeptReport>();
  const { from, to } = range;
  useEffect(() => {
    let left = false;
    const isSame = (report: KeptReport) => report.from.snapshotNumber === from && report.to.snapshotNumber === to;
    void cache?.read("reports").then((reports) => left || setKept(reports?.find(isSame)));
    return () => {
      left = true;
    };
  }, [cache, from, to]);
  useEffect(() => {
    if (summary !== undefined && cache !== null) void keepReport(client, cache, summary);
  }, [client, cache, summary]);
  return keepsReports ? kept : undefined;
}

/** The latest first; its first page is asked for as the list does, which costs the engine nothing more. A report that the engine has let go of meanwhile is not kept. */
async function keepReport(client: Client, cache: VaultCache, { reportId, from, to, total }: ReportSummary) {
  const { descending } = firstView.sort;
  const input = { reportId, filter: firstView.filter, sort: "at", descending, offset: 0, limit: pageSize } as const;
  const page = await client.call("report.page", input).catch(() => undefined);
  if (page === undefined) return;
  const others = ((await cache.read("reports")) ?? []).filter(
    (report) => report.from.snapshotNumber !== from.snapshotNumber || report.to.snapshotNumber !== to.snapshotNumber,
  );
  await cache.write(
    "reports",
    [{ from, to, total, rows: page.rows.slice(0, mostRows) }, ...others].slice(0, mostReports),
  );
}
