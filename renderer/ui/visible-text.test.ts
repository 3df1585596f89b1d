import { expect, it } from "vitest";
import { visibleName, visibleText } from "./visible-text.ts";

it.each([
  ["an override that would turn the rest of the line round", "Ada\u202ecilbup", "Ada\\u202ecilbup"],
  ["what ends an isolation and goes on outside it", "Ada\u2069\u2067", "Ada\\u2069\\u2067"],
  ["a line separator and a bell", "Ada\u2028\u0007", "Ada\\u2028\\u0007"],
])("shows %s", (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it.each([
  ["a Persian name with a joiner", "می‌خواهم"],
  ["a family of emoji", "👩‍👩‍👧"],
  ["a Hebrew name with a direction mark", "משה\u200f פרידמן"],
  ["lines and tabs of a long text", "one\n\ttwo"],
])("leaves %s as it is", (_what, text) => {
  expect(visibleText(text)).toBe(text);
});

it.each([" ", "\u00a0\u3000", "\u200b", "\u202e", "\u3164"])("says that %j is no name", (name) => {
  expect(visibleName(name)).toBe("(no name)");
});

it("is silent where there is nothing to name", () => {
  expect(visibleName("")).toBe("");
});
