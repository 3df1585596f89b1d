import { expect, it } from "vitest";
import { isoOfLocal, localOfIso } from "./local-times.ts";

it("takes a time as the field holds it to UTC and back, and nothing for half a date", () => {
  const iso = isoOfLocal("2026-11-25T02:10");
  expect(iso).toMatch(/^2026-11-2\dT\d\d:\d\d:00\.000Z$/u);
  expect(localOfIso(iso)).toBe("2026-11-25T02:10");
  expect([isoOfLocal(""), isoOfLocal("half"), localOfIso(undefined)]).toEqual([undefined, undefined, ""]);
});
