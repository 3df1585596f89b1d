/** What captured data can say: yes, no, or that it is not enough to know. */
export type Answer = "yes" | "no" | "unsure";

/** All have to hold. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unsure") ? "unsure" : "yes";
}

/** One is enough. */
export function anyOf(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unsure") ? "unsure" : "no";
}

export function not(answer: Answer): Answer {
  if (answer === "unsure") return answer;
  return answer === "yes" ? "no" : "yes";
}
