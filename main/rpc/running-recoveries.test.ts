import { expect, it } from "vitest";
import type { JournalEntry, RecoveryJob } from "../../preload/contract/recovery-job.ts";
import type { Vault } from "../vault/vault.ts";
import { RunningRecoveries } from "./running-recoveries.ts";

const job: RecoveryJob = {
  id: "job-1",
  planId: "plan-1",
  planHash: "0".repeat(64),
  purpose: "recover",
  startedAt: "2026-11-26T12:00:00Z",
  endedAt: null,
  by: "admin@contoso.com",
  state: "running",
  verdict: null,
  steps: [
    { id: "1", outcome: "pending" },
    { id: "2", outcome: "pending" },
  ],
};
const written: JournalEntry = {
  jobId: "job-1",
  sequence: 2,
  at: job.startedAt,
  stepId: "1",
  kind: "outcome",
  outcome: { id: "1", outcome: "applied" },
};
const vault = { jobs: () => [job], journal: () => [written] } as Partial<Vault> as Vault;

// The vault says "interrupted" of what its only writer does not run.
it.each(["running", "interrupted"] as const)(
  "shows a job whose process was killed, kept as %s, as far as its journal says that it came",
  (state) => {
    const kept = { ...vault, jobs: () => [{ ...job, state }] };
    expect(new RunningRecoveries().jobs(kept)).toEqual([
      { ...job, state: "interrupted", steps: [{ id: "1", outcome: "applied" }, job.steps[1]] },
    ]);
  },
);

it("lets a reloaded page wait for the run that goes on, and begins no second one of the same plan", async () => {
  const recoveries = new RunningRecoveries();
  const { promise, resolve } = Promise.withResolvers<RecoveryJob>();
  const running = recoveries.during("plan-1", () => promise);
  expect(recoveries.jobs(vault)).toEqual([job]);
  expect([recoveries.pause("plan-1"), recoveries.pause("plan-2")]).toEqual([true, false]);
  await expect(recoveries.during("plan-1", async () => job)).rejects.toThrow(/being carried out just now/u);
  let told: RecoveryJob | null = null;
  const following = recoveries.follow(vault, "plan-1").then((last) => {
    told = last;
  });
  await Promise.resolve();
  expect(told).toBeNull();
  resolve(job);
  await Promise.all([running, following]);
  expect(told).toMatchObject({ id: "job-1" });
  expect(await recoveries.follow(vault, "plan-2")).toBeNull();
});
