import type { JsonObject } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { WriteRequest } from "../catalogue/object-type-definition.ts";
import { challengeOf } from "../graph/authentication-stage.ts";
import { cancelled } from "../graph/cancelled.ts";
import type { BatchResponse } from "../graph/graph.ts";
import { graphErrorOf, refusalOf } from "../graph/graph-refusal.ts";
import type { ApplyRun } from "./apply-run.ts";
import { fillPlaceholders } from "./fill-placeholders.ts";
import { findNamesakes } from "./find-namesakes.ts";
import { judgeStep } from "./judge-step.ts";
import { isPlanned, type Write } from "./planned-write.ts";
import { readFound, unitsOf } from "./read-found.ts";
import { patienceMs } from "./read-until.ts";
import { refusalReason } from "./refusal-reason.ts";

/** sent: accepted; `body` is the answer. done: a look shows that the whole step holds already. */
export type SendResult =
  | { readonly kind: "sent"; readonly body: JsonObject }
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly reason: string };

const firstWaitMs = 2000;
const longestWaitMs = 30_000;

/**
 * What a request belongs to; `namesakes` went by the object's name before it was made. `isInDoubt`: it may have been sent
 * before, by a process that was ended before it heard the answer.
 */
export interface Sending {
  readonly step: PlanStep;
  readonly namesakes: readonly string[];
  readonly isInDoubt: boolean;
}

/**
 * Sends one request until its fate is known. After an answer that leaves open whether it was carried out, the tenant is
 * looked at before anything is sent again.
 */
export async function sendRequest(request: WriteRequest, sending: Sending, run: ApplyRun): Promise<SendResult> {
  let waited = 0;
  let { isInDoubt } = sending;
  for (let wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
    const response = await sendOnce(request, sending.step, run);
    if (response.status < 300 || isFine(request, response)) return { kind: "sent", body: bodyOf(response) };
    if (response.status === 401 || response.status === 429) throw refusalOf(response, request.path);
    isInDoubt ||= response.status >= 500;
    // Refused after an attempt that nobody heard of again: that one may have done it, and reads may lag behind it.
    const seen = isInDoubt ? await lookAfter(sending, run) : undefined;
    if (seen !== undefined) return seen;
    const mayPass = isInDoubt || isCollision(response) || isReplicating(response, sending.step);
    if (!mayPass || waited + wait > patienceMs) {
      return { kind: "refused", reason: refusalReason(response, sending.step.permissions) };
    }
    await run.clock.wait(wait, run.signal);
    waited += wait;
  }
}

async function sendOnce({ method, path, body }: WriteRequest, step: PlanStep, run: ApplyRun): Promise<BatchResponse> {
  const fillings = { graphHost: run.graphHost, password: () => `${run.random()}aB4!` };
  const filled = body === undefined ? {} : { body: fillPlaceholders(body, fillings) };
  assertPlanned({ method, path, body }, step, run);
  const response = await run.writing.send({ method, url: path, ...filled }).catch(noAnswer);
  // It was held back, or not let in and not sent again: it was not carried out.
  const isLetIn = response.status !== 429 && challengeOf(response) === undefined;
  if (!isLetIn && run.signal?.aborted === true) throw cancelled();
  run.note(step.id, { kind: "request", request: { method, path, status: response.status } });
  return response;
}

/** The last look before anything leaves: what is not in the reviewed plan is a bug of ours and is never sent. */
function assertPlanned(write: Write, { id }: PlanStep, { reviewed, ids }: ApplyRun): void {
  const step = reviewed.get(id);
  if (step !== undefined && isPlanned(write, step, ids)) return;
  throw new Error(`step ${id}: a ${write.method} that is not in the plan was about to be sent`);
}

/** A connection that broke leaves open whether the write was carried out, like a 503. */
function noAnswer(error: unknown): BatchResponse {
  if (error instanceof ReinstateError && error.code === "TENANT_UNREACHABLE" && error.retryable) {
    return { id: "", status: 503, headers: {}, body: undefined };
  }
  throw error;
}

function bodyOf({ body }: BatchResponse): JsonObject {
  return isJsonObject(body) ? body : {};
}

function isFine({ alsoFine = [] }: WriteRequest, { status, body }: BatchResponse): boolean {
  const { code = "", message = "" } = graphErrorOf(body);
  return alsoFine.some(
    (fine) =>
      fine.status === status &&
      (fine.errorCode === undefined || fine.errorCode === code) &&
      (fine.messagePart === undefined || message.toLowerCase().includes(fine.messagePart.toLowerCase())),
  );
}

/** Too many writes around one object at a time (fault C23). */
function isCollision({ status, body }: BatchResponse): boolean {
  const { code = "", message = "" } = graphErrorOf(body);
  return status === 409 && /concurren/i.test(`${code} ${message}`);
}

/** What this job brought back a moment ago is not known everywhere yet (faults C13, C22). */
function isReplicating({ status, body }: BatchResponse, step: PlanStep): boolean {
  if (step.dependsOn.length === 0) return false;
  if (status === 404) return true;
  const { message = "" } = graphErrorOf(body);
  return (
    [400, 403].includes(status) &&
    /does not (exist|reference)|not found|backing application|\b10(11|12|15|40)\b/i.test(message)
  );
}

async function lookAfter({ step, namesakes }: Sending, run: ApplyRun): Promise<SendResult | undefined> {
  if (step.action === "create") return madeMeanwhile(step, namesakes, run);
  const found = await readFound(step, unitsOf(step), run.reading);
  return judgeStep(step, found).kind === "already" ? { kind: "done" } : undefined;
}

/** Looks at what may have been made, with growing waits: together as long as replication is waited for anywhere. */
const looksAfterMs = [0, 5000, 10_000, 15_000, 30_000, 30_000, 30_000];

/**
 * The object that was made by a POST whose answer never came; undefined if it was not. A new object may not be in the list for a
 * minute, and one look too few makes a second one.
 */
export async function madeMeanwhile(
  step: PlanStep,
  namesakes: readonly string[],
  run: ApplyRun,
): Promise<SendResult | undefined> {
  for (const wait of looksAfterMs) {
    if (wait > 0) await run.clock.wait(wait, run.signal);
    const fresh = (await findNamesakes(step, run.reading)).filter((id) => !namesakes.includes(id));
    const [id] = fresh;
    if (fresh.length > 1) return { kind: "refused", reason: severalMade };
    if (id !== undefined) return { kind: "sent", body: { id, ...(await clientIdOf(step, id, run)) } };
  }
  return undefined;
}

const severalMade =
  "The connection broke while it was made, and several new objects go by its name now. Look at them in the admin centre.";

async function clientIdOf(step: PlanStep, id: string, run: ApplyRun): Promise<JsonObject> {
  if (step.type !== "application") return {};
  const { properties } = await readFound({ ...step, object: { ...step.object, id } }, ["appId"], run.reading);
  return properties;
}
