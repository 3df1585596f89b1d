import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { proveJob, resumeJob, runPlan } from "../flows/recover.ts";
import type { Engine } from "./engine.ts";
import { planOf } from "./plan-handlers.ts";
import type { Handlers } from "./router.ts";

type RecoveryMethods = "recovery.apply" | "recovery.resume" | "recovery.verify" | "history.jobs";

export function recoveryHandlers(engine: Engine): Pick<Handlers, RecoveryMethods> {
  return {
    "recovery.apply": ({ planId, hash, acknowledged }) => apply(engine, planId, hash, acknowledged),
    "recovery.resume": ({ jobId }) => engine.work((control) => resumeJob(engine.session(), jobId, control)),
    "recovery.verify": ({ jobId }) => engine.work((control) => proveJob(engine.session(), jobId, control)),
    "history.jobs": async () => engine.session().vault.jobs(),
  };
}

async function apply(
  engine: Engine,
  planId: string,
  hash: string,
  acknowledged: readonly string[],
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
  return engine.work((control) => runPlan(engine.session(), plan, hash, control));
}
