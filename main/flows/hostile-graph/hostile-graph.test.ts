import { expect, it } from "vitest";
import { hostileRuns } from "./hostile-runs.ts";

it("a capture through whatever Graph and the network do is whole, or says what it misses", {
  timeout: 60_000,
}, async () => {
  const ends = new Set<string>();
  for await (const { seed, end, wrong } of hostileRuns(1, 25)) {
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    ends.add(end);
  }
  // Else the faults are too weak, or too strong, to prove anything.
  expect(ends).toEqual(new Set(["complete", "incomplete", "refused"]));
});
