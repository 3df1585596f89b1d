import { Link, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useAnswer } from "../../bridge/use-answer.ts";
import { formatRoute } from "../../navigation/route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Moment } from "../../ui/moment.tsx";
import { jobSentence, jobTitle } from "../history/job-words.ts";
import { RoomCard } from "./room-card.tsx";

const nothing = {};

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** What was put back so far, newest first. */
export function RecoveriesCard() {
  const styles = useStyles();
  const { value: jobs, error, reload } = useAnswer("history.jobs", nothing);
  return (
    <RoomCard title="What was put back">
      <ErrorBar error={error} onRetry={reload} />
      {jobs?.length === 0 && <Text>Nothing yet.</Text>}
      <ul className={styles.list} aria-label="Recoveries">
        {jobs?.map((job) => (
          <li key={job.id}>
            <Link href={formatRoute({ page: "history", jobId: job.id })}>{jobTitle(job)}</Link>,{" "}
            <Moment iso={job.startedAt} />. {jobSentence(job)}
          </li>
        ))}
      </ul>
    </RoomCard>
  );
}
