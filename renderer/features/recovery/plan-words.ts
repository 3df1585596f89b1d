import type { StepAction } from "../../../preload/contract/plan.ts";
import { stepActions } from "../../../preload/contract/plan.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";
import { actionWords, countOf } from "../../ui/words.ts";

/** "3 updates, 1 restore and 2 deletions". */
export function actionsSentence(byAction: PlanSummary["byAction"]): string {
  const present: readonly StepAction[] = stepActions.filter((action) => (byAction[action] ?? 0) > 0);
  const parts = present.map((action) => {
    const { one, many } = actionWords[action].noun;
    return countOf(byAction[action] ?? 0, one, many);
  });
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}
