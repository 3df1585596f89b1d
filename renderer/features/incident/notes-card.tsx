import { Button, Field, makeStyles, mergeClasses, Text, Textarea, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { IncidentNote } from "../../../preload/contract/incident.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Moment } from "../../ui/moment.tsx";
import { RoomCard } from "./room-card.tsx";
import type { IncidentRoom } from "./use-incident-room.ts";

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: "none", display: "grid", gap: tokens.spacingVerticalM },
  note: { display: "grid", gridTemplateColumns: "minmax(0, 1fr) auto", gap: tokens.spacingHorizontalM },
  text: { overflowWrap: "anywhere", whiteSpace: "pre-wrap" },
  struck: { textDecorationLine: "line-through", color: tokens.colorNeutralForeground3 },
  quiet: { color: tokens.colorNeutralForeground3, display: "block" },
  form: { display: "grid", gap: tokens.spacingVerticalS, justifyItems: "start" },
  field: { width: "100%" },
});

const words = {
  fact: {
    title: "Facts",
    about: "What is certain by now.",
    none: "Nothing noted yet.",
    label: "Another fact",
    add: "Note this fact",
    strike: "No longer true",
  },
  decision: {
    title: "Decisions",
    about: "The running log: what was decided, when, and who was signed in.",
    none: "Nothing decided yet.",
    label: "Another decision",
    add: "Log this decision",
    strike: "Withdraw",
  },
} as const;

interface NotesCardProps {
  readonly kind: IncidentNote["kind"];
  readonly drafts: IncidentRoom["drafts"];
  readonly notes: readonly IncidentNote[];
  readonly onChanged: () => void;
}

/** The log of one kind, newest first, and the way to add to it. Nothing in it is ever erased. */
export function NotesCard({ kind, drafts, notes, onChanged }: NotesCardProps) {
  const styles = useStyles();
  const client = useClient();
  const { running, error, run, dismiss } = useAction();
  const { title, about, none, label, add, strike } = words[kind];
  const [text, setText] = useState(drafts.get(kind) ?? "");
  const write = (next: string) => {
    drafts.set(kind, next);
    setText(next);
  };
  const shown = notes.filter((note) => note.kind === kind).toReversed();
  const submit = () =>
    run(async () => {
      await client.call("incident.note", { kind, text });
      write("");
      onChanged();
    });
  const withdraw = (id: string) =>
    run(async () => {
      await client.call("incident.withdraw", { id });
      onChanged();
    });
  return (
    <RoomCard title={title} about={about}>
      <ErrorBar error={error} onDismiss={dismiss} />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") submit();
        }}
      >
        <Field label={label} className={styles.field}>
          <Textarea value={text} maxLength={2000} resize="vertical" onChange={(_, { value }) => write(value)} />
        </Field>
        <Button type="submit" disabledFocusable={running || text.trim() === ""}>
          {add}
        </Button>
      </form>
      {shown.length === 0 && <Text className={styles.quiet}>{none}</Text>}
      <ol className={styles.list} aria-label={title}>
        {shown.map((note) => (
          <li key={note.id} className={styles.note}>
            <div>
              <Text className={mergeClasses(styles.text, note.withdrawnAt !== undefined && styles.struck)}>
                {note.text}
              </Text>
              <NoteFacts note={note} />
            </div>
            {note.withdrawnAt === undefined && (
              <Button
                size="small"
                appearance="subtle"
                aria-label={`${strike}: ${note.text}`}
                onClick={() => withdraw(note.id)}
              >
                {strike}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </RoomCard>
  );
}

function NoteFacts({ note }: { readonly note: IncidentNote }) {
  const styles = useStyles();
  return (
    <Text size={200} className={styles.quiet}>
      <Moment iso={note.at} />
      {note.by !== null && <> · {note.by}</>}
      {note.withdrawnAt !== undefined && (
        <>
          {" "}
          · withdrawn <Moment iso={note.withdrawnAt} />
        </>
      )}
    </Text>
  );
}
