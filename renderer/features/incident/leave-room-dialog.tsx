import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import type { IncidentRoom } from "./use-incident-room.ts";

/** Asks before people are shown by name again. "Stay" has the focus. */
export function LeaveRoomDialog({ room }: { readonly room: IncidentRoom }) {
  const { action, stay, confirmLeave } = room;
  useReturnFocus();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && stay()}>
      <DialogSurface style={{ maxWidth: "520px" }}>
        <DialogBody>
          <DialogTitle>Leave the incident room?</DialogTitle>
          <DialogContent>
            <ErrorBar error={action.error} onDismiss={action.dismiss} />
            This window then shows people's real names, addresses and phone numbers again. Stop sharing the screen
            first. What was noted stays.
          </DialogContent>
          <DialogActions>
            <Button onClick={stay}>Stay</Button>
            <Button style={{ whiteSpace: "nowrap" }} disabledFocusable={action.running} onClick={confirmLeave}>
              Leave and show names
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
