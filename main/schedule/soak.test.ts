import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { soakSchedule } from "./testing/soak-schedule.ts";

/** What the soak itself keeps of 180 days, to judge by, is a tenth of it. */
const flatBytes = 2 * 1024 * 1024;

it("200 days of sleep, faults, locks, restarts and a clock that jumps: each snapshot is taken, or it is said why not, and memory is flat", {
  timeout: 120_000,
}, async () => {
  const heap = heapMeter();
  const [early, late] = [20, 200];
  const heaps = new Map<number, number>();
  const onDay = (count: number) => {
    if (count === early || count === late) heaps.set(count, heap());
  };
  const { problems, taken, failed, absent, memorySize } = await soakSchedule({ days: late, seed: 1, onDay });
  expect(problems).toEqual([]);
  expect(taken).toBeGreaterThan(170);
  expect([failed > 0, absent > 0]).toEqual([true, true]);
  expect(memorySize).toBeLessThan(20_000);
  expect((heaps.get(late) ?? Number.NaN) - (heaps.get(early) ?? Number.NaN)).toBeLessThan(flatBytes);
});

it("nothing is left unsaid either of what came while the clock was set back by years and the vault was locked", {
  timeout: 120_000,
}, async () => {
  const { problems, taken } = await soakSchedule({ days: 60, seed: 18 });
  expect(problems).toEqual([]);
  expect(taken).toBeGreaterThan(40);
});

/** Of what is still reachable. */
function heapMeter(): () => number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  return () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
}
