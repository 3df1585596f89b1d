import type { PlanStep } from "../../../preload/contract/plan.ts";
import type { JobRun } from "../apply-run.ts";
import { isPlanned, type Write } from "../planned-write.ts";

/** A write, and the runs that were under way when it was sent. */
export interface WrittenDuring {
  readonly write: Write;
  readonly runs: readonly JobRun[];
}

/** The writes that stand in no plan that was being carried out. */
export function strangersAmong(written: readonly WrittenDuring[]): readonly Write[] {
  return written
    .filter(({ write, runs }) => !runs.some((run) => standsIn(run, write)))
    .map(({ write: { method, path } }) => ({ method, path }));
}

/** A write is sent with the ids that are known by then; what is made again later has its old id still. */
function standsIn(run: JobRun, write: Write): boolean {
  const steps = stepsNamedIn(run, JSON.stringify(write).toLowerCase());
  return steps.some((step) => [run.ids, new Map<string, string>()].some((ids) => isPlanned(write, step, ids)));
}

/** All of them where none is named: an object that is made has no id yet. */
function stepsNamedIn({ reviewed, ids }: JobRun, text: string): readonly PlanStep[] {
  const isNamed = ({ object: { id } }: PlanStep) =>
    text.includes(id.toLowerCase()) || text.includes((ids.get(id.toLowerCase()) ?? id).toLowerCase());
  const steps = [...reviewed.values()];
  const named = steps.filter(isNamed);
  return named.length === 0 ? steps : [...named, ...steps.filter(({ action }) => action === "create")];
}
