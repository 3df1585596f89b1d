import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { EyeOffRegular } from "@fluentui/react-icons/svg/eye-off";
import { useAnswer } from "../../bridge/use-answer.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { ChangedCard } from "./changed-card.tsx";
import { DeadlineCard } from "./deadline-card.tsx";
import { NotesCard } from "./notes-card.tsx";
import { RecoveriesCard } from "./recoveries-card.tsx";
import type { IncidentRoom } from "./use-incident-room.ts";
import { incidentKey } from "./use-incident-room.ts";

const nothing = {};

const useStyles = makeStyles({
  cards: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(420px, 1fr))",
    alignItems: "start",
    gap: tokens.spacingHorizontalL,
  },
});

/** What a meeting about an incident looks at: what is known, what was decided, what runs out. */
export function IncidentPage({ room }: { readonly room: IncidentRoom }) {
  const styles = useStyles();
  const { value: board, error, reload } = useAnswer("incident.board", room.since === null ? undefined : nothing);
  if (room.since === null) return <ClosedRoom room={room} />;
  return (
    <PageFrame title="What we know" scrolling subtitle="For the meeting. Everything noted here is kept in the vault.">
      <ErrorBar error={error} onRetry={reload} />
      {board === undefined && error === undefined && <Loading what="Reading the log" />}
      {board !== undefined && (
        <div className={styles.cards}>
          <NotesCard kind="fact" drafts={room.drafts} notes={board.notes} onChanged={reload} />
          <NotesCard kind="decision" drafts={room.drafts} notes={board.notes} onChanged={reload} />
          <DeadlineCard bin={board.bin} />
          <ChangedCard />
          <RecoveriesCard />
        </div>
      )}
    </PageFrame>
  );
}

function ClosedRoom({ room }: { readonly room: IncidentRoom }) {
  return (
    <PageFrame title="Incident room" scrolling>
      <ErrorBar error={room.action.error} onRetry={room.enter} onDismiss={room.action.dismiss} />
      <EmptyState
        icon={<EyeOffRegular />}
        title="For a screen that others look at"
        action={
          <Button appearance="primary" disabledFocusable={room.action.running || room.busy} onClick={room.enter}>
            {room.action.running ? "Opening the incident room…" : `Open the incident room (${incidentKey})`}
          </Button>
        }
      >
        Large type, and people's names, addresses and phone numbers replaced by pseudonyms that stay the same in this
        vault. A page for the meeting holds what is known, what was decided, and when deleted items expire.
      </EmptyState>
    </PageFrame>
  );
}
