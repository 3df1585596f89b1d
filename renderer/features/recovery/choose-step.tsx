import { Button, Text } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ReportSummary } from "../../../preload/contract/views.ts";
import { type BridgeError, toBridgeError } from "../../bridge/bridge-error.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Moment } from "../../ui/moment.tsx";
import { useReports } from "../report/report-shelf.tsx";
import { ChoiceForm } from "./choice-form.tsx";
import { plannedFilter } from "./planned-filter.ts";
import { useWizard } from "./wizard-context.tsx";
import { WizardFrame } from "./wizard-frame.tsx";
import type { Choice } from "./wizard-state.ts";

/** Step 1: which of the changes are put back. */
export function ChooseStep({ choice }: { readonly choice: Choice }) {
  const client = useClient();
  const { setState, leave } = useWizard();
  const { summary, error: openError, again } = useChoiceReport(choice);
  const { running, error, run, dismiss } = useAction();
  const unsettled = choice.leftOut.length > 0;
  const makePlan = () =>
    run(async () => {
      const { from: snapshot, removeAdded } = choice;
      const plan = await client.call("plan.make", { snapshot, filter: plannedFilter(choice), removeAdded });
      setState({ stage: "review", choice, plan, accepted: new Set() });
    });
  const back = () => {
    leave();
    goTo({ page: "report", from: choice.from, to: choice.to });
  };
  return (
    <WizardFrame
      stage="choose"
      title="Choose what to put back"
      subtitle={<Target summary={summary} />}
      foot={
        <>
          <Button {...commandProps("recovery.back")} onClick={back}>
            Back to the report
          </Button>
          <Button
            appearance="primary"
            disabledFocusable={running || unsettled || summary === undefined}
            {...commandProps("recovery.make-plan")}
            onClick={makePlan}
          >
            {running ? "Making the plan…" : "Make the plan"}
          </Button>
          <Text>The plan starts from the tenant as it is now. Nothing is written yet.</Text>
        </>
      }
    >
      <ErrorBar error={openError} onRetry={again} />
      <ErrorBar error={error} onRetry={makePlan} onDismiss={dismiss} />
      {summary === undefined && openError === undefined && <Loading what="Reading the report" />}
      {summary !== undefined && (
        <ChoiceForm
          reportId={summary.reportId}
          choice={choice}
          onGone={again}
          onChange={(next) => setState({ stage: "choose", choice: next })}
        />
      )}
    </WizardFrame>
  );
}

function Target({ summary }: { readonly summary: ReportSummary | undefined }) {
  if (summary === undefined) return null;
  const { from } = summary;
  return (
    <>
      Things go back to how they were in snapshot {from.snapshotNumber} (<Moment iso={from.endedAt} />)
    </>
  );
}

function useChoiceReport({ from, to }: Choice) {
  const { open } = useReports();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ summary?: ReportSummary; error?: BridgeError }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: `open` changes with what was opened last, not with the report
  useEffect(() => {
    let stale = false;
    open({ from, to }, round > 0).then(
      (summary) => stale || setState({ summary }),
      (error: unknown) => stale || setState({ error: toBridgeError(error) }),
    );
    return () => {
      stale = true;
    };
  }, [from, to, round]);
  return { summary: state.summary, error: state.error, again: () => setRound(round + 1) };
}
