import type { Plan } from "../../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import { createVirtualClock } from "../../graph/virtual-clock.ts";
import { idMapOf } from "../../plan/id-map.ts";
import { testTenantId } from "../../plan/testing/two-states.ts";
import type { ApplySettings } from "../apply-plan.ts";
import { applyPlan } from "../apply-plan.ts";
import type { VaultJournal } from "../apply-run.ts";
import { isPlanned, type Write } from "../planned-write.ts";
import { type FakeGraph, type FakeRequest, fakeHost } from "./fake-graph.ts";

/** What a killed process leaves behind: entries stay, memory does not. */
export class MemoryJournal implements VaultJournal {
  readonly entries: JournalEntry[] = [];
  saved: RecoveryJob | undefined;

  appendJournal(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    const kept = { ...entry, sequence: this.entries.length + 1 };
    this.entries.push(JSON.parse(JSON.stringify(kept)) as JournalEntry);
    return kept;
  }

  appendJournalEntries(entries: readonly Omit<JournalEntry, "sequence">[]): void {
    for (const entry of entries) this.appendJournal(entry);
  }

  journal(jobId: string): readonly JournalEntry[] {
    return this.entries.filter((entry) => entry.jobId === jobId);
  }

  saveJob(job: RecoveryJob): void {
    this.saved = job;
  }
}

export function jobFor(plan: Plan, id = "j1"): RecoveryJob {
  return {
    id,
    planId: plan.id,
    planHash: plan.hash,
    purpose: plan.purpose,
    startedAt: "2026-11-02T08:00:00Z",
    endedAt: null,
    by: "admin@contoso.example",
    state: "running",
    verdict: null,
    steps: plan.steps.map((step) => ({ id: step.id, outcome: "pending" })),
  };
}

/** Applies a plan to the fake tenant; pass `journal` and `job` to go on with one. */
export async function applyTo(
  graph: FakeGraph,
  plan: Plan,
  more: Partial<ApplySettings> & { readonly journal?: MemoryJournal } = {},
): Promise<{ readonly job: RecoveryJob; readonly journal: MemoryJournal }> {
  const { journal = new MemoryJournal(), ...settings } = more;
  const before = graph.writes.length;
  const job = await applyPlan({
    plan,
    job: jobFor(plan),
    graph,
    graphHost: fakeHost,
    vaultJournal: journal,
    tenantId: testTenantId,
    clock: createVirtualClock(),
    random: () => "0123456789abcdef",
    ...settings,
  });
  assertAllPlanned(graph.writes.slice(before), plan, job);
  return { job, journal };
}

/** No test ever writes anything that is not in its plan. */
function assertAllPlanned(writes: readonly FakeRequest[], plan: Plan, { steps }: RecoveryJob): void {
  const ids = idMapOf(plan, steps);
  const isStrange = (write: FakeRequest) =>
    !plan.steps.some((step) => [ids, new Map()].some((known) => isPlanned(write as Write, step, known)));
  const stranger = writes.find(isStrange);
  if (stranger !== undefined) throw new Error(`not in the plan: ${JSON.stringify(stranger)}`);
}
