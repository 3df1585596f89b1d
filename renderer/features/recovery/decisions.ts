import type { DeadReference, PlanAnswer, PlanConflict } from "../../../preload/contract/plan.ts";
import type { PlanSummary } from "../../../preload/contract/views.ts";

/** What the person has decided so far, by what it is about. */
export type Decisions = ReadonlyMap<string, PlanAnswer>;

type Decided = Pick<PlanSummary, "conflicts" | "deadReferences" | "madeAgainPolicies">;

/** The decisions that the plan was made with. */
export function decisionsIn({ conflicts = [], deadReferences = [], madeAgainPolicies: made }: Decided): Decisions {
  const answers = [
    ...conflicts.flatMap(({ key, answer }) => (answer === "open" ? [] : [{ about: key, answer }])),
    ...deadReferences.flatMap(answerOfReference),
    ...(made === undefined ? [] : [{ about: "policies", answer: made.answer }]),
  ];
  return new Map(answers.map((answer) => [answer.about, answer]));
}

function answerOfReference({ id, answer, replacement }: DeadReference): readonly PlanAnswer[] {
  if (answer === "open") return [];
  return [{ about: id, answer, ...(replacement === undefined ? {} : { with: replacement.id }) }];
}

/** All conflicts with the same answer; what was decided about dead references stays. */
export function decideAll(
  decisions: Decisions,
  conflicts: readonly PlanConflict[],
  answer: "keep" | "put-back",
): Decisions {
  return new Map<string, PlanAnswer>([
    ...decisions,
    ...conflicts.map(({ key }) => [key, { about: key, answer }] as const),
  ]);
}

/** Whether the plan was made with other decisions than these: then it has to be made again. */
export function differFrom(plan: Decided, decisions: Decisions): boolean {
  const made = decisionsIn(plan);
  const isSame = ({ about, answer, with: other }: PlanAnswer) => {
    const before = made.get(about);
    return before?.answer === answer && before.with === other;
  };
  return decisions.size !== made.size || ![...decisions.values()].every(isSame);
}

/** A replacement that is not named yet is no decision. */
export function isComplete(decisions: Decisions): boolean {
  return [...decisions.values()].every(
    ({ answer, with: other }) => answer !== "replace" || (other ?? "").trim() !== "",
  );
}

/** How many questions nobody has answered. */
export function openCount({ conflicts = [], deadReferences = [] }: Decided, decisions: Decisions): number {
  const keys = [...conflicts.map(({ key }) => key), ...deadReferences.map(({ id }) => id)];
  return keys.filter((key) => !decisions.has(key)).length;
}
