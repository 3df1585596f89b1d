import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import type { StepOutcome } from "../../preload/contract/recovery-job.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { WriteRequest } from "../catalogue/object-type-definition.ts";
import { throwIfCancelled } from "../graph/cancelled.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import type { StepFound } from "../plan/step-found.ts";
import { formatFound } from "../plan/step-found.ts";
import { requestsOf } from "../plan/step-requests.ts";
import type { ApplyRun } from "./apply-run.ts";
import { findNamesakes } from "./find-namesakes.ts";
import { holdsBody } from "./holds-body.ts";
import { judgeStep } from "./judge-step.ts";
import { unitsOf } from "./read-found.ts";
import { readUntil } from "./read-until.ts";
import { resolveStep } from "./resolve-step.ts";
import { seeBeforeDeletion } from "./seen-before-deletion.ts";
import { madeMeanwhile, type SendResult, sendRequest } from "./send-request.ts";

/**
 * Looks, writes down what is there, writes. Throws only what ends the whole run (cancelled, sign-in gone, tenant out of
 * reach); a refusal is the step's own outcome.
 */
export async function carryOutStep(planned: PlanStep, run: ApplyRun): Promise<StepOutcome> {
  const step = resolveStep(planned, run.ids);
  const found = await lookAt(step, run);
  if (typeof found === "string") return { id: step.id, outcome: "failed", reason: found };
  const begun = run.founds.get(step.id);
  const judged = judgeStep(step, found);
  // Begun before and as promised now: most likely this job wrote it and only the answer was lost. The job's record and its undo say
  // that nobody can tell.
  if (judged.kind === "already") return { id: step.id, outcome: begun === undefined ? "already" : "applied" };
  if (judged.kind === "different" && (begun === undefined || !isHalfWay(step, found))) {
    return { id: step.id, outcome: "skipped", reason: judged.reason };
  }
  if (begun === undefined && isMadeByOthers(step, found, run))
    return { id: step.id, outcome: "skipped", reason: madeByOthers };
  const left =
    judged.kind === "go"
      ? judged.step
      : { ...step, ...(step.action === "delete" ? { expected: found.properties } : {}) };
  if (step.action === "delete") await seeBeforeDeletion(planned, run);
  // Nothing begins after the job was stopped, and of what has begun nothing more leaves.
  throwIfCancelled(run.signal);
  if (begun !== undefined) return goOn(left, { ...found, namesakes: begun.namesakes }, run);
  run.note(step.id, { kind: "intent", found: formatFound(found) });
  return write(left, found, run).catch((error: unknown) => {
    const isCancelled = error instanceof ReinstateError && error.code === "CANCELLED";
    // Stopped before anything left, it is in no doubt.
    if (isCancelled && run.unsent.has(step.id)) run.note(step.id, { kind: "withdrawn" });
    throw error;
  });
}

const madeByOthers =
  "Something that goes by its name has come since the plan was made: perhaps somebody made it again by hand. Nothing was made; make a new plan to see it.";

/** Whether somebody came by the name whom the review did not know, and whom this job did not make. */
function isMadeByOthers({ namesakes: known }: PlanStep, { namesakes }: StepFound, { ids }: ApplyRun): boolean {
  if (known === undefined) return false;
  const expected = new Set([...known, ...ids.values()]);
  return namesakes.some((id) => !expected.has(id));
}

async function lookAt(step: PlanStep, run: ApplyRun): Promise<StepFound | string> {
  try {
    const found = await readWhenThere(step, run);
    if (step.action !== "create" || found.state === "active") return found;
    return { ...found, namesakes: await findNamesakes(step, run.reading) };
  } catch (error) {
    // Throttling and outages are everybody's; anything else is about this object.
    if (error instanceof GraphRefusal && !error.retryable && error.status !== 401) return error.message;
    throw error;
  }
}

/** What this job brought back a moment ago may not be readable yet (fault C13). */
function readWhenThere(step: PlanStep, run: ApplyRun): Promise<StepFound> {
  const isComing = step.dependsOn.length > 0 && (step.action === "update" || step.action === "link");
  return readUntil(({ state }) => !isComing || state === "active", step, unitsOf(step), run);
}

/** Stopped between switching something off and its last write: neither as it was nor as promised, but ours. */
function isHalfWay(step: PlanStep, found: StepFound): boolean {
  return requestsOf(step).some((request) => isVisible(request, step, found));
}

/** A first write of a chain that shows. */
function isVisible({ awaitVisible, body }: WriteRequest, { type }: PlanStep, { properties }: StepFound): boolean {
  return awaitVisible === true && body !== undefined && holdsBody(properties, body, definitionOf(type).properties);
}

async function goOn(step: PlanStep, found: StepFound, run: ApplyRun): Promise<StepOutcome> {
  const made = step.action === "create" ? await madeMeanwhile(step, found.namesakes, run) : undefined;
  return made === undefined ? write(step, found, run) : outcomeOf(step, [made], made);
}

async function write(step: PlanStep, found: StepFound, run: ApplyRun): Promise<StepOutcome> {
  const requests = requestsOf(step).filter((request) => !isVisible(request, step, found));
  const isChain = requests.some(({ awaitVisible }) => awaitVisible === true);
  const results: SendResult[] = [];
  let made: SendResult | undefined;
  for (const request of requests) {
    const sent = await sendOrSplit(request, step, found, run);
    results.push(...sent);
    if (sent.some(({ kind }) => kind === "done")) break;
    if (request.yields === "objectId") made = sent[0];
    if (isChain && sent.some(({ kind }) => kind === "refused")) break;
  }
  const isLeftOff =
    isChain && (results.length > 1 || results.some((one) => one.kind === "refused" && one.reason === notVisible));
  return outcomeOf(step, results, made, isLeftOff);
}

async function sendOrSplit(
  request: WriteRequest,
  step: PlanStep,
  found: StepFound,
  run: ApplyRun,
): Promise<readonly SendResult[]> {
  const sending = { step, namesakes: found.namesakes, isInDoubt: run.founds.has(step.id) };
  const result = await sendRequest(request, sending, run);
  if (result.kind === "refused" && request.otherwise !== undefined) {
    // One dead id does not stop the others (fault C25).
    const results: SendResult[] = [];
    for (const single of request.otherwise) results.push(await sendRequest(single, sending, run));
    return results;
  }
  if (result.kind !== "sent" || request.awaitVisible !== true || request.body === undefined) return [result];
  const isShown = (read: StepFound) => isVisible(request, step, read);
  const shown = isShown(await readUntil(isShown, step, Object.keys(request.body), run));
  return shown ? [result] : [{ kind: "refused", reason: notVisible }];
}

const notVisible = "Microsoft Graph took a first write, but no read shows it yet, so the rest was not written.";
const leftOff =
  " What was switched off for it (roles, scopes, trust) stays off: make a new plan, or undo the job, which switches it on again.";

function outcomeOf(
  step: PlanStep,
  results: readonly SendResult[],
  made: SendResult | undefined,
  isLeftOff = false,
): StepOutcome {
  const refused = results.filter((result) => result.kind === "refused");
  const [first] = refused;
  if (first !== undefined) {
    const share = results.length > 1 ? `${refused.length} of ${results.length} writes failed. ` : "";
    return { id: step.id, outcome: "failed", reason: share + first.reason + (isLeftOff ? leftOff : "") };
  }
  return { id: step.id, outcome: "applied", ...(made?.kind === "sent" ? newIdsIn(step, made.body) : {}) };
}

function newIdsIn(step: PlanStep, { id, appId }: JsonObject): Pick<StepOutcome, "newId" | "newAppId"> {
  return {
    ...(typeof id === "string" ? { newId: id } : {}),
    ...(step.type === "application" && typeof appId === "string" ? { newAppId: appId } : {}),
  };
}
