import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { nameToFind } from "./name-to-find.ts";
import type { PlanInput } from "./plan-input.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * Steps that make something again say who goes by its name already, as a person has seen it in the review: whoever comes by that
 * name later was perhaps made by hand instead, and the step would make a second one.
 */
export function withNamesakes(
  drafts: readonly StepDraft[],
  { allFound }: Pick<PlanInput, "allFound">,
): readonly StepDraft[] {
  const makings = Map.groupBy(
    drafts.filter(({ action }) => action === "create"),
    ({ type }) => type,
  );
  const ids = new Map<StepDraft, string[]>();
  for (const [type, made] of makings) {
    const byName = Map.groupBy(made, nameOf);
    for (const found of allFound(type)) {
      if (isSoftDeleted(found)) continue;
      for (const draft of byName.get(nameOf({ type, promised: found.properties })) ?? [])
        ids.set(draft, [...(ids.get(draft) ?? []), found.id]);
    }
  }
  return drafts.map((draft) => (draft.action === "create" ? { ...draft, namesakes: ids.get(draft) ?? [] } : draft));
}

function nameOf(step: Parameters<typeof nameToFind>[0]): string {
  return nameToFind(step)[1].toLowerCase();
}
