import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { type JsonValue, jsonText } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart, Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import { resolveStep } from "../apply/resolve-step.ts";
import { idMapOf } from "../plan/id-map.ts";
import { nameToFind } from "../plan/name-to-find.ts";
import type { StepFound } from "../plan/step-found.ts";
import { writtenSteps } from "../plan/written-steps.ts";
import type { Vault } from "../vault/vault.ts";

export interface MadeUnheard {
  /** The job, with the ids of what it made without hearing of it. */
  readonly job: RecoveryJob;
  /** Where nobody can tell what it made. */
  readonly unsure: readonly ImpossiblePart[];
}

/**
 * A job that was killed between a POST and its answer has made something again and does not know the id. What goes by the name
 * in snapshot `now`, and did not before the POST, is that, as far as anybody can tell. Where Graph refused the POST it is not.
 */
export function madeUnheard(
  vault: Pick<Vault, "objects">,
  now: number,
  { plan, job, journal }: { readonly plan: Plan; readonly job: RecoveryJob; readonly journal: readonly JournalEntry[] },
): MadeUnheard {
  const { founds } = writtenSteps(job, journal);
  const outcomes = new Map(job.steps.map((outcome) => [outcome.id, outcome]));
  const unsure: ImpossiblePart[] = [];
  for (const step of plan.steps) {
    const found = founds.get(step.id);
    if (step.action !== "create" || found === undefined || outcomes.get(step.id)?.newId !== undefined) continue;
    // An enterprise application carries the new client id of an application that the job had made before.
    const asMade = resolveStep(step, idMapOf(plan, [...outcomes.values()]));
    const made = newNamesakes(vault, now, asMade, found);
    const [one] = made;
    if (made.length > 1) unsure.push(line(step));
    else if (one !== undefined)
      outcomes.set(step.id, { outcome: "pending", ...outcomes.get(step.id), id: step.id, ...one });
  }
  return { job: { ...job, steps: [...outcomes.values()] }, unsure };
}

function newNamesakes(
  vault: Pick<Vault, "objects">,
  now: number,
  step: PlanStep,
  { namesakes }: StepFound,
): readonly Pick<StepOutcome, "newId" | "newAppId">[] {
  const [name, value] = nameToFind(step);
  const isMeant = (text: JsonValue | undefined) => jsonText(text).toLowerCase() === value.toLowerCase();
  return [...vault.objects(now, step.type)]
    .filter((object) => !isSoftDeleted(object) && isMeant(object.properties[name]) && !namesakes.includes(object.id))
    .map(({ id, properties: { appId } }) => ({
      newId: id,
      ...(step.type === "application" && typeof appId === "string" ? { newAppId: appId } : {}),
    }));
}

function line({ object }: PlanStep): ImpossiblePart {
  return {
    object,
    reason:
      "The job was cut off while it made this again, and several new objects go by its name: nobody can tell which of them is the job's.",
    manual: "Look at them in the admin centre, and delete the one that nobody needs.",
  };
}
