import type { Plan } from "../../preload/contract/plan.ts";
import { createExistenceCheck } from "./existence.ts";
import type { PlanInput } from "./plan-input.ts";
import type { IdMap } from "./replace-ids.ts";
import type { StepFound } from "./step-found.ts";
import { stillNamed } from "./still-named.ts";

/** Old ids of what was made again, and what Graph would refuse a former value for: who has gone, and does not come back with this. */
export function goneIds(
  { steps }: Plan,
  ids: IdMap,
  founds: ReadonlyMap<string, StepFound>,
  state: Pick<PlanInput, "lookup" | "allFound" | "unreadNow"> | undefined,
): ReadonlySet<string> {
  if (state === undefined) return new Set(ids.keys());
  const back = steps.filter(({ id, action }) => action === "delete" && founds.has(id));
  const existence = createExistenceCheck(state, new Set(back.map(({ object }) => object.id.toLowerCase())));
  const named = steps.flatMap((step) => {
    const { properties = {} } = (step.action === "update" && founds.get(step.id)) || {};
    return [...stillNamed(step, properties, existence).values()].flat();
  });
  return new Set([...ids.keys(), ...named.map((id) => id.toLowerCase())]);
}
