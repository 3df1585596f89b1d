import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import { isDone, type RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { idMapOf } from "../plan/id-map.ts";
import type { Vault } from "../vault/vault.ts";

type Kept = Pick<Vault, "jobs" | "plan">;

/** The steps of a job that an undo of it took back, with that undo's id; the newest, where there were several. */
export function takenBackSince(
  vault: Kept,
  { id: jobId, steps }: Pick<RecoveryJob, "id" | "steps">,
  plan: Pick<Plan, "steps">,
): ReadonlyMap<string, string> {
  const undos = vault.jobs().filter(({ undoes }) => undoes === jobId);
  if (undos.length === 0) return new Map();
  const ids = idMapOf(plan, steps);
  const written = undos.map((undo) => ({ undo: undo.id, byObject: writtenBy(vault, undo) }));
  return new Map(
    plan.steps.flatMap((step) => {
      const { id } = step.object;
      const found = written.find(({ byObject }) =>
        byObject.get(ids.get(id.toLowerCase()) ?? id)?.some((back) => takesBack(back, step)),
      );
      return found === undefined ? [] : [[step.id, found.undo] as const];
    }),
  );
}

/** What a job carried out, by the object that it wrote to. */
function writtenBy(vault: Kept, { planId, steps }: RecoveryJob): ReadonlyMap<string, readonly PlanStep[]> {
  const done = new Set(steps.filter(isDone).map(({ id }) => id));
  const planned = vault.plan(planId)?.steps ?? [];
  return Map.groupBy(
    planned.filter(({ id }) => done.has(id)),
    ({ object }) => object.id,
  );
}

/** Whether a step of an undo is about what the step wrote: the same parts, or the object as a whole. */
function takesBack(back: PlanStep, step: PlanStep): boolean {
  if (back.action === "link") return back.links.some(({ link }) => step.links.some((other) => other.link === link));
  if (back.action === "update") return Object.keys(back.expected).some((unit) => Object.hasOwn(step.promised, unit));
  return true;
}
