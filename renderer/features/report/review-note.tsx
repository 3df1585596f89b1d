import { Button, Field, makeStyles, Text, Textarea, tokens } from "@fluentui/react-components";
import { NoteRegular } from "@fluentui/react-icons/svg/note";
import { Moment } from "../../ui/moment.tsx";
import type { Noting } from "./use-review-note.ts";

const longest = 2000;

const useStyles = makeStyles({
  root: { display: "grid", gap: tokens.spacingVerticalXS, justifyItems: "start" },
  add: { alignSelf: "flex-start" },
  field: { width: "100%" },
  text: { overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
  quiet: { color: tokens.colorNeutralForeground3 },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
});

/** What the person noted about the object, for the next look at it, or the field to write it in; nothing where there is neither. */
export function ReviewNote({ note, draft, write, save }: Noting) {
  const styles = useStyles();
  if (draft !== undefined)
    return (
      <section aria-label="Your note" className={styles.root}>
        <Field
          label="Your note on this object"
          hint="Kept on this computer for this vault, for nobody to read without its key."
          className={styles.field}
        >
          <Textarea autoFocus value={draft} maxLength={longest} onChange={(_, { value }) => write(value)} />
        </Field>
        <span className={styles.line}>
          <Button size="small" onClick={() => save(draft)}>
            Keep the note
          </Button>
          <Button size="small" appearance="subtle" onClick={() => write(undefined)}>
            Cancel
          </Button>
        </span>
      </section>
    );
  if (note === undefined) return null;
  return (
    <section aria-label="Your note" className={styles.root}>
      <Text className={styles.text}>{note.text}</Text>
      <span className={styles.line}>
        <Text size={200} className={styles.quiet}>
          Noted <Moment iso={note.at} />
        </Text>
        <Button size="small" appearance="subtle" onClick={() => write(note.text)}>
          Edit
        </Button>
        <Button size="small" appearance="subtle" onClick={() => save("")}>
          Remove
        </Button>
      </span>
    </section>
  );
}

/** Stands after what there is to read. */
export function AddNoteButton({ note, draft, write }: Noting) {
  const styles = useStyles();
  if (note !== undefined || draft !== undefined) return null;
  return (
    <Button size="small" appearance="subtle" icon={<NoteRegular />} className={styles.add} onClick={() => write("")}>
      Add a note
    </Button>
  );
}
