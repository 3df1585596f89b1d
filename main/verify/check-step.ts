import type { PlanStep } from "../../preload/contract/plan.ts";
import { holdsBody } from "../apply/holds-body.ts";
import { judgeStep } from "../apply/judge-step.ts";
import { type Reading, readFound, unitsOf } from "../apply/read-found.ts";
import { resolveStep } from "../apply/resolve-step.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { IdMap } from "../plan/replace-ids.ts";

/** holds: as promised. before: as it was before the step. other: neither. */
export type StepState = "holds" | "before" | "other";

/** Reads what a step promised. */
export async function checkStep(planned: PlanStep, ids: IdMap, reading: Reading): Promise<StepState> {
  const step = resolveStep(planned, ids);
  if (step.action === "create") return checkCreated(step, ids, reading);
  const judged = judgeStep(step, await readFound(step, unitsOf(step), reading));
  if (judged.kind === "already") return "holds";
  return judged.kind === "go" ? "before" : "other";
}

/** What was made under a new id has to show all that its POST said. */
async function checkCreated(step: PlanStep, ids: IdMap, reading: Reading): Promise<StepState> {
  const { properties: rules, createRequest } = definitionOf(step.type);
  const id = ids.get(step.object.id.toLowerCase());
  const body = createRequest({ type: step.type, id: step.object.id, properties: step.promised, links: {} })?.body;
  if (id === undefined || body === undefined) return "before";
  const units = Object.keys(body).filter((name) => Object.hasOwn(rules, name) && rules[name]?.secret !== true);
  const found = await readFound({ ...step, object: { ...step.object, id } }, units, reading);
  if (found.state !== "active") return "before";
  return holdsBody(found.properties, body, rules) ? "holds" : "other";
}
