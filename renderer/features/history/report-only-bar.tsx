import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { useAnswer } from "../../bridge/use-answer.ts";
import { visibleName } from "../../ui/visible-text.ts";
import { countOf } from "../../ui/words.ts";
import type { JobActionsState } from "./use-job-actions.ts";

interface ReportOnlyBarProps {
  readonly job: RecoveryJob;
  readonly actions: JobActionsState;
}

const mostNamed = 5;

/** Says which policies came back as report-only, and offers the plan that switches them on. */
export function ReportOnlyBar({ job, actions }: ReportOnlyBarProps) {
  const { value: policies = [] } = useAnswer("recovery.reportOnly", { jobId: job.id });
  if (policies.length === 0) return null;
  const named = policies.slice(0, mostNamed).map(({ name }) => visibleName(name));
  const more = policies.length > named.length ? ` and ${policies.length - named.length} more` : "";
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {countOf(policies.length, "policy was made again", "policies were made again")} as report-only
        </MessageBarTitle>
        {named.join(", ")}
        {more}. What was on in the snapshot stops nobody yet: look at the sign-in logs to see whom it would stop, then
        switch it on.
      </MessageBarBody>
      <MessageBarActions>
        <Button disabledFocusable={actions.running} onClick={actions.switchOn}>
          Plan to switch on
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
