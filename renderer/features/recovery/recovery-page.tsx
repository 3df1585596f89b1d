import { Button } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { goTo } from "../../navigation/use-route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { ChooseStep } from "./choose-step.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import { PausedStep } from "./paused-step.tsx";
import { ProgressStep } from "./progress-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { VerdictStep } from "./verdict-step.tsx";
import { useWizard } from "./wizard-context.tsx";

/** The recovery wizard at the step where it stands. */
export function RecoveryPage({ tenantName }: { readonly tenantName: string }) {
  const { state } = useWizard();
  switch (state.stage) {
    case "loading":
      return <Loading what="Looking for a recovery that was begun" />;
    case "none":
      return <NoRecovery />;
    case "choose":
      return <ChooseStep choice={state.choice} />;
    case "review":
      return <ReviewStep {...state} />;
    case "confirm":
      return <ConfirmStep {...state} tenantName={tenantName} />;
    case "progress":
      return <ProgressStep plan={state.plan} />;
    case "paused":
      return <PausedStep {...state} />;
    case "verdict":
      return <VerdictStep {...state} />;
  }
}

function NoRecovery() {
  return (
    <PageFrame title="Recovery">
      <EmptyState
        icon={<ArrowUndoRegular />}
        title="Nothing is being recovered"
        action={
          <Button appearance="primary" onClick={() => goTo({ page: "timeline" })}>
            Go to the timeline
          </Button>
        }
      >
        A recovery starts from a report: see what changed, choose what to put back, review the plan, then confirm it.
        Nothing is written before that.
      </EmptyState>
    </PageFrame>
  );
}
