import { expect, it } from "vitest";
import { soakSchedule } from "./testing/soak-schedule.ts";

it("40 days of sleep, faults, locks, restarts and a clock that jumps: each snapshot is taken, or it is said why not", async () => {
  const { problems, taken, failed, memorySize } = await soakSchedule({ days: 40, seed: 1 });
  expect(problems).toEqual([]);
  expect(taken).toBeGreaterThan(10);
  expect(failed).toBeGreaterThan(0);
  expect(memorySize).toBeLessThan(20_000);
});
