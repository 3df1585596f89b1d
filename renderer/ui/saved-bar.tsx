import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { CopyButton } from "./copy-button.tsx";

interface SavedBarProps {
  readonly path: string | undefined;
  readonly onDismiss: () => void;
}

/** Says where a file went. */
export function SavedBar({ path, onDismiss }: SavedBarProps) {
  if (path === undefined) return null;
  return (
    <MessageBar intent="success" role="status">
      <MessageBarBody>
        <MessageBarTitle>Saved</MessageBarTitle>
        <span style={{ overflowWrap: "anywhere" }}>{path}</span> <CopyButton what="the path" text={path} />
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button appearance="transparent" aria-label="Dismiss" icon={<DismissRegular />} onClick={onDismiss} />
        }
      />
    </MessageBar>
  );
}
