import type { Change } from "../../preload/contract/change.ts";
import type { DeadReference, Plan, PlanAnswer, PlanConflict } from "../../preload/contract/plan.ts";

/** What only a person can decide: parts of the first changed people that others changed too, and a group that is gone. */
export function fakeQuestions(
  changes: readonly Change[],
  count: number,
  answers: readonly PlanAnswer[],
): Pick<Plan, "conflicts" | "deadReferences"> {
  const edited = changes.filter(({ attributes }) => attributes.length > 0).slice(0, count);
  const conflicts = edited.map((change, index) => fakeConflict(change, index, answers));
  const given = answers.find(({ about }) => about === goneId);
  const [named] = changes;
  const places = named === undefined ? [] : [{ object: referenceTo(named), path: "conditions.users.excludeGroups" }];
  const answer: DeadReference["answer"] =
    given?.answer === "drop" || given?.answer === "stop" || given?.answer === "replace" ? given.answer : "open";
  const id = given?.with;
  const replacement = id === undefined ? {} : { replacement: { type: "group" as const, id, name: "Contractors" } };
  const gone = { id: goneId, name: "Contractors 2024", inBin: false, places, answer, ...replacement };
  return { conflicts, deadReferences: [gone] };
}

const goneId = "99999999-0000-4000-8000-000000000001";

function referenceTo({ type, id, name }: Change) {
  return { type, id, name };
}

function fakeConflict(change: Change, index: number, answers: readonly PlanAnswer[]): PlanConflict {
  const key = `c0ffee${String(index).padStart(6, "0")}`;
  const { path = "", before, after } = change.attributes[0] ?? {};
  const answer = answers.find(({ about }) => about === key)?.answer;
  return {
    key,
    object: referenceTo(change),
    path,
    ...(before === undefined ? {} : { former: before }),
    ...(after === undefined ? {} : { now: after }),
    between: [
      {
        actor: "bob@contoso.com",
        at: "2026-11-24T09:00:00Z",
        activity: "Update user",
        ...(after === undefined ? {} : { after }),
      },
      { actor: "mallory@contoso.com", at: "2026-11-24T02:10:00Z", activity: "Update user" },
    ],
    reason:
      "bob@contoso.com changed it last, after mallory@contoso.com. Putting it back takes the change of bob@contoso.com away.",
    answer: answer === "keep" || answer === "put-back" ? answer : "open",
  };
}
