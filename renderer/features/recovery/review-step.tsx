import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Moment } from "../../ui/moment.tsx";
import { PagedGrid } from "../../ui/paged-grid.tsx";
import { planFormats, SaveMenu } from "../../ui/save-menu.tsx";
import { SavedBar } from "../../ui/saved-bar.tsx";
import { count } from "../../ui/words.ts";
import { decisionsIn, differFrom } from "./decisions.ts";
import { ImpossibleParts } from "./impossible-parts.tsx";
import { PlanDecisions } from "./plan-decisions.tsx";
import { PlanFacts } from "./plan-facts.tsx";
import { PlanWarnings } from "./plan-warnings.tsx";
import { plannedFilter } from "./planned-filter.ts";
import { stepColumns } from "./step-columns.tsx";
import { StepPane } from "./step-pane.tsx";
import { usePlanSteps } from "./use-plan-steps.ts";
import { useWizard } from "./wizard-context.tsx";
import { WizardFrame } from "./wizard-frame.tsx";
import type { Accepted, Choice } from "./wizard-state.ts";
import { unreadWarnings } from "./wizard-state.ts";

const useStyles = makeStyles({
  steps: {
    display: "flex",
    gap: tokens.spacingHorizontalL,
    flexGrow: 1,
    flexShrink: 0,
    flexBasis: "320px",
    height: "320px",
  },
  grid: { flexBasis: 0 },
});

interface ReviewStepProps {
  readonly choice: Choice | null;
  readonly plan: PlanSummary;
  readonly accepted: Accepted;
}

/** Step 2: exactly what would be written, what cannot be, and what to mind. */
export function ReviewStep({ choice, plan, accepted }: ReviewStepProps) {
  const client = useClient();
  const { setState, leave } = useWizard();
  const { running, run, error, dismiss } = useAction();
  const [decisions, setDecisions] = useState(() => decisionsIn(plan));
  const undecided = differFrom(plan, decisions);
  const [path, setPath] = useState<string>();
  const unread = unreadWarnings(plan, accepted).length;
  const accept = (key: string, yes: boolean) => {
    const next = new Set(accepted);
    if (yes) next.add(key);
    else next.delete(key);
    setState({ stage: "review", choice, plan, accepted: next });
  };
  const back = () => {
    if (choice !== null) return setState({ stage: "choose", choice });
    leave();
    goTo({ page: "history", jobId: null });
  };
  const remake = () =>
    run(async () => {
      if (choice === null) return;
      const { from: snapshot, removeAdded } = choice;
      const answers = [...decisions.values()];
      const made = await client.call("plan.make", { snapshot, filter: plannedFilter(choice), removeAdded, answers });
      setDecisions(decisionsIn(made));
      // Another plan: what was accepted of the last one was not accepted of this one.
      setState({ stage: "review", choice, plan: made, accepted: new Set() });
    });
  const save = (format: keyof typeof planFormats) =>
    run(async () => setPath((await client.call("plan.save", { planId: plan.id, format })).path));
  return (
    <WizardFrame
      stage="review"
      title={plan.purpose === "undo" ? "Review the undo plan" : "Review the plan"}
      subtitle={<Purpose plan={plan} />}
      foot={
        <>
          <Button {...commandProps("recovery.back")} onClick={back}>
            {choice === null ? "Leave it" : "Back"}
          </Button>
          <Button
            appearance="primary"
            disabledFocusable={running || undecided || unread > 0 || plan.stepCount === 0}
            {...commandProps("recovery.continue")}
            onClick={() => setState({ stage: "confirm", choice, plan, accepted })}
          >
            Continue
          </Button>
          <SaveMenu words="Save the plan" formats={planFormats} onSave={save} appearance="subtle" />
          {undecided && <Text>Make the plan again first: your decisions are not in it yet.</Text>}
          {!undecided && unread > 0 && (
            <Text>
              {unread === 1 ? "One warning has" : `${count(unread)} warnings have`} to be read and ticked before you
              continue.
            </Text>
          )}
        </>
      }
    >
      <ErrorBar error={error} onDismiss={dismiss} />
      <SavedBar path={path} onDismiss={() => setPath(undefined)} />
      <PlanFacts plan={plan} />
      <PlanWarnings warnings={plan.warnings} accepted={accepted} onAccept={accept} />
      {choice !== null && (
        <PlanDecisions plan={plan} decisions={decisions} onDecide={setDecisions} onRemake={remake} running={running} />
      )}
      <ImpossibleParts parts={plan.impossible} />
      {plan.stepCount === 0 ? (
        <MessageBar intent="info">
          <MessageBarBody>
            There is nothing to write: what you chose is as it was already, or cannot be put back. Go back to choose
            more.
          </MessageBarBody>
        </MessageBar>
      ) : (
        <Steps plan={plan} />
      )}
    </WizardFrame>
  );
}

function Purpose({ plan }: { readonly plan: PlanSummary }) {
  if (plan.purpose === "undo") return <>Takes back what recovery job {plan.undoes?.slice(0, 8)} wrote.</>;
  if (plan.switchesOn !== undefined)
    return <>Switches on the policies that recovery job {plan.switchesOn.slice(0, 8)} made again as report-only.</>;
  const { snapshotNumber, endedAt } = plan.target;
  return (
    <>
      Puts back the state of snapshot {snapshotNumber} (<Moment iso={endedAt} />
      ). Nothing has been written yet.
    </>
  );
}

function Steps({ plan }: { readonly plan: PlanSummary }) {
  const styles = useStyles();
  const [opened, setOpened] = useState<number>();
  const pages = usePlanSteps(plan.id);
  const named = opened === undefined ? undefined : pages.item(opened);
  return (
    <div className={styles.steps}>
      <PagedGrid
        label="Steps of the plan"
        waiting="Reading the steps"
        pages={pages}
        columns={stepColumns}
        onOpen={setOpened}
        opened={opened}
        className={styles.grid}
      />
      {named !== undefined && <StepPane named={named} onClose={() => setOpened(undefined)} />}
    </div>
  );
}
