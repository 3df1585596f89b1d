import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import type { JobState, RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { canResume } from "./job-words.ts";

const titles: Partial<Record<JobState, string>> = {
  paused: "It is paused",
  cancelled: "It was stopped before the end",
  interrupted: "It was interrupted",
};

/** Why a job did not get to its end, and what happens to it now. */
export function StoppedBar({ job }: { readonly job: RecoveryJob }) {
  if (!canResume(job)) return null;
  const reason = job.steps.find(({ outcome }) => outcome === "pending")?.reason;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{titles[job.state]}</MessageBarTitle>
        {reason === undefined ? "Reinstate ended while it ran." : reason.replace(/^Not (?:finished|begun): /u, "")} What
        was written stays written and is in the journal. Resume goes on from there: nothing is done twice, and you sign
        in again where that is needed.
      </MessageBarBody>
    </MessageBar>
  );
}
