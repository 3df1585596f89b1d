import type { LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { Plan, PlanStep, StepAction } from "../../preload/contract/plan.ts";
import {
  type JournalEntry,
  type RecoveryJob,
  type StepOutcome,
  type StepOutcomeKind,
  unheardWords,
} from "../../preload/contract/recovery-job.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { withoutSecrets } from "../catalogue/without-secrets.ts";

/** A value before the step wrote and the one that the plan promised; an absent side was not set, or is not there. */
export interface RecordedChange {
  readonly what: string;
  readonly former?: JsonValue;
  readonly promised?: JsonValue;
}

/** What one step of a job did. It holds no body, no token and no secret. */
export interface RecordedStep {
  readonly step: string;
  readonly action: StepAction;
  readonly object: ObjectReference;
  readonly changes: readonly RecordedChange[];
  readonly requests: readonly {
    readonly at: string;
    readonly method: string;
    readonly path: string;
    readonly status: number;
  }[];
  readonly outcome: StepOutcomeKind;
  readonly reason?: string;
  readonly newId?: string;
  readonly newAppId?: string;
  readonly takenBackBy?: string;
  /** The last reading back of this step; null: it was not read back, or by a version that did not note it. */
  readonly verified: { readonly at: string; readonly outcome: StepOutcomeKind } | null;
}

export interface JobRecordContent {
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly journal: readonly JournalEntry[];
}

/** Each step of the job with all that the vault knows of it, in the plan's order. */
export function* recordedSteps({ plan, job, journal }: JobRecordContent): Generator<RecordedStep> {
  const outcomes = new Map(job.steps.map((outcome) => [outcome.id, outcome]));
  const entries = Map.groupBy(journal, ({ stepId }) => stepId);
  for (const step of plan.steps) yield recordedStep(step, outcomes.get(step.id), entries.get(step.id) ?? []);
}

/** The job was stopped after the step was begun, and found it as promised when it went on. */
export function isUnheard({
  outcome,
  requests,
}: Pick<RecordedStep, "outcome"> & { readonly requests: readonly unknown[] }): boolean {
  return outcome === "applied" && requests.length === 0;
}

/** The ids of such steps. */
export function unheardSteps({ job, journal }: Omit<JobRecordContent, "plan">): readonly string[] {
  const answered = Map.groupBy(journal, ({ stepId, request }) => (request === undefined ? undefined : stepId));
  return job.steps
    .filter(({ id, outcome }) => isUnheard({ outcome, requests: answered.get(id) ?? [] }))
    .map(({ id }) => id);
}

function recordedStep(step: PlanStep, ended: StepOutcome | undefined, entries: readonly JournalEntry[]): RecordedStep {
  const { id, ...outcome } = ended ?? { id: step.id, outcome: "pending" as const };
  const verified = entries.findLast(({ kind }) => kind === "verified");
  const requests = entries.flatMap(({ at, request }) => (request === undefined ? [] : [{ at, ...request }]));
  return {
    step: id,
    action: step.action,
    object: step.object,
    changes: changesOf(step),
    requests,
    ...(isUnheard({ outcome: outcome.outcome, requests }) ? { reason: unheardWords } : {}),
    ...outcome,
    verified: verified?.outcome === undefined ? null : { at: verified.at, outcome: verified.outcome.outcome },
  };
}

function changesOf({ type, action, attributes, links, expected, promised }: PlanStep): readonly RecordedChange[] {
  const { properties: rules } = definitionOf(type);
  const shown = (values: JsonObject) => Object.entries(withoutSecrets(values, rules));
  // What was written, not what the snapshot held: Graph gives some of it anew, and a policy that was on comes back as report-only.
  if (action === "create" && attributes.length === 0)
    return shown(promised).map(([what, value]) => ({ what, promised: value }));
  if (action === "delete") return shown(expected).map(([what, value]) => ({ what, former: value }));
  return [
    ...attributes.map(({ path, before, after }) => ({
      what: path,
      ...(before === undefined ? {} : { former: before }),
      ...(after === undefined ? {} : { promised: after }),
    })),
    ...links.flatMap(({ link, add, remove }) => [
      ...remove.map((target: LinkTarget) => ({ what: link, former: target })),
      ...add.map((target: LinkTarget) => ({ what: link, promised: target })),
    ]),
  ];
}
