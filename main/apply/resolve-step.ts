import type { PlanStep } from "../../preload/contract/plan.ts";
import { type IdMap, replaceIds, replaceIdsInText } from "../plan/replace-ids.ts";

/** The step with the new ids of what the job has made again in the place of the old ones. */
export function resolveStep(step: PlanStep, ids: IdMap): PlanStep {
  if (ids.size === 0) return step;
  return {
    ...step,
    object: step.action === "create" ? step.object : { ...step.object, id: replaceIdsInText(step.object.id, ids) },
    promised: replaceIds(step.promised, ids),
    ...(step.unlisted && { unlisted: step.unlisted.map((id) => replaceIdsInText(id, ids)) }),
    links: step.links.map(({ link, add, remove }) => ({
      link,
      add: add.map((target) => replaceIds(target, ids)),
      remove: remove.map((target) => replaceIds(target, ids)),
    })),
  };
}
