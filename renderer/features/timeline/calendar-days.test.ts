import { describe, expect, it } from "vitest";
import { fakeSnapshot } from "../../testing/fake-timeline.ts";
import { calendarDays, calendarOf, daysAfter, midnightOf } from "./calendar-days.ts";
import { listEntries } from "./list-entries.ts";

/** A local noon, days before the 25th of November. */
const noon = (daysAgo: number) => new Date(2026, 10, 25 - daysAgo, 12).getTime();
const now = noon(0) + 3_600_000;
const daysOf = (records: Parameters<typeof calendarOf>[0], count = 7) =>
  calendarDays(calendarOf(records), midnightOf(now), count, now);

describe("the days of the calendar", () => {
  it("tells days that are complete, partial, without a snapshot, thinned out, still to come and before all", () => {
    const records = [
      fakeSnapshot(1, noon(5), 50),
      fakeSnapshot(4, noon(3), 50),
      fakeSnapshot(5, noon(1), 50, { partial: true }),
    ];
    expect(daysOf(records).map(({ state }) => state)).toEqual([
      "outside",
      "complete",
      "thinned",
      "complete",
      "missing",
      "partial",
      "waiting",
    ]);
  });

  it("counts each day from the snapshot that stands for the last day before it that has one", () => {
    const records = [
      fakeSnapshot(1, noon(4), 50),
      fakeSnapshot(2, noon(4) + 1000, 50, { partial: true }),
      fakeSnapshot(3, noon(2), 50),
      fakeSnapshot(4, noon(2) + 1000, 50),
    ];
    const ranges = daysOf(records).flatMap(({ from, to }) => (to === undefined ? [] : [[from?.number, to.number]]));
    expect(ranges).toEqual([
      [undefined, 1],
      [1, 4],
    ]);
  });

  it("goes from midnight to midnight, however long the day is", () => {
    const midnight = new Date(2026, 9, 20).getTime();
    for (let days = 0; days < 60; days += 1)
      expect(daysAfter(midnight, days)).toBe(new Date(2026, 9, 20 + days).getTime());
  });
});

it("lists snapshots under their days, the latest first, and says which days in between have none", () => {
  const records = [fakeSnapshot(1, noon(6), 50), fakeSnapshot(2, noon(2), 50), fakeSnapshot(4, noon(0), 50)];
  const entries = listEntries(records, now);
  expect(entries.map(({ records: group }) => group.map(({ number }) => number))).toEqual([[4], [], [2], [], [1]]);
  expect(entries[0]?.day).toMatch(/^Today, /u);
  expect(entries[1]?.day).toMatch(/^No snapshot is kept any more on .*: the retention policy has thinned them out$/u);
  expect(entries[3]?.day).toMatch(/^No snapshot from .* to .*, 3 days$/u);
});
