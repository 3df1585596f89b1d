import { Button, Field, makeStyles, Text, Textarea, tokens } from "@fluentui/react-components";
import { NoteRegular } from "@fluentui/react-icons/svg/note";
import { useState } from "react";
import { useKeptList } from "../../cache/use-kept-list.ts";
import { Moment } from "../../ui/moment.tsx";
import { useReview } from "../offline/use-review.ts";
import { useSession } from "../session/session-context.tsx";

const longest = 2000;

const useStyles = makeStyles({
  root: { display: "grid", gap: tokens.spacingVerticalXS, justifyItems: "start" },
  field: { width: "100%" },
  text: { overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
  quiet: { color: tokens.colorNeutralForeground3 },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: tokens.spacingHorizontalS },
});

/** What the person noted about the object, for the next look at it. Free words may name people: none in the incident room. */
export function ReviewNote({ about }: { readonly about: string }) {
  const styles = useStyles();
  const { session } = useSession();
  const reviewing = useReview() !== undefined;
  const [notes, setNotes] = useKeptList("notes");
  const [draft, setDraft] = useState<string>();
  if (reviewing || (session?.incidentSince ?? null) !== null) return null;
  const note = notes.find((each) => each.about === about);
  const save = (text: string) => {
    const others = notes.filter((each) => each.about !== about);
    const kept = text.trim() === "" ? [] : [{ about, text: text.trim(), at: new Date().toISOString() }];
    setNotes([...others, ...kept]);
    setDraft(undefined);
  };
  if (draft !== undefined)
    return (
      <section aria-label="Your note" className={styles.root}>
        <Field
          label="Your note on this object"
          hint="Kept on this computer for this vault, for nobody to read without its key."
          className={styles.field}
        >
          <Textarea autoFocus value={draft} maxLength={longest} onChange={(_, { value }) => setDraft(value)} />
        </Field>
        <span className={styles.line}>
          <Button size="small" onClick={() => save(draft)}>
            Keep the note
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setDraft(undefined)}>
            Cancel
          </Button>
        </span>
      </section>
    );
  if (note === undefined)
    return (
      <Button size="small" appearance="subtle" icon={<NoteRegular />} onClick={() => setDraft("")}>
        Add a note
      </Button>
    );
  return (
    <section aria-label="Your note" className={styles.root}>
      <Text className={styles.text}>{note.text}</Text>
      <span className={styles.line}>
        <Text size={200} className={styles.quiet}>
          Noted <Moment iso={note.at} />
        </Text>
        <Button size="small" appearance="subtle" onClick={() => setDraft(note.text)}>
          Edit
        </Button>
        <Button size="small" appearance="subtle" onClick={() => save("")}>
          Remove
        </Button>
      </span>
    </section>
  );
}
