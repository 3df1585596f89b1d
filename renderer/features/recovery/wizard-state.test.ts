import { expect, it } from "vitest";
import type { Choice } from "./wizard-state.ts";
import { acknowledgedCodes, choiceOf, draftOf, unreadWarnings, warningKey } from "./wizard-state.ts";

const choice: Choice = {
  from: 3,
  to: 5,
  filter: { types: ["user"], name: "Anna", actor: "mallory@contoso.com", exceptAttributes: ["mobilePhone"] },
  removeAdded: false,
  leftOut: [],
};

it("finds the choice again as it was, with its names: the draft is sealed", () => {
  const draft = draftOf({ stage: "choose", choice }, false);
  expect(draft === null ? null : choiceOf(draft, false)).toEqual(choice);
});

it.each([
  ["opened", false, true],
  ["left", true, false],
])("leaves names and pseudonyms out where the incident room was %s since, and says which for good", (_, then, now) => {
  const draft = draftOf({ stage: "choose", choice }, then);
  if (draft === null) throw new Error("there is no draft");
  const lost = choiceOf(draft, now);
  expect(lost).toEqual({
    ...choice,
    filter: { types: ["user"], exceptAttributes: ["mobilePhone"] },
    leftOut: ["name", "actor"],
  });
  if (lost === null) throw new Error("the draft lost its choice");
  const again = draftOf({ stage: "choose", choice: lost }, now);
  expect(again === null ? null : choiceOf(again, then)?.leftOut).toEqual(["name", "actor"]);
});

it("keeps nothing of a wizard that has not begun", () => {
  expect(draftOf({ stage: "none" }, false)).toBeNull();
});

it("acknowledges a code only when each of its warnings was read", () => {
  const warning = (message: string) => ({ code: "locks-out", severity: "stop" as const, message, objects: [] });
  const [first, second] = [warning("This policy hits you."), warning("This one hits the last break-glass account.")];
  const plan = { warnings: [first, second] };
  const one = new Set([warningKey(first)]);
  expect(unreadWarnings(plan, one)).toEqual([second]);
  expect(acknowledgedCodes(plan, one)).toEqual([]);
  expect(acknowledgedCodes(plan, new Set([...one, warningKey(second)]))).toEqual(["locks-out"]);
});
