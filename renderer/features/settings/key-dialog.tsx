import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useRef, useState } from "react";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { emptyKeyForm, isReady, type KeyChange } from "./key-changes.ts";
import { NewKeyFields } from "./new-key-fields.tsx";
import { SecretField } from "./secret-field.tsx";

const useStyles = makeStyles({
  surface: { maxWidth: "480px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  words: { margin: 0 },
  button: { whiteSpace: "nowrap" },
});

interface KeyDialogProps {
  readonly change: KeyChange;
  /** Where the demo's passphrase lies; undefined for a real tenant. */
  readonly secretHint?: string;
  readonly onClose: () => void;
  readonly onDone: (recoveryKey: string | undefined) => void;
}

/** Asks for what a change of the keys needs, at the end always for a passphrase or key that opens the vault now. */
export function KeyDialog({ change, secretHint, onClose, onDone }: KeyDialogProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [form, setForm] = useState(emptyKeyForm);
  const surface = useRef<HTMLFormElement>(null);
  const ready = isReady(change, form) && !running;
  const submit = () =>
    run(async () => {
      const recoveryKey = await change.run(client, form).catch((failure: unknown) => {
        surface.current?.querySelector<HTMLInputElement>("[data-secret]")?.focus();
        throw failure;
      });
      onDone(recoveryKey);
    });
  const wrong = error?.code === "VAULT_LOCKED" ? error.message : undefined;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && !running && onClose()}>
      <DialogSurface className={styles.surface}>
        <form
          ref={surface}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) submit();
          }}
        >
          <DialogBody>
            <DialogTitle>{change.title}</DialogTitle>
            <DialogContent className={styles.content}>
              <p className={styles.words}>{change.words}</p>
              {wrong === undefined && <ErrorBar error={error} onDismiss={dismiss} />}
              <NewKeyFields asksFor={change.asksFor} form={form} onChange={setForm} />
              <SecretField
                value={form.secret}
                onChange={(secret) => setForm({ ...form, secret })}
                {...(wrong !== undefined && { problem: wrong })}
                {...(secretHint !== undefined && { hint: secretHint })}
              />
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose} disabledFocusable={running}>
                Cancel
              </Button>
              <Button type="submit" className={styles.button} appearance="primary" disabledFocusable={!ready}>
                {running ? "Working…" : change.verb}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
