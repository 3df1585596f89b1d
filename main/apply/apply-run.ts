import { channel } from "node:diagnostics_channel";
import type { Plan, PlanStep } from "../../preload/contract/plan.ts";
import type { JournalEntry, RecoveryJob, StepOutcome } from "../../preload/contract/recovery-job.ts";
import type { Clock } from "../graph/clock.ts";
import type { Graph } from "../graph/graph.ts";
import { idMapOf, newIdsOf } from "../plan/id-map.ts";
import type { StepFound } from "../plan/step-found.ts";
import { firstFounds } from "../plan/step-found.ts";
import type { Vault } from "../vault/vault.ts";
import type { BatchCollector } from "./batch-collector.ts";
import { createBatchCollector } from "./batch-collector.ts";
import type { Flight } from "./pace.ts";
import type { Reading } from "./read-found.ts";

/** The part of the vault that keeps what a job does. */
export type VaultJournal = Pick<Vault, "appendJournalEntries" | "journal" | "saveJob">;

export interface RunSettings {
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly graph: Graph;
  /** The cloud's Graph address, for absolute links in bodies. */
  readonly graphHost: string;
  readonly vaultJournal: VaultJournal;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Random text, for passwords of accounts that are made again. */
  readonly random: () => string;
}

/** One run of a job, from its start or from where the journal says that it stopped. */
export interface JobRun extends RunSettings {
  /** The plan's steps by id, exactly as they were reviewed. */
  readonly reviewed: ReadonlyMap<string, PlanStep>;
  readonly ids: Map<string, string>;
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  /** Steps whose intent was written before, and not withdrawn: what was there then. Without an outcome they are in doubt. */
  readonly founds: ReadonlyMap<string, StepFound>;
  /** Steps whose intent this run noted, and of which nothing has left so far. */
  readonly unsent: ReadonlySet<string>;
  /** Kept until `flush`, which always comes before the next write leaves: an intent is on the disk before its request. */
  note(stepId: string, entry: Pick<JournalEntry, "kind"> & Partial<JournalEntry>): void;
  flush(): void;
  /** Keeps what became of a step. */
  conclude(step: PlanStep, outcome: StepOutcome): void;
}

/** The run as the steps of one wave see it: what they ask at a time travels together, and waits for no other wave. */
export interface ApplyRun extends JobRun {
  readonly reading: Reading;
  /** Writes are never cut off in the middle: after a stop no more leave, and those that have left are answered. */
  readonly writing: BatchCollector;
}

/** Shows a run that begins or is over to whoever watches in the same thread: the test run does. The product never subscribes. */
export const shownRuns = channel("reinstate:applying");

export interface ShownRun {
  readonly run: JobRun;
  readonly isOver: boolean;
}

export function openRun(settings: RunSettings): JobRun {
  const { plan, job, vaultJournal, clock } = settings;
  const journal = vaultJournal.journal(job.id);
  const outcomes = outcomesSoFar(job, journal);
  const ids = new Map(idMapOf(plan, [...outcomes.values()]));
  let notes: Omit<JournalEntry, "sequence">[] = [];
  const unsent = new Set<string>();
  const note: JobRun["note"] = (stepId, entry) => {
    if (entry.kind === "intent") unsent.add(stepId);
    else unsent.delete(stepId);
    notes.push({ ...entry, jobId: job.id, at: new Date(clock.now()).toISOString(), stepId });
  };
  const flush = () => {
    const entries = notes;
    notes = [];
    if (entries.length > 0) vaultJournal.appendJournalEntries(entries);
  };
  return {
    ...settings,
    reviewed: new Map(plan.steps.map((step) => [step.id, step])),
    ids,
    outcomes,
    founds: firstFounds(journal),
    unsent,
    note,
    flush,
    conclude(step, outcome) {
      note(step.id, { kind: "outcome", outcome });
      outcomes.set(step.id, outcome);
      for (const [old, now] of newIdsOf(step, outcome)) ids.set(old, now);
    },
  };
}

export function runOfWave(run: JobRun, flight: Flight): ApplyRun {
  const { graph, signal, flush } = run;
  const [options, hold] = signal === undefined ? [{}, {}] : [{ signal }, { hold: signal }];
  const beforeSending = () => {
    flush();
    flight.ready();
  };
  return {
    ...run,
    reading: { graph, collector: createBatchCollector(graph, options), options },
    writing: createBatchCollector(graph, { ...hold, onTurn: flight.sent }, beforeSending),
  };
}

/** What became of each step that came to its end, by the job and, after it, its journal. */
export function outcomesSoFar(job: RecoveryJob, journal: readonly JournalEntry[]): Map<string, StepOutcome> {
  const outcomes = new Map(job.steps.filter(({ outcome }) => outcome !== "pending").map((step) => [step.id, step]));
  for (const { kind, outcome } of journal) if (kind === "outcome" && outcome) outcomes.set(outcome.id, outcome);
  return outcomes;
}
