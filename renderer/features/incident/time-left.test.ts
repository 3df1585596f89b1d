import { expect, it } from "vitest";
import { timeLeft } from "./time-left.ts";

const now = Date.parse("2026-11-26T12:00:00Z");

it.each([
  ["2026-12-26T12:00:00Z", "30 days 0 h"],
  ["2026-11-27T17:59:59Z", "1 day 5 h"],
  ["2026-11-26T16:12:30Z", "4 h 12 min"],
  ["2026-11-26T12:00:20Z", "1 min"],
  ["2026-11-26T12:00:00Z", "expired"],
])("counts down to %s: %s", (until, words) => {
  expect(timeLeft(until, now)).toBe(words);
});
