import { Button, Text } from "@fluentui/react-components";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { PlayCircleRegular } from "@fluentui/react-icons/svg/play-circle";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { useWork } from "../../bridge/client-context.tsx";
import { commandProps } from "../../commands/page-commands.ts";
import { documentFormats, SaveMenu } from "../../ui/save-menu.tsx";
import { PauseButton } from "../recovery/pause-button.tsx";
import { stoppingWords, useStopping } from "../recovery/use-stopping.ts";
import { canResume } from "./job-words.ts";
import type { JobActionsState } from "./use-job-actions.ts";

interface JobActionsProps {
  readonly job: RecoveryJob;
  readonly actions: JobActionsState;
}

export function JobActions({ job, actions }: JobActionsProps) {
  const { running, verify, resume, undo, save } = actions;
  const method = useWork()?.method;
  const isUnderWay = job.state === "running" || (running && method === "recovery.resume");
  return (
    <>
      {isUnderWay && <Pause planId={job.planId} />}
      {canResume(job) && (
        <Button appearance="primary" icon={<PlayCircleRegular />} disabledFocusable={running} onClick={resume}>
          Resume
        </Button>
      )}
      <Button
        icon={<CheckmarkCircleRegular />}
        disabledFocusable={running}
        {...commandProps("job.verify")}
        onClick={verify}
      >
        Verify again
      </Button>
      <Button icon={<ArrowUndoRegular />} disabledFocusable={running} {...commandProps("job.plan-undo")} onClick={undo}>
        Make undo plan
      </Button>
      <SaveMenu words="Save the record" formats={documentFormats} onSave={save} />
    </>
  );
}

function Pause({ planId }: Pick<RecoveryJob, "planId">) {
  const { stopping, pause } = useStopping(async () => [planId]);
  return (
    <>
      <Text role="status">{stopping === undefined ? "" : stoppingWords[stopping]}</Text>
      <PauseButton stopping={stopping} pause={pause} />
    </>
  );
}
