import type { Plan } from "../../preload/contract/plan.ts";
import type { StepOutcome } from "../../preload/contract/recovery-job.ts";
import type { IdMap } from "./replace-ids.ts";

/** What a job has made again so far: old ids and client ids, in lower case → the new ones. */
export function idMapOf(plan: Pick<Plan, "steps">, outcomes: readonly StepOutcome[]): IdMap {
  const made = new Map(outcomes.filter(({ newId }) => newId !== undefined).map((outcome) => [outcome.id, outcome]));
  return new Map(plan.steps.flatMap((step) => newIdsOf(step, made.get(step.id))));
}

/** The old and new ids of one step that made something again. */
export function newIdsOf(
  { object, promised }: Plan["steps"][number],
  outcome: Pick<StepOutcome, "newId" | "newAppId"> | undefined,
): readonly (readonly [string, string])[] {
  const { newId, newAppId } = outcome ?? {};
  return [
    ...(newId === undefined ? [] : [[object.id.toLowerCase(), newId] as const]),
    ...(newAppId === undefined || typeof promised.appId !== "string"
      ? []
      : [[promised.appId.toLowerCase(), newAppId] as const]),
  ];
}
