import { expect, it } from "vitest";
import type { DeadReference, PlanConflict } from "../../../preload/contract/plan.ts";
import { decideAll, decisionsIn, differFrom, isComplete, openCount } from "./decisions.ts";

const object = { type: "user", id: "u1", name: "Anna" } as const;
const conflict = (key: string, answer: PlanConflict["answer"] = "open"): PlanConflict => ({
  key,
  object,
  path: "department",
  between: [],
  reason: "",
  answer,
});
const gone: DeadReference = { id: "g9", name: "Guards", inBin: false, places: [], answer: "open" };

it("takes over what the plan was made with, and sees what differs from it", () => {
  const plan = { conflicts: [conflict("a", "keep"), conflict("b")], deadReferences: [gone] };
  const decisions = decisionsIn(plan);
  expect([...decisions.keys()]).toEqual(["a"]);
  expect([differFrom(plan, decisions), openCount(plan, decisions)]).toEqual([false, 2]);
  const all = decideAll(decisions, plan.conflicts, "put-back");
  expect([differFrom(plan, all), openCount(plan, all)]).toEqual([true, 1]);
});

it("is not done while it is not said what replaces what is gone", () => {
  const replace = { about: "g9", answer: "replace" } as const;
  expect(isComplete(new Map([["g9", replace]]))).toBe(false);
  expect(isComplete(new Map([["g9", { ...replace, with: "g1" }]]))).toBe(true);
});
