import type { ObjectReference } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanStep, PlanWarning } from "../../preload/contract/plan.ts";
import { nameToFind } from "./name-to-find.ts";
import { namesOf } from "./names-of-objects.ts";
import type { PlanInput } from "./plan-input.ts";

/** What an earlier job made again and is there, so that the plan goes by it. */
export interface MadeBefore {
  readonly oldId: string;
  readonly object: ObjectReference;
  readonly job: string;
  /** When that job began; ISO 8601 UTC. */
  readonly on: string;
}

/** Nobody should look for a step that makes again what an earlier job made: why there is none. */
export function madeBeforeNotes(madeBefore: readonly MadeBefore[]): readonly PlanWarning[] {
  return [...Map.groupBy(madeBefore, ({ job }) => job)].map(([job, made]) => {
    const objects = made.map(({ object }) => object);
    const [was, it] = made.length === 1 ? ["was", "it"] : ["were", "them"];
    const message = `${namesOf(objects)} ${was} made again by job ${job} on ${made[0]?.on.slice(0, 10)} under a new id. The plan compares ${it} with the snapshot by that id and does not make ${it} again.`;
    return { code: "made-before", severity: "note", message, objects };
  });
}

/** Something of the same name that came since the snapshot: perhaps what is to be made again, by somebody's hand. */
export function namesakeWarnings(
  steps: readonly PlanStep[],
  { lookup, allFound }: Pick<PlanInput, "lookup" | "allFound">,
): readonly PlanWarning[] {
  const makings = steps.filter(({ action }) => action === "create");
  const going = new Set(steps.filter(({ action }) => action === "delete").map(({ object }) => object.id));
  const objects = [...Map.groupBy(makings, ({ type }) => type)].flatMap(([type, made]) => {
    const wanted = new Map(made.map((step) => [nameToFind(step)[1].toLowerCase(), step.object]));
    return [...allFound(type)].flatMap((found) => {
      const [, name] = nameToFind({ type, promised: found.properties });
      const object = wanted.get(name.toLowerCase());
      if (object === undefined || isSoftDeleted(found) || going.has(found.id)) return [];
      return lookup.before(type, found.id) === undefined ? [object] : [];
    });
  });
  if (objects.length === 0) return [];
  const message = `Something is there under another id that goes by the name of ${namesOf(objects)} and was not in the snapshot: perhaps somebody made it again by hand. This plan would make a second one. Leave it out of the plan, unless there should be two.`;
  return [{ code: "namesake", severity: "stop", message, objects }];
}
