import { MessageBar, MessageBarBody, MessageBarTitle, Text } from "@fluentui/react-components";
import type { ScheduleState } from "../../../preload/contract/schedule.ts";
import { Moment } from "../../ui/moment.tsx";
import { useNow } from "../../ui/use-now.ts";
import { count } from "../../ui/words.ts";
import { StateMark } from "./state-mark.tsx";

/** When the next snapshot is due, and how the last attempt went. */
export function ScheduleNow({ state }: { readonly state: ScheduleState }) {
  return (
    <>
      <NextLine state={state} />
      <LastAttempt state={state} />
    </>
  );
}

function NextLine({ state: { nextAt, retryAt } }: { readonly state: ScheduleState }) {
  const now = useNow();
  if (nextAt === null) return <Text>No snapshot is taken by itself.</Text>;
  if (Date.parse(nextAt) > now) {
    return (
      <Text>
        The next one is due <Moment iso={nextAt} />.
      </Text>
    );
  }
  return (
    <Text>
      <StateMark state="warning">Overdue</StateMark> since <Moment iso={nextAt} />
      {retryAt === null ? (
        "."
      ) : (
        <>
          , tried again <Moment iso={retryAt} />.
        </>
      )}
    </Text>
  );
}

function LastAttempt({ state: { last, failures } }: { readonly state: ScheduleState }) {
  if (last === null) return null;
  if (last.problem === null) {
    return (
      <>
        <Text>
          <StateMark state="good">Taken</StateMark> <Moment iso={last.at} />
        </Text>
        <Notes notes={last.notes} />
      </>
    );
  }
  return (
    <>
      <MessageBar intent={last.outcome === "failed" ? "error" : "warning"} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{last.outcome === "failed" ? titleOf(failures) : "Taken, but not complete"}</MessageBarTitle>{" "}
          {last.problem} (<Moment iso={last.at} />)
        </MessageBarBody>
      </MessageBar>
      <Notes notes={last.notes} />
    </>
  );
}

/** What a person would have been told beside the snapshot. */
function Notes({ notes = [] }: { readonly notes: readonly string[] | undefined }) {
  if (notes.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>What it had to tell</MessageBarTitle>
        {notes.map((note) => (
          <div key={note} style={{ overflowWrap: "anywhere" }}>
            {note}
          </div>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}

function titleOf(failures: number): string {
  return failures > 1 ? `Failed ${count(failures)} times` : "The last attempt failed";
}
