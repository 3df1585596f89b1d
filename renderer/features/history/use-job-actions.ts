import { useState } from "react";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { BridgeError } from "../../bridge/bridge-error.ts";
import { useClient } from "../../bridge/client-context.tsx";
import { useAction } from "../../bridge/use-action.ts";
import type { DocumentFormat } from "../../ui/save-menu.tsx";
import { useWizard } from "../recovery/wizard-context.tsx";

export interface JobActionsState {
  readonly running: boolean;
  readonly error: BridgeError | undefined;
  readonly dismiss: () => void;
  readonly verify: () => void;
  readonly resume: () => void;
  readonly undo: () => void;
  readonly switchOn: () => void;
  readonly save: (format: DocumentFormat) => void;
  /** Where the record went. */
  readonly path: string | undefined;
  readonly forgetPath: () => void;
}

/** What can be done with a job. `onJob` hears how it stands afterwards. */
export function useJobActions({ id }: RecoveryJob, onJob: (job: RecoveryJob) => void): JobActionsState {
  const client = useClient();
  const { review } = useWizard();
  const { running, error, run, dismiss } = useAction();
  const [path, setPath] = useState<string>();
  const plan = (method: "recovery.makeUndoPlan" | "recovery.makeSwitchOnPlan") => {
    const madeAt = window.location.hash;
    run(async () => review(await client.call(method, { jobId: id }), madeAt));
  };
  return {
    running,
    error,
    dismiss,
    verify: () => run(async () => onJob(await client.call("recovery.verify", { jobId: id }))),
    resume: () => run(async () => onJob(await client.call("recovery.resume", { jobId: id }))),
    undo: () => plan("recovery.makeUndoPlan"),
    switchOn: () => plan("recovery.makeSwitchOnPlan"),
    save: (format) => run(async () => setPath((await client.call("history.saveRecord", { jobId: id, format })).path)),
    path,
    forgetPath: () => setPath(undefined),
  };
}
