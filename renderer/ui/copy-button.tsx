import { Button, Tooltip } from "@fluentui/react-components";
import { CheckmarkRegular } from "@fluentui/react-icons/svg/checkmark";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { useState } from "react";

interface CopyButtonProps {
  readonly what: string;
  readonly text: string;
}

/** Puts a text on the clipboard and shows that it did. */
export function CopyButton({ what, text }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <Tooltip content={copied ? "Copied" : `Copy ${what}`} relationship="description">
      <Button
        aria-label={`Copy ${what}`}
        appearance="subtle"
        size="small"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={copy}
        onBlur={() => setCopied(false)}
      />
    </Tooltip>
  );
}
