import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import type { CopyDescription } from "../../../preload/contract/copies.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";

interface RemoveCopyDialogProps {
  readonly copy: CopyDescription;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a copy is not gone on with. "Cancel" has the focus. */
export function RemoveCopyDialog({ copy, onClose, onRemoved }: RemoveCopyDialogProps) {
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const remove = () =>
    run(async () => {
      await client.call("copies.remove", { id: copy.id });
      onRemoved();
      onClose();
    });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface style={{ maxWidth: "480px" }}>
        <DialogBody>
          <DialogTitle>Stop copying there?</DialogTitle>
          <DialogContent>
            <ErrorBar error={error} onDismiss={dismiss} />
            What lies in <bdi style={{ overflowWrap: "anywhere" }}>{copy.folder}</bdi> stays there and can still be used
            to rebuild the vault; it is only not brought up to date any more.
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button disabledFocusable={running} onClick={remove}>
              Stop copying
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
