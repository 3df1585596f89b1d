import type { PlanStep } from "../../preload/contract/plan.ts";
import { holdsBody } from "../apply/holds-body.ts";
import { judgeStep } from "../apply/judge-step.ts";
import { type Reading, readFound, unitsOf } from "../apply/read-found.ts";
import { resolveStep } from "../apply/resolve-step.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { isBlank } from "../compare/meaning-text.ts";
import { type IdMap, namesAny, ownIdsOf } from "../plan/replace-ids.ts";

/** holds: as promised. before: as it was before the step. other: neither. */
export type StepState = "holds" | "before" | "other";

/** Reads what a step promised. `rewritten`: units of what it makes that a later step of the plan writes. */
export async function checkStep(
  planned: PlanStep,
  ids: IdMap,
  reading: Reading,
  rewritten: ReadonlySet<string> = new Set(),
): Promise<StepState> {
  if (planned.action === "create") return checkCreated(planned, ids, reading, rewritten);
  const step = resolveStep(planned, ids);
  const judged = judgeStep(step, await readFound(step, unitsOf(step), reading));
  if (judged.kind === "already") return "holds";
  return judged.kind === "go" ? "before" : "other";
}

/**
 * What was made under a new id has to show all that its POST said, but for values that name its own old id: those are
 * steps of their own.
 */
async function checkCreated(
  step: PlanStep,
  ids: IdMap,
  reading: Reading,
  rewritten: ReadonlySet<string>,
): Promise<StepState> {
  const { properties: rules, createRequest } = definitionOf(step.type);
  const made = { type: step.type, id: step.object.id, properties: step.promised };
  const own = ownIdsOf(made);
  const others = new Map([...ids].filter(([old]) => !own.has(old)));
  const { object, promised } = resolveStep(step, others);
  const id = ids.get(object.id.toLowerCase());
  const body = createRequest({ ...made, properties: promised, links: {} })?.body;
  if (id === undefined || body === undefined) return "before";
  const said = Object.entries(body).filter(([name]) => {
    const isReadable = Object.hasOwn(rules, name) && rules[name]?.secret !== true && !rewritten.has(name);
    return isReadable && !namesAny(step.promised[name] ?? null, own);
  });
  const units = said.map(([name]) => name);
  const found = await readFound({ ...step, object: { ...object, id } }, units, reading);
  if (found.state !== "active") return "before";
  const open = said.filter(([name, value]) => !holdsBody(found.properties, { [name]: value }, rules));
  if (open.length === 0) return "holds";
  // What Graph silently left out of a POST is empty; that is no sign of somebody else.
  return open.every(([name]) => isBlank(found.properties[name])) ? "before" : "other";
}
