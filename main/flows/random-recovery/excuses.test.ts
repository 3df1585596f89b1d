import { expect, it } from "vitest";
import type { Plan, PlanConflict } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { isDecidedBack, isExcused } from "./excuses.ts";

const credential = (name: string) => ({
  id: "a1",
  type: "link",
  name: `federatedIdentityCredentials ${name}`,
  value: true,
});

it("takes for decided only what a person said is put back, one link at a time (seed 20176)", () => {
  const conflict: PlanConflict = {
    key: "0123456789ab",
    object: { type: "application", id: "a1", name: "App" },
    path: "federatedIdentityCredentials",
    target: { id: "c1", name: "deploy-main" },
    between: [],
    reason: "Two people changed it.",
    answer: "put-back",
  };
  const plan = (answer: PlanConflict["answer"]) => ({ conflicts: [{ ...conflict, answer }] }) as unknown as Plan;
  expect(isDecidedBack(credential("deploy-main"), plan("put-back"))).toBe(true);
  expect(isDecidedBack(credential("deploy-release"), plan("put-back"))).toBe(false);
  expect(isDecidedBack(credential("deploy-main"), plan("keep"))).toBe(false);
});

it("takes no write for proven before it was read back (seed 20254)", () => {
  const step = { id: "s1", action: "restore", object: { type: "application", id: "a1", name: "App" } };
  const plan = { steps: [step], impossible: [] } as unknown as Plan;
  const job = (state: RecoveryJob["state"]) =>
    ({ state, steps: [{ id: "s1", outcome: "applied" }] }) as unknown as RecoveryJob;
  const there = { id: "a1", type: "application", name: "is there", value: "live" };
  expect(isExcused(there, plan, job("cancelled"))).toBe(true);
  expect(isExcused(there, plan, job("ended"))).toBe(false);
});

it("expects nobody who is gone back in a value, where a person decided to leave him out (seed 60393)", () => {
  const object = { type: "conditionalAccessPolicy", id: "p1", name: "Policy" };
  const plan = (answer: string) => {
    const places = [{ object, path: "conditions.users.excludeGroups" }];
    return { steps: [], impossible: [], deadReferences: [{ answer, places }] } as unknown as Plan;
  };
  const part = (name: string) => ({ id: "p1", type: "conditionalAccessPolicy", name, value: {} });
  const job = { state: "ended", steps: [] } as unknown as RecoveryJob;
  expect(isExcused(part("conditions"), plan("drop"), job)).toBe(true);
  expect(isExcused(part("conditions"), plan("stop"), job)).toBe(false);
  expect(isExcused(part("state"), plan("drop"), job)).toBe(false);
});
