import { Button, tokens } from "@fluentui/react-components";
import { DocumentSearchRegular } from "@fluentui/react-icons/svg/document-search";
import { useCallback, useEffect, useState } from "react";
import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { toBridgeError } from "../../bridge/bridge-error.ts";
import { goTo, replaceRoute } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { KeptReportView } from "./kept-report-view.tsx";
import { ReportScreen } from "./report-screen.tsx";
import { useReports } from "./report-shelf.tsx";
import { useKeptReport } from "./use-kept-report.ts";
import { firstView } from "./use-report-view.ts";

interface ReportPageProps {
  readonly from: number | null;
  readonly to: number | "now";
  /** To begin with, only these are shown. */
  readonly types?: readonly ObjectType[];
}

/** Opens the report that the address names. */
export function ReportPage({ from, to, types }: ReportPageProps) {
  if (from === null) return <NoReport />;
  return <OpeningReport key={`${from}`} from={from} to={to} {...(types === undefined ? {} : { types })} />;
}

interface OpeningReportProps extends ReportPageProps {
  readonly from: number;
}

function OpeningReport({ from, to, types }: OpeningReportProps) {
  const { summary, error, again } = useReport(from, to, types);
  const kept = useKeptReport({ from, to });
  if (summary !== undefined) return <ReportScreen key={summary.reportId} summary={summary} onGone={again} />;
  if (kept !== undefined && error === undefined) return <KeptReportView report={kept} />;
  return (
    <PageFrame title="What changed">
      {error === undefined ? (
        <Loading what={to === "now" ? "Reading the tenant and comparing" : "Comparing"} />
      ) : (
        <>
          <ErrorBar error={error} onRetry={again} />
          <div>
            <Button onClick={() => goTo({ page: "timeline" })}>Back to the timeline</Button>
          </div>
        </>
      )}
    </PageFrame>
  );
}

interface ReportState {
  readonly summary: ReportSummary | undefined;
  readonly error: BridgeError | undefined;
  readonly again: () => void;
}

function useReport(from: number, to: number | "now", types: readonly ObjectType[] | undefined): ReportState {
  const { open, views } = useReports();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ summary?: ReportSummary; error?: BridgeError }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` changes with what was opened last, not with the report
  useEffect(() => {
    let stale = false;
    const show = (summary: ReportSummary) => {
      if (stale) return;
      if (types !== undefined) views.set(summary.reportId, { ...firstView, filter: { types } });
      setState({ summary });
      // A reload must not take another checkpoint of the tenant ("now" has become a snapshot), nor undo the person's own filter.
      if (to === "now" || types !== undefined) replaceRoute({ page: "report", from, to: summary.to.snapshotNumber });
    };
    setState((last) => (last.summary?.to.snapshotNumber === to ? last : {}));
    open({ from, to }, round > 0).then(show, (error: unknown) => stale || setState({ error: toBridgeError(error) }));
    return () => {
      stale = true;
    };
  }, [from, to, round]);
  const again = useCallback(() => setRound((last) => last + 1), []);
  return { summary: state.summary, error: state.error, again };
}

function NoReport() {
  return (
    <PageFrame title="What changed">
      <EmptyState
        icon={<DocumentSearchRegular />}
        title="No report is open"
        action={
          <Button
            appearance="primary"
            onClick={() => goTo({ page: "timeline" })}
            style={{ marginTop: tokens.spacingVerticalS }}
          >
            Go to the timeline
          </Button>
        }
      >
        Choose a snapshot in the timeline and ask what changed since, or select two snapshots and compare them.
      </EmptyState>
    </PageFrame>
  );
}
