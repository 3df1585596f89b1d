import { expect, it } from "vitest";
import type { Plan, PlanConflict, PlanStep } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { whomTheRuleTookIn } from "../../plan/ended-rules.ts";
import { isDecidedBack, isExcused, isOfRule, isOfStep } from "./excuses.ts";
import type { TenantPart } from "./tenant-parts.ts";

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
  const part = { id: "a1", type: "application", name: "is there", value: "live" };
  const there = { key: "application a1 is there", part, before: "live", after: undefined };
  expect(isExcused(there, plan, job("cancelled"))).toBe(true);
  expect(isExcused(there, plan, job("ended"))).toBe(false);
});

it("expects nobody who is gone back in a value, where a person decided to leave him out (seed 60393)", () => {
  const object = { type: "conditionalAccessPolicy", id: "p1", name: "Policy" };
  const plan = (answer: string) => {
    const places = [{ object, path: "conditions.users.excludeGroups" }];
    return { steps: [], impossible: [], deadReferences: [{ answer, places }] } as unknown as Plan;
  };
  const part = (name: string) => {
    const own = { id: "p1", type: "conditionalAccessPolicy", name, value: {} };
    return { key: name, part: own, before: {}, after: undefined };
  };
  const job = { state: "ended", steps: [] } as unknown as RecoveryJob;
  expect(isExcused(part("conditions"), plan("drop"), job)).toBe(true);
  expect(isExcused(part("conditions"), plan("stop"), job)).toBe(false);
  expect(isExcused(part("state"), plan("drop"), job)).toBe(false);
});

const member = (id: string): TenantPart => ({ id: "g1", type: "link", name: `members ${id}`, value: true });
const came = (id: string) => ({ key: id, part: member(id), before: undefined, after: true });
const went = (id: string) => ({ key: id, part: member(id), before: true, after: undefined });
const group = { id: "g1", type: "group", name: "Group" } as const;

it("takes the end of a rule for no reason that somebody is missing (seed 95058)", () => {
  const plan = { steps: [], impossible: [whomTheRuleTookIn(group, "members")] } as unknown as Plan;
  const job = { state: "ended", steps: [] } as unknown as RecoveryJob;
  expect(isExcused(came("u1"), plan, job)).toBe(true);
  expect(isExcused(went("u1"), plan, job)).toBe(false);
});

it("lets a rule that begins take people out, and one that ends leave whom it had taken in, and nobody else", () => {
  const turning = (groupTypes: readonly string[]) =>
    ({ action: "update", object: group, links: [], promised: { groupTypes }, expected: {} }) as unknown as PlanStep;
  const taken = new Map([["rule g1 members u1", { ...member("u1"), type: "rule" }]]);
  const [begins, ends] = [turning(["DynamicMembership"]), turning([])];
  expect([went("u1"), came("u1")].map((difference) => isOfRule(begins, difference, taken))).toEqual([true, false]);
  expect([came("u1"), came("u2"), went("u1")].map((difference) => isOfRule(ends, difference, taken))).toEqual([
    true,
    false,
    false,
  ]);
});

it("takes of a link's step only those for planned whom it names", () => {
  const links = [{ link: "members", add: ["u1"], remove: ["u2"] }];
  const step = { action: "link", object: group, links, promised: {}, expected: {} } as unknown as PlanStep;
  expect(["u1", "u2", "u3"].map((id) => isOfStep(step, member(id)))).toEqual([true, true, false]);
});
