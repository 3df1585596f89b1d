import { expect, it } from "vitest";
import type { RecoveryJob, StepOutcomeKind } from "../../../preload/contract/recovery-job.ts";
import { canResume, jobSentence, jobState, jobTitle, pausedSentence } from "./job-words.ts";

function job(outcomes: readonly StepOutcomeKind[], part: Partial<RecoveryJob> = {}): RecoveryJob {
  return {
    id: "j1",
    planId: "p1",
    planHash: "0".repeat(64),
    purpose: "recover",
    startedAt: "2026-09-12T10:00:00Z",
    endedAt: null,
    by: "admin@contoso.com",
    state: "ended",
    verdict: "partial",
    steps: outcomes.map((outcome, index) => ({ id: `s${index + 1}`, outcome })),
    ...part,
  };
}

it("says how many steps hold and what became of the others", () => {
  expect(jobSentence(job(["applied", "already", "skipped", "failed", "failed"]))).toBe(
    "2 of 5 steps hold; 1 skipped, 2 failed.",
  );
  const takenBack = { id: "s2", outcome: "reverted", takenBackBy: "job2" } as const;
  const complete = job(["applied"]);
  expect(jobSentence({ ...complete, steps: [...complete.steps, takenBack] })).toBe("1 of 2 steps hold; 1 taken back.");
  expect(jobSentence({ ...job(["reverted"]), steps: [...job(["reverted"]).steps, takenBack] })).toBe(
    "0 of 2 steps hold; 2 changed again.",
  );
  expect(jobSentence(job(["applied"]))).toBe("Its one step holds; it was read back.");
  expect(jobSentence(job(["applied", "already"]))).toBe("All 2 steps hold; each was read back.");
});

it("says that something holds only where a verdict was given, after reading back", () => {
  const stopped = (...outcomes: StepOutcomeKind[]) =>
    jobSentence(job(outcomes, { state: "interrupted", verdict: null }));
  expect(stopped("applied", "already", "skipped", "pending")).toBe(
    "2 of 4 steps are done so far; 1 skipped, 1 not begun. What was written is not proven yet.",
  );
  expect(stopped("applied", "applied")).toBe("2 of 2 steps are done so far. What was written is not proven yet.");
  expect(stopped("pending", "pending")).toBe("0 of 2 steps are done so far; 2 not begun.");
  for (const state of ["running", "paused", "cancelled"] as const)
    expect(jobSentence(job(["applied", "pending"], { state, verdict: null }))).not.toMatch(/hold|read back/u);
});

it("says of a paused job what is done and what is left, and what could not be done", () => {
  const paused = (...outcomes: StepOutcomeKind[]) => pausedSentence(job(outcomes, { state: "paused", verdict: null }));
  expect(paused("applied", "already", "pending", "pending")).toBe("2 of 4 steps are done; 2 are left.");
  expect(paused("applied", "skipped", "failed", "pending")).toBe(
    "1 of 4 steps are done; 2 could not be carried out; 1 is left.",
  );
  expect(paused("applied", "failed")).toBe("Every step was carried out; what was written has still to be read back.");
});

it("never calls a job complete that has not ended", () => {
  const cancelled = job(["applied", "pending"], { state: "cancelled", verdict: null });
  expect(jobTitle(cancelled)).toBe("Recovery: cancelled");
  expect(canResume(cancelled)).toBe(true);
  const paused = job(["applied", "pending"], { state: "paused", verdict: null });
  expect([jobTitle(paused), canResume(paused)]).toEqual(["Recovery: paused", true]);
  expect(canResume(job([]))).toBe(false);
  expect(jobState(job([], { state: "running", verdict: null }))).toBe("Running");
});
