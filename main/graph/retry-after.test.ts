import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backOff, retryAfterOf } from "./retry-after.ts";

const now = Date.UTC(2026, 10, 2);

describe("retryAfterOf", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["2.128", 2128],
    [" 5 ", 5000],
    [new Date(now + 90_000).toUTCString(), 90_000],
    [new Date(now - 90_000).toUTCString(), 0],
    ["", undefined],
    ["soon", undefined],
  ])("%j", (value, expected) => {
    expect(retryAfterOf({ "retry-after": value }, now)).toBe(expected);
  });

  it("is undefined without the header", () => {
    expect(retryAfterOf({}, now)).toBeUndefined();
  });
});

describe("backOff", () => {
  it("waits at least as asked and at least the floor, and grows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.option(fc.integer({ min: 0, max: 600_000 })),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, asked, random) => {
          const wait = backOff(attempt, asked ?? undefined, () => random);
          expect(wait).toBeGreaterThanOrEqual(Math.max(1000, asked ?? 0));
          expect(wait).toBeLessThanOrEqual(Math.max(60_000, asked ?? 0));
          if (attempt >= 7) expect(wait).toBeGreaterThanOrEqual(30_000);
        },
      ),
    );
  });
});
