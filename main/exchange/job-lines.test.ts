import { expect, it } from "vitest";
import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import { jobLines } from "./job-lines.ts";

const step = (id: string, name: string) =>
  ({ id, type: "user", action: "update", object: { type: "user", id: `u-${id}`, name } }) as unknown as PlanStep;
const plan = { steps: [step("s1", "Anna"), step("s2", "Ben\u202e"), step("s3", "Cleo")] } as unknown as Plan;
const jobOf = (more: Partial<RecoveryJob>, ...steps: readonly StepOutcome[]) =>
  ({ id: "j1", state: "ended", verdict: "partial", steps, ...more }) as unknown as RecoveryJob;

it("names the object of each step that does not hold, and says why", () => {
  const job = jobOf(
    {},
    { id: "s1", outcome: "applied" },
    { id: "s2", outcome: "skipped", reason: "It has changed since." },
    { id: "s3", outcome: "reverted" },
  );
  expect([...jobLines(job, plan)]).toEqual([
    "  Step 2: Write attributes of the user Ben\\u202e (u-s2): LEFT AS IT WAS. It has changed since.",
    "  Step 3: Write attributes of the user Cleo (u-s3): CHANGED AGAIN by somebody else since.",
    "Job j1: partial. 1 of 3 steps hold, read back and proven.",
  ]);
});

it("says what an undo took back, and keeps the verdict of the end beside that of the last reading back", () => {
  const checked = { at: "2026-11-04T08:00:00Z", verdict: "failed" } as const;
  const job = jobOf(
    { verdict: "complete", checked },
    { id: "s1", outcome: "reverted", takenBackBy: "j2", reason: "Why." },
  );
  expect([...jobLines(job, plan)]).toEqual([
    "  Step 1: Write attributes of the user Anna (u-s1): TAKEN BACK. Why.",
    "Job j1: complete when it ended, failed when last read back (2026-11-04T08:00:00Z). 0 of 1 steps hold, read back and proven.",
  ]);
});

it("does not say of a job that was stopped that it was read back, nor lists what was not begun", () => {
  const pending = Array.from({ length: 5000 }, (_, index) => ({ id: `s${index + 2}`, outcome: "pending" as const }));
  const job = jobOf({ state: "cancelled", verdict: null }, { id: "s1", outcome: "applied" }, ...pending);
  expect([...jobLines(job, plan)]).toEqual([
    "  5,000 steps were not begun.",
    "Job j1: cancelled. 1 of 5,001 steps were carried out so far; what it wrote is read back when it ends.",
  ]);
});

it("claims nothing of a plan without steps", () => {
  expect([...jobLines(jobOf({ verdict: "complete" }), plan)]).toEqual([
    "Job j1: its plan had no steps, so that nothing was written.",
  ]);
});

it("shows the first hundred of many", () => {
  const failed = Array.from({ length: 150 }, () => ({ id: "s1", outcome: "failed" as const, reason: "No." }));
  const lines = [...jobLines(jobOf({}, ...failed), plan)];
  expect(lines).toHaveLength(102);
  expect(lines.at(-2)).toBe('  and 50 more: see "reinstate record j1"');
});
