import { Button, Card, Field, Input, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { countOf } from "../../ui/words.ts";
import { isConfirmed } from "./is-confirmed.ts";
import { actionsSentence } from "./plan-words.ts";
import { useWizard } from "./wizard-context.tsx";
import { WizardFrame } from "./wizard-frame.tsx";
import type { Accepted, Choice } from "./wizard-state.ts";

const useStyles = makeStyles({
  card: { maxWidth: "640px", padding: tokens.spacingHorizontalXXL, gap: tokens.spacingVerticalL },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, lineHeight: tokens.lineHeightBase400 },
});

interface ConfirmStepProps {
  readonly choice: Choice | null;
  readonly plan: PlanSummary;
  readonly accepted: Accepted;
  readonly error?: BridgeError;
  readonly tenantName: string;
}

/** Step 3: says what will be written, and wants a word that nobody types by accident. */
export function ConfirmStep({ choice, plan, accepted, error, tenantName }: ConfirmStepProps) {
  const styles = useStyles();
  const { setState, apply } = useWizard();
  const [typed, setTyped] = useState("");
  const confirmed = isConfirmed(typed, tenantName);
  return (
    <WizardFrame
      stage="confirm"
      title="Confirm"
      subtitle="This is the last step before Reinstate writes to the tenant."
      foot={
        <>
          <Button
            {...commandProps("recovery.back")}
            onClick={() => setState({ stage: "review", choice, plan, accepted })}
          >
            Back
          </Button>
          <Button appearance="primary" disabledFocusable={!confirmed} onClick={() => apply(choice, plan, accepted)}>
            {plan.purpose === "undo" ? "Undo now" : "Recover now"}
          </Button>
          {!confirmed && <Text>Type the tenant’s name or RECOVER to go on.</Text>}
        </>
      }
    >
      <ErrorBar error={error} />
      <Card className={styles.card}>
        <Text size={400}>
          Reinstate will write {countOf(plan.stepCount, "step", "steps")} to{" "}
          <Text size={400} weight="semibold">
            <bdi>{tenantName}</bdi>
          </Text>
          : {actionsSentence(plan.byAction)}, in about {countOf(plan.requestCount, "request", "requests")}.
        </Text>
        <ul className={styles.list}>
          <li>What has changed since the review is skipped and reported, never overwritten.</li>
          <li>Every write is journalled first, and read back afterwards.</li>
          <li>You can pause or cancel in between, and undo all of it later from the history.</li>
          {plan.permissions.length > 0 && <li>You may be asked to sign in for {plan.permissions.join(", ")}.</li>}
        </ul>
        <Field label={`Type the tenant’s name, “${tenantName}”, or the word RECOVER`}>
          <Input value={typed} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setTyped(value)} />
        </Field>
      </Card>
    </WizardFrame>
  );
}
