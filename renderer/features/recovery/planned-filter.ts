import type { ChangeKind } from "../../../preload/contract/change.ts";
import type { ChangeFilter } from "../../../preload/contract/filter.ts";
import { withField } from "../report/selection.ts";
import type { Choice } from "./wizard-state.ts";

/** The kinds that a person chooses from; `removed` includes soft-deleted. What was added is a choice of its own. */
export const recoverableKinds = ["modified", "removed"] as const;
export type RecoverableKind = (typeof recoverableKinds)[number];

export function choosesKind({ filter }: Choice, kind: RecoverableKind): boolean {
  if (filter.kinds === undefined) return true;
  return filter.kinds.includes(kind) || (kind === "removed" && filter.kinds.includes("soft-deleted"));
}

/** The choice with one kind taken in or out. */
export function toggleKind(choice: Choice, kind: RecoverableKind): Choice {
  const chosen = recoverableKinds.filter((each) => choosesKind(choice, each) !== (each === kind));
  return { ...choice, filter: withField(choice.filter, "kinds", chosen) };
}

/** The filter that the plan is made with. What was added since only takes part where its removal was asked for. */
export function plannedFilter(choice: Choice): ChangeFilter {
  const { filter, removeAdded } = choice;
  const kept: readonly ChangeKind[] = filter.kinds ?? recoverableKinds;
  const kinds = kept.filter((kind) => kind !== "added" && kind !== "restored");
  return { ...filter, kinds: removeAdded ? [...kinds, "added"] : kinds };
}
