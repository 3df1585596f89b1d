import { Button, Tooltip } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { ErrorCircleRegular } from "@fluentui/react-icons/svg/error-circle";
import { useState } from "react";

interface CopyButtonProps {
  readonly what: string;
  readonly text: string;
}

type Outcome = "copied" | "refused" | undefined;

/** Puts a text on the clipboard, and shows that it did, or that the system did not let it. */
export function CopyButton({ what, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  return (
    <Tooltip content={sentenceOf(outcome, what)} relationship="description">
      <Button
        aria-label={`Copy ${what}`}
        appearance="subtle"
        size="small"
        icon={iconOf(outcome)}
        onClick={copy}
        onBlur={() => setOutcome(undefined)}
      />
    </Tooltip>
  );
}

function sentenceOf(outcome: Outcome, what: string): string {
  if (outcome === "copied") return "Copied";
  return outcome === "refused" ? "It could not be copied. Select the text and copy it." : `Copy ${what}`;
}

function iconOf(outcome: Outcome) {
  if (outcome === "copied") return <CheckmarkRegular />;
  return outcome === "refused" ? <ErrorCircleRegular /> : <CopyRegular />;
}
