import { Button, Card, ProgressBar, Text } from "@fluentui/react-components";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { useWork } from "../../bridge/client-context.tsx";
import { figuresOf } from "../../ui/figures-of.ts";
import { PauseButton } from "./pause-button.tsx";
import { useProgressStyles } from "./use-progress-styles.ts";
import { stoppingWords, useStopping } from "./use-stopping.ts";
import { WizardFrame } from "./wizard-frame.tsx";

/** Step 4: how far it is, how much longer, and the ways to stop it. */
export function ProgressStep({ plan }: { readonly plan: PlanSummary }) {
  const styles = useProgressStyles();
  const work = useWork();
  const { stopping, pause, cancel } = useStopping(async () => [plan.id]);
  const progress = work?.progress ?? null;
  const share =
    progress === null || progress.total === null || progress.total === 0 ? undefined : progress.done / progress.total;
  return (
    <WizardFrame
      stage="progress"
      title={plan.purpose === "undo" ? "Undoing" : "Putting things back"}
      subtitle="You may leave this page; it goes on, and the history shows how it ended."
      foot={
        <>
          <PauseButton stopping={stopping} pause={pause} />
          <Button onClick={cancel} disabledFocusable={stopping === "cancel"}>
            Cancel
          </Button>
          <Text role="status">{stopping === undefined ? "" : stoppingWords[stopping]}</Text>
        </>
      }
    >
      <Card className={styles.card}>
        <Text weight="semibold" size={400} role="status">
          {work?.message ?? "Beginning"}
        </Text>
        <ProgressBar
          thickness="large"
          aria-label="Progress of the recovery"
          {...(share === undefined ? {} : { value: Math.min(share, 1) })}
        />
        <Text className={styles.figures}>{progress === null ? "" : figuresOf(progress)}</Text>
        <Text>
          Both Pause and Cancel let what is on its way be answered; then nothing more is written. What was written stays
          written. A paused recovery waits here for you to resume it; a cancelled one can be undone or resumed from its
          result.
        </Text>
      </Card>
    </WizardFrame>
  );
}
