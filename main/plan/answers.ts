import type { DeadReference, MadeAgainPolicies, PlanAnswer, PlanConflict } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";

/** What a person has decided, looked up by what it is about. */
export interface Answers {
  conflict(key: string): PlanConflict["answer"];
  reference(id: string): { readonly answer: DeadReference["answer"]; readonly with?: string };
  policies(): MadeAgainPolicies["answer"];
}

const ofConflicts = ["keep", "put-back"];
const ofReferences = ["drop", "replace", "stop"] as const;
const ofPolicies = ["report-only", "switch-on"];

/** USAGE_INVALID where an answer does not fit what it is about. `conflicts` and `references` stand for all the rest. */
export function readAnswers(given: readonly PlanAnswer[] = []): Answers {
  for (const one of given) mustFit(one);
  const answers = new Map(given.map((one) => [one.about.toLowerCase(), one]));
  return {
    conflict(key) {
      const { answer } = answers.get(key) ?? answers.get("conflicts") ?? {};
      return answer === "keep" || answer === "put-back" ? answer : "open";
    },
    reference(id) {
      const found = answers.get(id.toLowerCase()) ?? answers.get("references");
      const answer = ofReferences.find((one) => one === found?.answer);
      if (answer === undefined) return { answer: "open" };
      return { answer, ...(found?.with === undefined ? {} : { with: found.with }) };
    },
    policies: () => (answers.get("policies")?.answer === "switch-on" ? "switch-on" : "report-only"),
  };
}

function mustFit({ about, answer, with: replacement }: PlanAnswer): void {
  if ((about === "policies") !== ofPolicies.includes(answer))
    throw new ReinstateError(
      "USAGE_INVALID",
      `Policies that are made again are answered all together, with policies=report-only or policies=switch-on.`,
    );
  const isConflict = ofConflicts.includes(answer);
  if (about === "conflicts" && !isConflict)
    throw new ReinstateError("USAGE_INVALID", `Conflicts are answered with keep or put-back, not with ${answer}.`);
  if (about === "references" && (isConflict || answer === "replace"))
    throw new ReinstateError("USAGE_INVALID", `All dead references together are answered with drop or stop.`);
  if ((answer === "replace") !== (replacement !== undefined))
    throw new ReinstateError(
      "USAGE_INVALID",
      `Say for ${about} by which object it is replaced, and only where it is: ${about}=replace:ID.`,
    );
}
