import type { PlanStep } from "../../preload/contract/plan.ts";
import type { StepFound } from "../plan/step-found.ts";
import type { ApplyRun } from "./apply-run.ts";
import { judgeStep } from "./judge-step.ts";
import { unitsOf } from "./read-found.ts";
import { readUntil } from "./read-until.ts";
import { resolveStep } from "./resolve-step.ts";

const notSeen =
  "Microsoft Graph took the write, but no read showed it before the plan deleted the object, whose recycle bin shows no such part.";

/**
 * What the plan has written into an object that it deletes now can never be read back afterwards. So it is read before: what does
 * not show is told as failed, and the object goes all the same.
 */
export async function seeBeforeDeletion(deletion: PlanStep, run: ApplyRun): Promise<void> {
  for (const planned of writesByPlace(run.reviewed).get(placeOf(deletion)) ?? []) {
    const isApplied = run.outcomes.get(planned.id)?.outcome === "applied";
    if (!isApplied || (await shows(resolveStep(planned, run.ids), run))) continue;
    run.conclude(planned, { id: planned.id, outcome: "failed", reason: notSeen });
  }
}

const known = new WeakMap<ApplyRun["reviewed"], ReadonlyMap<string, readonly PlanStep[]>>();

/** Once a run: a plan can have as many deletions as writes. */
function writesByPlace(reviewed: ApplyRun["reviewed"]): ReadonlyMap<string, readonly PlanStep[]> {
  const found = known.get(reviewed);
  if (found !== undefined) return found;
  const writes = [...reviewed.values()].filter(({ action }) => action === "update" || action === "link");
  const byPlace = Map.groupBy(writes, placeOf);
  known.set(reviewed, byPlace);
  return byPlace;
}

/** Which object a step of the plan is about. */
export function placeOf({ type, object }: Pick<PlanStep, "type" | "object">): string {
  return `${type} ${object.id}`;
}

async function shows(step: PlanStep, run: ApplyRun): Promise<boolean> {
  const isShown = (found: StepFound) => judgeStep(step, found).kind === "already";
  return isShown(await readUntil(isShown, step, unitsOf(step), run));
}
