import { Button, Card, makeStyles, ProgressBar, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { useClient, useWork } from "../../bridge/client-context.tsx";
import { figuresOf } from "../../ui/figures-of.ts";
import { WizardFrame } from "./wizard-frame.tsx";

const useStyles = makeStyles({
  card: { maxWidth: "640px", padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  figures: { color: tokens.colorNeutralForeground3, fontVariantNumeric: "tabular-nums", minHeight: "20px" },
});

/** Step 4: how far it is, how much longer, and the way to stop it. */
export function ProgressStep({ plan }: { readonly plan: PlanSummary }) {
  const styles = useStyles();
  const client = useClient();
  const work = useWork();
  const [cancelling, setCancelling] = useState(false);
  const progress = work?.progress ?? null;
  const share =
    progress === null || progress.total === null || progress.total === 0 ? undefined : progress.done / progress.total;
  const cancel = () => {
    setCancelling(true);
    client.call("work.cancel", {}).catch(() => setCancelling(false));
  };
  return (
    <WizardFrame
      stage="progress"
      title={plan.purpose === "undo" ? "Undoing" : "Putting things back"}
      subtitle="You may leave this page; it goes on, and the history shows how it ended."
      foot={
        <Button onClick={cancel} disabledFocusable={cancelling}>
          {cancelling ? "Stopping after the step under way…" : "Pause or cancel"}
        </Button>
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
          It stops after the step under way. What was written stays written: then you can resume it from there, now or
          later, or undo it.
        </Text>
      </Card>
    </WizardFrame>
  );
}
