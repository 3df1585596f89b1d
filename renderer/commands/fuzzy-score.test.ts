import { expect, it } from "vitest";
import { fuzzyScore } from "./fuzzy-score.ts";

const texts = ["Go to the timeline", "Go to the report", "Take snapshot now", "Settings: Retention", "Theme: light"];

function best(typed: string): string | undefined {
  const fitting = texts.flatMap((text) => {
    const score = fuzzyScore(typed, text);
    return score === undefined ? [] : [{ text, score }];
  });
  return fitting.toSorted((first, second) => second.score - first.score)[0]?.text;
}

it.each([
  ["timel", "Go to the timeline"],
  ["TSN", "Take snapshot now"],
  ["snap", "Take snapshot now"],
  ["ret", "Settings: Retention"],
  ["set ret", "Settings: Retention"],
  ["report", "Go to the report"],
  ["light", "Theme: light"],
])("finds by %s: %s", (typed, text) => {
  expect(best(typed)).toBe(text);
});

it("finds nothing by letters that are not there, or in another order", () => {
  expect(best("xyz")).toBeUndefined();
  expect(fuzzyScore("wont", "Take snapshot now")).toBeUndefined();
});

it("takes accents for what they stand on", () => {
  expect(fuzzyScore("ubersicht", "Übersicht")).toBeDefined();
});
