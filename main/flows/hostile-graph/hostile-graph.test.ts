import { expect, it } from "vitest";
import type { Beginning } from "./hostile-runs.ts";
import { hostileRuns } from "./hostile-runs.ts";

it.each<[string, Beginning, number]>([
  ["a capture", "nothing", 0],
  ["a capture out of the changes since a snapshot", "snapshot", 8],
])(
  "%s through whatever Graph and the network do is whole, or says what it misses",
  {
    timeout: 180_000,
  },
  async (_what, from, roundsAtLeast) => {
    const ends = new Set<string>();
    let rounds = 0;
    for await (const { seed, end, wrong, ...about } of hostileRuns(1, 15, from)) {
      expect({ seed, wrong }).toEqual({ seed, wrong: [] });
      ends.add(end);
      rounds += about.rounds;
    }
    // Else the faults are too weak, or too strong, to prove anything.
    expect(ends).toEqual(new Set(["complete", "incomplete", "refused"]));
    expect(rounds).toBeGreaterThanOrEqual(roundsAtLeast);
  },
);

it("a capture that goes on from a list that was cut short before the interruption reads it anew (seed 252)", async () => {
  for await (const { wrong } of hostileRuns(252, 1, "nothing")) expect(wrong).toEqual([]);
});

it("a report says of what was refused for good (seed 19), or had come short (seed 25), that its changes do not show", async () => {
  const said: string[] = [];
  for await (const { wrong, ...about } of hostileRuns(19, 7, "snapshot")) {
    expect(wrong).toEqual([]);
    said.push(...about.said);
  }
  expect(said.join()).toMatch(/Directory extensions of users are unknown; .*their list held/su);
});
