import { expect, it } from "vitest";
import { dayAt, origin } from "../testing/scratch-vault.ts";
import { clockJumps } from "./clock-jumps.ts";

const at = (number: number, endedAt: string) => ({ number, startedAt: endedAt, endedAt, origin });

it("says nothing of a clock that goes on, and of one that is set right by a minute", () => {
  expect(clockJumps([at(1, dayAt(0)), at(2, dayAt(1)), at(3, dayAt(60))], dayAt(61))).toEqual([]);
  expect(clockJumps([at(1, "2026-08-01T12:01:00Z")], "2026-08-01T12:00:00Z")).toEqual([]);
});

it("names the snapshot at which it was put back, and by how much", () => {
  const [jump] = clockJumps([at(1, dayAt(800)), at(2, dayAt(0))], dayAt(1));
  expect(jump).toMatch(/^Snapshot 2 was taken at 2026-08-01.*2 years before snapshot 1 ended: the clock was put back/);
});

it("doubts a clock that is years ahead of the last snapshot", () => {
  const [jump] = clockJumps([at(1, dayAt(0))], "2031-08-01T12:00:00Z");
  expect(jump).toMatch(/^It is 2031.*5 years after snapshot 1 ended.*put forward/);
});

it("leaves the times of imports to their origin", () => {
  const imported = { ...at(2, "2020-01-01T00:00:00Z"), origin: { ...origin, kind: "import" as const } };
  expect(clockJumps([at(1, dayAt(0)), imported, at(3, dayAt(1))], dayAt(2))).toEqual([]);
});
