import { expect, it } from "vitest";
import { figuresOf } from "./figures-of.ts";

it("says how far the work is, with tenths only where a second has few", () => {
  const far = { work: "apply", message: "", done: 16, total: 1_200, secondsLeft: 130 } as const;
  expect(figuresOf({ ...far, perSecond: 1_142.86 })).toBe("16 of 1,200 · 1,143 a second · 2 min left");
  expect(figuresOf({ ...far, perSecond: 4.56 })).toBe("16 of 1,200 · 4.6 a second · 2 min left");
  expect(figuresOf({ ...far, total: null, perSecond: null, secondsLeft: null })).toBe("16");
});
