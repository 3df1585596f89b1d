import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { OfferedExport, OfferedFile } from "../../../preload/contract/review.ts";
import type { SessionState } from "../../../preload/contract/views.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { NameText } from "../../ui/name-text.tsx";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { IdentityField } from "./identity-field.tsx";
import { PassphraseField } from "./passphrase-field.tsx";
import { ProvingBar } from "./proving-bar.tsx";

const useStyles = makeStyles({
  surface: { maxWidth: "520px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  file: { display: "flex", gap: tokens.spacingHorizontalS, alignItems: "baseline", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2, flexShrink: 0 },
  button: { whiteSpace: "nowrap" },
});

interface OpenExportDialogProps {
  /** Undefined: what was chosen is no export. */
  readonly offered: OfferedExport | undefined;
  readonly problem: BridgeError | undefined;
  readonly session: SessionState | undefined;
  readonly choosing: boolean;
  readonly onChoose: () => void;
  readonly onClose: () => void;
  readonly onOpened: () => void;
}

/** Asks for what opens an exported snapshot, and opens it. What was typed stays in the field until it is open, then nowhere. */
export function OpenExportDialog(props: OpenExportDialogProps) {
  const { offered, problem, session, choosing, onChoose, onClose, onOpened } = props;
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [passphrase, setPassphrase] = useState("");
  const [identity, setIdentity] = useState<OfferedFile>();
  useReturnFocus();
  const opener = offered?.lock === "keys" ? openerOf(identity) : passphrase === "" ? undefined : { passphrase };
  const open = () => {
    if (offered === undefined || opener === undefined) return;
    run(async () => {
      await client.call("review.open", { file: offered.id, opener });
      onOpened();
    });
  };
  const cancel = () => {
    if (running) client.call("work.cancel", {}).catch(() => undefined);
    else onClose();
  };
  const shown = error ?? problem;
  const wrong = error?.code === "VAULT_LOCKED" ? error.message : undefined;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, change) => !change.open && cancel()}>
      <DialogSurface className={styles.surface}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!running) open();
          }}
        >
          <DialogBody>
            <DialogTitle>
              {offered === undefined ? "This file cannot be opened" : "Open an exported snapshot"}
            </DialogTitle>
            <DialogContent className={styles.content}>
              {offered !== undefined && <FileFacts offered={offered} />}
              {wrong === undefined && (
                <ErrorBar error={shown} {...(error === undefined ? {} : { onDismiss: dismiss })} />
              )}
              {offered?.lock === "passphrase" && (
                <PassphraseField value={passphrase} problem={wrong} disabled={running} onChange={setPassphrase} />
              )}
              {offered?.lock === "keys" && (
                <IdentityField identity={identity} problem={wrong} disabled={running} onChange={setIdentity} />
              )}
              {offered !== undefined && <Text>{wordsFor(session)}</Text>}
              {running && <ProvingBar />}
            </DialogContent>
            <DialogActions>
              <Button onClick={cancel}>Cancel</Button>
              {!running && (
                <Button className={styles.button} disabledFocusable={choosing} onClick={onChoose}>
                  Choose another file…
                </Button>
              )}
              {offered !== undefined && (
                <Button
                  type="submit"
                  className={styles.button}
                  appearance="primary"
                  disabledFocusable={running || opener === undefined}
                >
                  {running ? "Proving it…" : "Open to review"}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function FileFacts({ offered: { name, bytes } }: { readonly offered: OfferedFile }) {
  const styles = useStyles();
  return (
    <div className={styles.file}>
      <Text weight="semibold" style={{ minWidth: 0, display: "flex" }}>
        <NameText name={name} />
      </Text>
      <Text className={styles.quiet}>{formatBytes(bytes)}</Text>
    </div>
  );
}

function openerOf(identity: OfferedFile | undefined) {
  return identity === undefined ? undefined : { identity: identity.id };
}

function wordsFor(session: SessionState | undefined): string {
  const always =
    "All of it is proven before anything is shown. It is only looked at: nothing of it is kept when you close it.";
  if (session?.state !== "open") return always;
  return session.review === undefined
    ? `${always} The vault that is open now is closed first.`
    : `${always} It opens beside what you are looking at, so that the two can be compared.`;
}
