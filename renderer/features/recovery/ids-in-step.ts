import { idsInPath } from "../../../preload/contract/attribute-path.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { PlanConflict, PlanStep } from "../../../preload/contract/plan.ts";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
/** More than a person reads; the rest stays an id. */
const atMost = 1000;

/** Every id that a step mentions, to ask for their names. */
export function idsInStep(step: PlanStep): ReadonlySet<string> {
  const ids = new Set<string>();
  const values = step.attributes.flatMap(({ before, after }) => [before, after]);
  for (const id of step.attributes.flatMap(({ path }) => idsInPath(path))) ids.add(id);
  const targets = step.links.flatMap(({ add, remove }) => [...remove, ...add]);
  for (const value of [...values, ...targets]) collect(value, ids);
  return ids;
}

/** The same of what has to be decided. */
export function idsInConflicts(conflicts: readonly PlanConflict[]): string[] {
  const ids = new Set<string>();
  for (const { target, former, now } of conflicts) for (const value of [target, former, now]) collect(value, ids);
  return [...ids];
}

function collect(value: JsonValue | undefined, ids: Set<string>): void {
  if (ids.size >= atMost || value === undefined || value === null) return;
  if (typeof value === "string" && guid.test(value)) ids.add(value);
  if (typeof value === "object") for (const inner of Object.values(value)) collect(inner, ids);
}
