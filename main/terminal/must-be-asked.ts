import type { Plan, PlanAnswer } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** Stand for all questions of a kind, of which there may be none. */
const general = ["conflicts", "references", "policies"];

/** USAGE_INVALID for an answer to a question that the plan never asked: a slip of the pen would leave the real one open. */
export function mustBeAsked(answers: readonly PlanAnswer[], { conflicts = [], deadReferences = [] }: Plan): void {
  const asked = [...conflicts.map(({ key }) => key), ...deadReferences.map(({ id }) => id)];
  const known = new Set([...general, ...asked].map((question) => question.toLowerCase()));
  const [strange] = answers.filter(({ about }) => !known.has(about.toLowerCase()));
  if (strange !== undefined) {
    const some = asked.length === 0 ? "It asks nothing." : `It asks about ${asked.slice(0, 5).join(", ")}.`;
    throw new ReinstateError(
      "USAGE_INVALID",
      `The plan asks nothing about "${strange.about}". ${some} No plan was written.`,
    );
  }
  mustFitTheQuestion(answers, conflicts);
}

/** What is gone is not kept, nor is what others changed dropped: the question would stay open without a word. */
function mustFitTheQuestion(answers: readonly PlanAnswer[], conflicts: NonNullable<Plan["conflicts"]>): void {
  const keys = new Set(conflicts.map(({ key }) => key));
  for (const { about, answer } of answers) {
    const isOfConflicts = answer === "keep" || answer === "put-back";
    if (general.includes(about) || keys.has(about.toLowerCase()) === isOfConflicts) continue;
    const ways = isOfConflicts ? "drop, replace:OTHER-ID or stop" : "keep or put-back";
    throw new ReinstateError(
      "USAGE_INVALID",
      `${about} is answered with ${ways}, not with ${answer}. No plan was written.`,
    );
  }
}
