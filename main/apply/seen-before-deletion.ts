import type { PlanStep } from "../../preload/contract/plan.ts";
import type { ApplyRun } from "./apply-run.ts";
import { judgeStep } from "./judge-step.ts";
import { readFound, unitsOf } from "./read-found.ts";
import { resolveStep } from "./resolve-step.ts";
import { betweenReadsMs, patienceMs } from "./send-request.ts";

const notSeen =
  "Microsoft Graph took the write, but no read showed it before the plan deleted the object, whose recycle bin shows no such part.";

/**
 * What the plan has written into an object that it deletes now can never be read back afterwards. So it is read before: what does
 * not show is told as failed, and the object goes all the same.
 */
export async function seeBeforeDeletion({ type, object }: PlanStep, run: ApplyRun): Promise<void> {
  for (const planned of run.reviewed.values()) {
    const isWrite = planned.action === "update" || planned.action === "link";
    if (!isWrite || run.outcomes.get(planned.id)?.outcome !== "applied") continue;
    const step = resolveStep(planned, run.ids);
    if (step.type !== type || step.object.id !== object.id || (await shows(step, run))) continue;
    run.conclude(planned, { id: planned.id, outcome: "failed", reason: notSeen });
  }
}

async function shows(step: PlanStep, run: ApplyRun): Promise<boolean> {
  for (let waited = 0; waited <= patienceMs; waited += betweenReadsMs) {
    if (judgeStep(step, await readFound(step, unitsOf(step), run.reading)).kind === "already") return true;
    await run.clock.wait(betweenReadsMs, run.signal);
  }
  return false;
}
