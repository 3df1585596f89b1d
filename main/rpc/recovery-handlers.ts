import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { unheardSteps } from "../exchange/job-record.ts";
import { jobRecordAs, type RecordFormat } from "../exchange/job-record-as.ts";
import { writeTextFile } from "../exchange/write-text-file.ts";
import { jobRecord } from "../flows/job-record.ts";
import type { WriteControl } from "../flows/recover.ts";
import { callOff, jobAndPlan, proveJob, resumeJob, runPlan } from "../flows/recover.ts";
import type { TenantSession } from "../flows/tenant-session.ts";
import type { Engine } from "./engine.ts";
import { planOf } from "./plan-handlers.ts";
import type { Handlers } from "./router.ts";
import { RunningRecoveries } from "./running-recoveries.ts";

type RecoveryMethods =
  | "recovery.apply"
  | "recovery.resume"
  | "recovery.pause"
  | "recovery.callOff"
  | "recovery.follow"
  | "recovery.verify"
  | "history.jobs"
  | "history.unheard"
  | "history.saveRecord";

export function recoveryHandlers(engine: Engine): Pick<Handlers, RecoveryMethods> {
  const recoveries = new RunningRecoveries();
  return {
    "recovery.apply": ({ planId, hash, acknowledged }) =>
      recoveries.during(planId, (pause) => apply(engine, planId, hash, acknowledged, pause)),
    "recovery.resume": async ({ jobId }) => {
      const { plan } = jobAndPlan(engine.session(), jobId);
      return recoveries.during(plan.id, (pause) => resume(engine, jobId, pause));
    },
    "recovery.pause": async ({ planId }) => ({ pausing: recoveries.pause(planId) }),
    "recovery.callOff": async ({ jobId }) => callOff(engine.session(), jobId),
    "recovery.follow": ({ planId }) => recoveries.follow(engine.session().vault, planId),
    "recovery.verify": ({ jobId }) => engine.work((control) => proveJob(engine.session(), jobId, control)),
    "history.jobs": async () => recoveries.jobs(engine.session().vault),
    "history.unheard": async ({ jobId }) => unheardSteps(jobRecord(engine.session().vault, jobId)),
    "history.saveRecord": ({ jobId, format }) => saveRecord(engine, jobId, format),
  };
}

async function saveRecord(engine: Engine, jobId: string, format: RecordFormat): Promise<{ readonly path: string }> {
  const record = jobRecord(engine.session().vault, jobId);
  const path = await engine.options.chooseFile(`reinstate-record-${jobId}.${format}`);
  if (path === undefined) throw new ReinstateError("CANCELLED", "The record was not saved.");
  await writeTextFile(path, jobRecordAs(format, record));
  return { path };
}

async function apply(
  engine: Engine,
  planId: string,
  hash: string,
  acknowledged: readonly string[],
  pause: AbortSignal,
): Promise<RecoveryJob> {
  const plan = planOf(engine, planId);
  const open = plan.warnings.filter((warning) => warning.severity === "stop" && !acknowledged.includes(warning.code));
  if (open.length > 0) {
    const sentences = open.map((warning) => warning.message).join(" ");
    throw new ReinstateError(
      "USAGE_INVALID",
      `Read and accept these warnings first; nothing was written: ${sentences}`,
    );
  }
  return engine.work(async (control) => {
    const session = engine.session();
    return runPlan(session, plan, hash, confirmed(engine, session, { ...control, pause }));
  });
}

function resume(engine: Engine, jobId: string, pause: AbortSignal): Promise<RecoveryJob> {
  return engine.work(async (control) => {
    const session = engine.session();
    return resumeJob(session, jobId, confirmed(engine, session, { ...control, pause }));
  });
}

/** What the page knows is never enough to write: the host asks the person first. */
function confirmed(engine: Engine, session: TenantSession, control: WriteControl): WriteControl {
  return {
    ...control,
    confirm: async (plan) => {
      const total = plan.steps.length;
      control.onProgress?.({
        work: "apply",
        message: waitingMessage,
        done: 0,
        total,
        perSecond: null,
        secondsLeft: null,
      });
      const letThrough = await engine.confirmation.confirm(session, plan, control.signal);
      return (planHash) => {
        // The page could have locked the vault or changed to another one while the question was open.
        if (engine.session() !== session)
          throw new ReinstateError("CANCELLED", "The vault was closed meanwhile. Nothing was written.");
        letThrough(planHash);
      };
    },
  };
}

const waitingMessage = "Waiting for you to confirm in Reinstate's own window";
