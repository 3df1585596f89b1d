import { Button } from "@fluentui/react-components";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { SavedBar } from "../../ui/saved-bar.tsx";
import { JobActions } from "../history/job-actions.tsx";
import { JobOutcomes } from "../history/job-outcomes.tsx";
import { jobSentence, jobTitle } from "../history/job-words.ts";
import { ReportOnlyBar } from "../history/report-only-bar.tsx";
import { StoppedBar } from "../history/stopped-bar.tsx";
import { useJobActions } from "../history/use-job-actions.ts";
import { useWizard } from "./wizard-context.tsx";
import { WizardFrame } from "./wizard-frame.tsx";
import type { Choice } from "./wizard-state.ts";

interface VerdictStepProps {
  readonly choice: Choice | null;
  readonly plan: PlanSummary;
  readonly job: RecoveryJob;
  readonly error?: BridgeError;
}

/** Step 5: how it ended, step by step, and what can be done about it. */
export function VerdictStep({ choice, plan, job, error }: VerdictStepProps) {
  const { setState, leave, resume } = useWizard();
  const actions = {
    ...useJobActions(job, (next) => setState({ stage: "verdict", choice, plan, job: next })),
    resume: () => resume({ choice, plan }, job),
  };
  const close = () => {
    leave();
    if (choice === null) goTo({ page: "history", jobId: null });
    else goTo({ page: "report", from: choice.from, to: choice.to });
  };
  const lookAgain = () => {
    leave();
    goTo({ page: "report", from: plan.target.snapshotNumber, to: "now" });
  };
  return (
    <WizardFrame
      stage="verdict"
      title={jobTitle(job)}
      subtitle={jobSentence(job)}
      foot={
        <>
          <Button {...commandProps("recovery.close")} onClick={close}>
            {choice === null ? "To the history" : "Back to the report"}
          </Button>
          <Button {...commandProps("recovery.look-again")} onClick={lookAgain}>
            What still differs
          </Button>
          <JobActions job={job} actions={actions} />
        </>
      }
    >
      <ErrorBar error={error} />
      <ErrorBar error={actions.error} onDismiss={actions.dismiss} />
      <SavedBar path={actions.path} onDismiss={actions.forgetPath} />
      <StoppedBar job={job} />
      <ReportOnlyBar job={job} actions={actions} />
      <JobOutcomes job={job} />
    </WizardFrame>
  );
}
