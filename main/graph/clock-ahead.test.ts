import { expect, it } from "vitest";
import { clockAhead, leastAhead } from "./clock-ahead.ts";

const at = (iso: string) => Date.parse(iso);
const told = (date: string) => ({ headers: { date } });
const asked = at("2026-11-01T10:00:00.600Z");
const answered = at("2026-11-01T10:02:00.000Z");

it.each([
  ["within the exchange", "Sun, 01 Nov 2026 10:01:00 GMT", 0],
  ["in the second in which it began", "Sun, 01 Nov 2026 10:00:00 GMT", 0],
  ["after it: our clock is behind", "Sun, 01 Nov 2026 11:02:00 GMT", -3_600_000],
  ["before it: our clock is ahead", "Sun, 01 Nov 2026 08:59:59 GMT", 3_600_600],
  ["not at all", "soon", undefined],
])("a service that tells a time %s", (_when, date, ahead) => {
  expect(clockAhead(told(date), asked, answered)).toBe(ahead);
});

it("believes the answer that makes the clock least wrong", () => {
  expect(leastAhead(undefined, undefined)).toBeUndefined();
  expect([leastAhead(undefined, 5), leastAhead(-3, 5), leastAhead(7, -4)]).toEqual([5, -3, -4]);
});
