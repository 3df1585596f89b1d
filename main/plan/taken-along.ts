import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import type { PlanInput } from "./plan-input.ts";
import { draftOf, referenceTo, type StepDraft } from "./step-draft.ts";
import type { StepFound } from "./step-found.ts";

/**
 * Enterprise applications that went to the recycle bin along with the application that a step deleted, with nobody's step of
 * their own: restoring the application does not bring them back (fault C34).
 */
export function broughtAlong(
  { type, action }: PlanStep,
  { properties: { appId } }: StepFound,
  steps: readonly PlanStep[],
  state: Pick<PlanInput, "lookup" | "allFound"> | undefined,
): readonly StepDraft[] {
  if (state === undefined || type !== "application" || action !== "delete" || typeof appId !== "string") return [];
  const own = new Set(steps.map(({ object }) => object.id));
  const wasThere = ({ id }: DirectoryObject) => {
    const before = state.lookup.before("servicePrincipal", id);
    return before !== undefined && !isSoftDeleted(before);
  };
  return [...state.allFound("servicePrincipal")]
    .filter((one) => isSoftDeleted(one) && one.properties.appId === appId && !own.has(one.id) && wasThere(one))
    .map((one) => draftOf({ object: referenceTo(one), action: "restore" }, one));
}
