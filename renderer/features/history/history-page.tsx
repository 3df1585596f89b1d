import { Button } from "@fluentui/react-components";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { JobScreen } from "./job-screen.tsx";
import { JobTable } from "./job-table.tsx";

const nothing = {};

/** The recovery jobs of the vault, or one of them. */
export function HistoryPage({ jobId }: { readonly jobId: string | null }) {
  const { value: jobs, error, reload } = useAnswer("history.jobs", nothing);
  const job = jobs?.find(({ id }) => id === jobId);
  if (job !== undefined) return <JobScreen key={job.id} job={job} onChanged={reload} />;
  return (
    <PageFrame
      title="History"
      subtitle="Every recovery and undo that was applied, kept in the vault with its journal."
      scrolling
    >
      <ErrorBar error={error} onRetry={reload} />
      {jobs === undefined ? error === undefined && <Loading what="Reading the history" /> : <Jobs jobs={jobs} />}
    </PageFrame>
  );
}

function Jobs({ jobs }: { readonly jobs: readonly RecoveryJob[] }) {
  if (jobs.length > 0) return <JobTable jobs={jobs} />;
  return (
    <EmptyState
      icon={<HistoryRegular />}
      title="Nothing has been recovered yet"
      action={<Button onClick={() => goTo({ page: "timeline" })}>Go to the timeline</Button>}
    >
      When a plan is applied, it appears here with what became of each step. From here it can be verified and undone.
    </EmptyState>
  );
}
