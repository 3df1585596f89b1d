import { Button, Card, ProgressBar, Text } from "@fluentui/react-components";
import { PlayRegular } from "@fluentui/react-icons/svg/play";
import { useState } from "react";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { pausedSentence } from "../history/job-words.ts";
import { useProgressStyles } from "./use-progress-styles.ts";
import { useWizard } from "./wizard-context.tsx";
import { WizardFrame } from "./wizard-frame.tsx";
import type { Choice } from "./wizard-state.ts";

interface PausedStepProps {
  readonly choice: Choice | null;
  readonly plan: PlanSummary;
  readonly job: RecoveryJob;
  readonly error?: BridgeError;
}

/** Step 4, while it holds: what is done and left, and both ways on. */
export function PausedStep({ choice, plan, job, error }: PausedStepProps) {
  const styles = useProgressStyles();
  const { resume, callOff } = useWizard();
  const [callingOff, setCallingOff] = useState(false);
  const cancel = () => {
    setCallingOff(true);
    callOff({ choice, plan }, job);
  };
  const written = job.steps.filter(({ outcome }) => outcome !== "pending").length;
  return (
    <WizardFrame
      stage="paused"
      title="Paused"
      subtitle="Nothing is written until you resume."
      foot={
        <>
          <Button
            appearance="primary"
            icon={<PlayRegular />}
            disabledFocusable={callingOff}
            onClick={() => resume({ choice, plan }, job)}
          >
            Resume
          </Button>
          <Button onClick={cancel} disabledFocusable={callingOff}>
            Cancel
          </Button>
        </>
      }
    >
      <ErrorBar error={error} />
      <Card className={styles.card}>
        <Text weight="semibold" size={400} role="status">
          {pausedSentence(job)}
        </Text>
        <ProgressBar
          thickness="large"
          aria-label="Progress of the recovery"
          value={job.steps.length === 0 ? 0 : written / job.steps.length}
        />
        <Text>
          Resume goes on from here, after you have confirmed it again; nothing is done twice. It stays paused if you
          leave this page, close the window or lock the vault.
        </Text>
        <Text>
          Cancel does not go on. What was written stays written until you undo it; you can still resume it from the
          history.
        </Text>
      </Card>
    </WizardFrame>
  );
}
