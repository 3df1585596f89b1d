import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { commandProps } from "../../commands/page-commands.ts";
import { goTo } from "../../navigation/use-route.ts";
import { ErrorBar } from "../../ui/error-bar.tsx";
import { Moment } from "../../ui/moment.tsx";
import { PageFrame } from "../../ui/page-frame.tsx";
import { SavedBar } from "../../ui/saved-bar.tsx";
import { useSession } from "../session/session-context.tsx";
import { SignedOutBar } from "../session/signed-out-bar.tsx";
import { JobActions } from "./job-actions.tsx";
import { JobMark } from "./job-mark.tsx";
import { JobOutcomes } from "./job-outcomes.tsx";
import { jobSentence, jobTitle } from "./job-words.ts";
import { ReportOnlyBar } from "./report-only-bar.tsx";
import { StoppedBar } from "./stopped-bar.tsx";
import { useJobActions } from "./use-job-actions.ts";

const useStyles = makeStyles({
  line: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "center", flexWrap: "wrap" },
  quiet: { color: tokens.colorNeutralForeground3 },
  foot: { height: tokens.spacingVerticalL, flexShrink: 0 },
});

interface JobScreenProps {
  readonly job: RecoveryJob;
  readonly onChanged: () => void;
}

/** One job: how it ended, step by step. */
export function JobScreen({ job: listed, onChanged }: JobScreenProps) {
  const styles = useStyles();
  const { session } = useSession();
  const [job, setJob] = useState(listed);
  const actions = useJobActions(job, (next) => {
    setJob(next);
    onChanged();
  });
  return (
    <PageFrame
      title={jobTitle(job)}
      focusKey={job.id}
      subtitle={jobSentence(job)}
      actions={
        <>
          <Button {...commandProps("job.back")} onClick={() => goTo({ page: "history", jobId: null })}>
            Back to the history
          </Button>
          <JobActions job={job} actions={actions} />
        </>
      }
    >
      <div className={styles.line}>
        <JobMark job={job} />
        <Text className={styles.quiet}>
          Begun <Moment iso={job.startedAt} /> by <bdi>{job.by}</bdi>
          {job.endedAt === null ? "" : ", ended "}
          {job.endedAt !== null && <Moment iso={job.endedAt} />}
          {job.undoes === undefined ? "" : `. Undoes job ${job.undoes.slice(0, 8)}`}
        </Text>
      </div>
      {session?.account === null && <SignedOutBar />}
      <ErrorBar error={actions.error} onDismiss={actions.dismiss} />
      <SavedBar path={actions.path} onDismiss={actions.forgetPath} />
      <StoppedBar job={job} />
      <ReportOnlyBar job={job} actions={actions} />
      <JobOutcomes job={job} />
      <div className={styles.foot} />
    </PageFrame>
  );
}
