import { Button, Tab, TabList } from "@fluentui/react-components";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { ShieldCheckmarkRegular } from "@fluentui/react-icons/svg/shield-checkmark";
import { useEffect, useId, useState } from "react";
import type { DoingKind } from "../../../preload/contract/history.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { DoingTable } from "./doing-table.tsx";
import { JobScreen } from "./job-screen.tsx";
import { JobTable } from "./job-table.tsx";

const nothing = {};

const captures: readonly DoingKind[] = ["capture", "checkpoint", "import", "removal"];
const others: readonly DoingKind[] = ["check", "export", "rekey"];
const tabs = { recoveries: "Recoveries", captures: "Snapshots", others: "Checks and exports" } as const;
type HistoryTab = keyof typeof tabs;

/** All that was done with the vault, or one of its recovery jobs. */
export function HistoryPage({ jobId }: { readonly jobId: string | null }) {
  const { value: jobs, error, reload } = useAnswer("history.jobs", nothing);
  const [tab, setTab] = useState<HistoryTab>("recoveries");
  const { work } = useClient();
  // A job that is looked at while it runs is shown as it ended.
  useEffect(() => work.onEnd(reload), [work, reload]);
  const job = jobs?.find(({ id }) => id === jobId);
  if (job !== undefined) return <JobScreen key={`${job.id} ${job.state}`} job={job} onChanged={reload} />;
  return <Lists jobs={jobs} error={error} onRetry={reload} tab={tab} onTab={setTab} />;
}

interface ListsProps {
  readonly jobs: readonly RecoveryJob[] | undefined;
  readonly error: ReturnType<typeof useAnswer>["error"];
  readonly onRetry: () => void;
  readonly tab: HistoryTab;
  readonly onTab: (tab: HistoryTab) => void;
}

function Lists({ jobs, error, onRetry, tab, onTab }: ListsProps) {
  const panel = useId();
  const doings = useAnswer("history.doings", nothing);
  const checking = useChecking(() => {
    doings.reload();
    onTab("others");
  });
  return (
    <PageFrame
      title="History"
      subtitle="What was done with this vault, by whom, and how it ended."
      scrolling
      actions={
        <Button
          icon={<ShieldCheckmarkRegular />}
          disabledFocusable={checking.running}
          {...commandProps("history.check")}
          onClick={checking.check}
        >
          {checking.running ? "Checking…" : "Check the vault"}
        </Button>
      }
    >
      <ErrorBar error={checking.error} onDismiss={checking.dismiss} />
      <TabList
        aria-label="History"
        selectedValue={tab}
        onTabSelect={(_, { value }) => onTab(value as HistoryTab)}
        style={{ flexShrink: 0 }}
      >
        {(Object.keys(tabs) as HistoryTab[]).map((each) => (
          <Tab key={each} value={each} aria-controls={panel}>
            {tabs[each]}
          </Tab>
        ))}
      </TabList>
      <div id={panel} role="tabpanel" aria-label={tabs[tab]}>
        {tab === "recoveries" ? (
          <Recoveries jobs={jobs} error={error} onRetry={onRetry} />
        ) : (
          <Doings {...doings} tab={tab} kinds={tab === "captures" ? captures : others} />
        )}
      </div>
    </PageFrame>
  );
}

function Recoveries({ jobs, error, onRetry }: Pick<ListsProps, "jobs" | "error" | "onRetry">) {
  if (error !== undefined) return <ErrorBar error={error} onRetry={onRetry} />;
  if (jobs === undefined) return <Loading what="Reading the history" />;
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

interface DoingsProps extends Pick<ReturnType<typeof useAnswer<"history.doings">>, "value" | "error" | "reload"> {
  readonly tab: Exclude<HistoryTab, "recoveries">;
  readonly kinds: readonly DoingKind[];
}

const emptyWords = {
  captures: "There is no snapshot yet. Take one in the timeline.",
  others:
    "“Check the vault” reads every byte back and proves it. A snapshot is exported from its line in the timeline.",
} as const;

function Doings({ value, error, reload, tab, kinds }: DoingsProps) {
  if (error !== undefined) return <ErrorBar error={error} onRetry={reload} />;
  if (value === undefined) return <Loading what="Reading the history" />;
  const chosen = value.filter(({ kind }) => kinds.includes(kind));
  if (chosen.length > 0) return <DoingTable label={tabs[tab]} doings={chosen} />;
  return (
    <EmptyState
      icon={<HistoryRegular />}
      title="Nothing yet"
      action={<Button onClick={() => goTo({ page: "timeline" })}>Go to the timeline</Button>}
    >
      {emptyWords[tab]}
    </EmptyState>
  );
}

function useChecking(onDone: () => void) {
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const check = () =>
    run(async () => {
      await client.call("vault.check", nothing);
      onDone();
    });
  return { running, error, check, dismiss };
}
