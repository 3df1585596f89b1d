import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject, jsonText } from "../../preload/contract/json-value.ts";
import type { RetryKind } from "../../preload/contract/snapshot.ts";
import { eitherSignal, isHeldBack } from "./cancelled.ts";
import type { Clock } from "./clock.ts";
import type { BatchRequest, BatchResponse } from "./graph.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Cost, LimitClass } from "./request-cost.ts";
import { costOf } from "./request-cost.ts";
import { backOff, retryAfterOf } from "./retry-after.ts";
import type { WaitBudget } from "./wait-budget.ts";

/** Graph's limit for one `$batch`. */
export const batchSize = 20;

export interface BatchSettings {
  /** Sends one `$batch` body; resolves with status and parsed body, whatever the status is. */
  readonly post: (body: JsonObject, about: BatchPost) => Promise<BatchResponse>;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: WaitBudget;
  readonly onRetry: (waitedMs: number, kind: RetryKind) => void;
  readonly signal: AbortSignal | undefined;
  /** Aborted: `post` answers 429 in the service's place, and nothing is sent again. */
  readonly hold: AbortSignal | undefined;
}

export interface BatchPost {
  readonly costs: readonly [Cost, ...Cost[]];
  readonly repeatable: boolean;
}

/**
 * Up to 20 requests in one `$batch`. The 200 around them says nothing: each item is throttled on its own, so only the
 * items that failed for a while are sent again, after the largest wait that any of them asked for. Answers are in the
 * order asked. When the budget of waits is used up, or nothing more may leave, the last answers stand.
 */
export async function sendBatch(
  requests: readonly BatchRequest[],
  settings: BatchSettings,
): Promise<readonly BatchResponse[]> {
  const answers = new Map<string, BatchResponse>();
  let pending = requests;
  let refusedAt: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    for (const answer of await sendOnce(pending, settings)) answers.set(answer.id, answer);
    if (settings.hold?.aborted === true) break;
    const failed = toSendAgain(requests, answers);
    for (const { url } of pending.filter((request) => !failed.includes(request))) settings.budget.answered(url);
    const wait = waitFor(failed, answers, attempt, settings);
    refusedAt ??= settings.clock.now();
    const since = refusedAt;
    pending = failed.filter(({ url }) => settings.budget.allows(url, since, wait));
    if (pending.length === 0) break;
    await rest(pending, answers, wait, settings);
  }
  return requests.map((request) => answers.get(request.id) ?? noAnswer(request.id));
}

async function sendOnce(requests: readonly BatchRequest[], settings: BatchSettings): Promise<readonly BatchResponse[]> {
  const outer = await settings.post(
    { requests: requests.map(itemOf) },
    { costs: costsOf(requests), repeatable: requests.every((request) => request.method === "GET") },
  );
  const items = isJsonObject(outer.body) ? outer.body.responses : undefined;
  // Nothing inside: what the service said to the whole it said to each.
  if (!Array.isArray(items)) return requests.map(({ id }) => ({ ...outer, status: withoutItems(outer.status), id }));
  return items.filter((item) => isJsonObject(item)).map(responseOf);
}

/** 200 without an answer inside came from somebody in between: nothing is known to be done. */
function withoutItems(status: number): number {
  return status < 300 ? 502 : status;
}

function itemOf(request: BatchRequest): JsonObject {
  const { id, method, url, body } = request;
  const headers = { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...request.headers };
  const item = { id, method, url, ...(body === undefined ? {} : { body }) };
  return Object.keys(headers).length === 0 ? item : { ...item, headers };
}

function responseOf(item: JsonObject): BatchResponse {
  const headers = isJsonObject(item.headers) ? Object.entries(item.headers) : [];
  return {
    id: jsonText(item.id),
    status: Number(item.status),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), jsonText(value)])),
    body: item.body as JsonValue | undefined,
  };
}

/** A service that leaves an item out has not answered it. */
function noAnswer(id: string): BatchResponse {
  return { id, status: 502, headers: {}, body: undefined };
}

/** Failed dependencies (424) were not executed: they go along when what they depend on is sent again. */
function toSendAgain(requests: readonly BatchRequest[], answers: ReadonlyMap<string, BatchResponse>) {
  const failed = requests.filter((request) => {
    const status = answers.get(request.id)?.status ?? 502;
    return status === 429 || (request.method === "GET" && [500, 502, 503, 504].includes(status));
  });
  if (failed.length === 0) return [];
  return requests.filter((request) => failed.includes(request) || answers.get(request.id)?.status === 424);
}

function waitFor(
  pending: readonly BatchRequest[],
  answers: ReadonlyMap<string, BatchResponse>,
  attempt: number,
  { clock, random }: BatchSettings,
): number {
  const asked = pending.map(({ id }) => retryAfterOf(answers.get(id)?.headers ?? {}, clock.now()) ?? 0);
  return backOff(attempt, Math.max(0, ...asked), random);
}

async function rest(
  pending: readonly BatchRequest[],
  answers: ReadonlyMap<string, BatchResponse>,
  wait: number,
  { limiter, clock, onRetry, signal, hold }: BatchSettings,
): Promise<void> {
  const throttled = pending.filter(({ id }) => answers.get(id)?.status === 429);
  onRetry(wait, throttled.length > 0 ? "throttled" : "serverError");
  if (throttled.length > 0) {
    limiter.pause(
      costsOf(throttled).map(({ limit }) => limit),
      wait,
    );
  }
  try {
    await clock.wait(wait, eitherSignal(signal, hold));
  } catch (error) {
    if (!isHeldBack(error, { signal, hold })) throw error;
  }
}

/** Each item counts for itself. */
function costsOf(requests: readonly BatchRequest[]): readonly [Cost, ...Cost[]] {
  const sums = new Map<LimitClass, number>();
  for (const { limit, units } of requests.flatMap(({ method, url }) => costOf(method, url))) {
    sums.set(limit, (sums.get(limit) ?? 0) + units);
  }
  const [first, ...others] = [...sums].map(([limit, units]) => ({ limit, units }));
  return [first ?? { limit: "read", units: 1 }, ...others];
}
