import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { WrittenExport } from "../../../preload/contract/history.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { formatBytes } from "../../ui/format-bytes.ts";
import { countOf } from "../../ui/words.ts";
import { type ExportForm, emptyExportForm, lockOf, repeatedWrong } from "./export-form.ts";

const useStyles = makeStyles({
  surface: { maxWidth: "520px" },
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  words: { margin: 0, overflowWrap: "anywhere" },
});

interface ExportDialogProps {
  readonly snapshot: number;
  readonly onClose: () => void;
}

/** Hands one snapshot to somebody, as a file that only they can open. */
export function ExportDialog({ snapshot, onClose }: ExportDialogProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const [form, setForm] = useState(emptyExportForm);
  const [written, setWritten] = useState<WrittenExport>();
  const lock = lockOf(form);
  const write = () =>
    run(async () => {
      if (lock !== undefined) setWritten(await client.call("vault.export", { snapshot, lock }));
    });
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && !running && onClose()}>
      <DialogSurface className={styles.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!running) write();
          }}
        >
          <DialogBody>
            <DialogTitle>Export snapshot {snapshot}</DialogTitle>
            <DialogContent className={styles.content}>
              <ErrorBar error={error?.code === "CANCELLED" ? undefined : error} onDismiss={dismiss} />
              {written === undefined ? <Form form={form} onChange={setForm} /> : <Written written={written} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose} disabledFocusable={running}>
                {written === undefined ? "Cancel" : "Close"}
              </Button>
              {written === undefined && (
                <Button type="submit" appearance="primary" disabledFocusable={lock === undefined || running}>
                  {running ? "Exporting…" : "Export"}
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

function Written({ written: { path, objects, bytes } }: { readonly written: WrittenExport }) {
  const styles = useStyles();
  return (
    <p className={styles.words} role="status">
      {countOf(objects, "object", "objects")}, {formatBytes(bytes)}, in {path}{" "}
      <CopyButton what="the path" text={path} />
    </p>
  );
}

interface FormProps {
  readonly form: ExportForm;
  readonly onChange: (form: ExportForm) => void;
}

function Form({ form, onChange }: FormProps) {
  const styles = useStyles();
  const change = (part: Partial<ExportForm>) => onChange({ ...form, ...part });
  return (
    <>
      <p className={styles.words}>
        The file holds all objects of this snapshot and its audit records, encrypted. Whoever opens it, in Reinstate or
        with any age client, reads everything in it and can prove that nothing was altered.
      </p>
      <Field label="Who can open it">
        <RadioGroup value={form.way} onChange={(_, { value }) => change({ way: value as ExportForm["way"] })}>
          <Radio value="passphrase" label="Whoever has this passphrase" />
          <Radio value="recipients" label="Whoever has the secret key of one of these age keys" />
        </RadioGroup>
      </Field>
      {form.way === "passphrase" ? (
        <Passphrase form={form} change={change} />
      ) : (
        <Field required label="Public keys" hint="One a line; each begins with age1">
          <Textarea value={form.keys} onChange={(_, { value }) => change({ keys: value })} />
        </Field>
      )}
    </>
  );
}

interface PassphraseProps {
  readonly form: ExportForm;
  readonly change: (part: Partial<ExportForm>) => void;
}

function Passphrase({ form, change }: PassphraseProps) {
  return (
    <>
      <Field
        required
        label="Passphrase of this export"
        hint="At least 12 characters. Tell it by another way than the file."
      >
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          value={form.passphrase}
          onChange={(_, { value }) => change({ passphrase: value })}
        />
      </Field>
      <Field
        required
        label="The same again"
        {...(repeatedWrong(form) && { validationMessage: "The two are not the same." })}
      >
        <Input
          type="password"
          autoComplete="new-password"
          maxLength={1000}
          value={form.repeated}
          onChange={(_, { value }) => change({ repeated: value })}
        />
      </Field>
    </>
  );
}
