import { Button, Card, ProgressBar, Text } from "@fluentui/react-components";
import { PauseRegular } from "@fluentui/react-icons/svg/pause";
import { useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import { commandProps } from "../../commands/page-commands.ts";
import { figuresOf } from "../../ui/figures-of.ts";
import { useProgressStyles } from "./use-progress-styles.ts";
import { WizardFrame } from "./wizard-frame.tsx";

/** Step 4: how far it is, how much longer, and the ways to stop it. */
export function ProgressStep({ plan }: { readonly plan: PlanSummary }) {
  const styles = useProgressStyles();
  const work = useWork();
  const { stopping, pause, cancel } = useStopping(plan);
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
          <Button
            icon={<PauseRegular />}
            {...commandProps("recovery.pause")}
            onClick={pause}
            disabledFocusable={stopping !== undefined}
          >
            Pause
          </Button>
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

const stoppingWords = {
  pause: "Pausing after the step under way…",
  cancel: "Stopping after the step under way…",
} as const;

interface Stopping {
  readonly stopping: keyof typeof stoppingWords | undefined;
  readonly pause: () => void;
  /** Also of what comes to hold: nobody has to wait for that first. */
  readonly cancel: () => void;
}

function useStopping({ id }: PlanSummary): Stopping {
  const client = useClient();
  const [stopping, setStopping] = useState<Stopping["stopping"]>();
  const stop = (how: keyof typeof stoppingWords, asked: Promise<unknown>) => {
    setStopping(how);
    asked.catch(() => setStopping(undefined));
  };
  return {
    stopping,
    pause: () => stop("pause", client.call("recovery.pause", { planId: id })),
    cancel: () => stop("cancel", client.call("work.cancel", {})),
  };
}
