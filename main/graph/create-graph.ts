import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { createAuthenticationStage } from "./authentication-stage.ts";
import { batchSize, sendBatch } from "./batch.ts";
import { cancelled, throwIfCancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";
import type { Cloud } from "./cloud.ts";
import { chainOf, Exchange } from "./exchange.ts";
import type {
  BatchRequest,
  BatchResponse,
  Graph,
  ReadOptions,
  SignIn,
  Transport,
  TransportResponse,
  WriteResponse,
} from "./graph.ts";
import { addressOf, nameOf, refuseEmptyId, relativeOf } from "./graph-address.ts";
import { graphErrorOf, refusalOf } from "./graph-refusal.ts";
import { inOrder } from "./in-order.ts";
import { createLimitingStage } from "./limiting-stage.ts";
import type { RequestRecord } from "./log-stage.ts";
import { createLogStage } from "./log-stage.ts";
import { pagesOf } from "./paging.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import type { Cost } from "./request-cost.ts";
import { costOf } from "./request-cost.ts";
import { createRetryStage } from "./retry-stage.ts";
import { createWaitBudget } from "./wait-budget.ts";

export interface GraphSettings {
  readonly cloud: Cloud;
  readonly transport: Transport;
  readonly signIn: SignIn;
  /** What each request's token has to allow; more is asked of `signIn` before a plan runs. */
  readonly permissions: readonly string[];
  readonly clock: Clock;
  readonly log?: (record: RequestRecord) => void;
  /** Shared by all Graphs of one tenant, if there are several: the limits are the tenant's. */
  readonly limiter?: RateLimiter;
  /** In [0, 1), for the jitter of waits. */
  readonly random?: () => number;
  /** How long a request may wait since it was first refused; then it ends with TENANT_THROTTLED or TENANT_UNREACHABLE. */
  readonly waitBudgetMs?: number;
}

type Method = BatchRequest["method"];

interface Sending {
  readonly method: Method;
  readonly path: string;
  readonly body?: JsonObject | undefined;
  readonly options?: ReadOptions | undefined;
  readonly costs?: readonly [Cost, ...Cost[]];
  readonly repeatable?: boolean;
}

/** `$batch` calls under way at once for one call of `batch`: enough for the limiter, and not the network, to set the pace. */
const batchesAtOnce = 12;

/**
 * Graph over the Microsoft Graph client with our own chain: retry, authentication, limiter, log, network.
 * One for each tenant, or one limiter for all of them.
 */
export function createGraph(settings: GraphSettings): Graph {
  const { cloud, clock, random = Math.random, waitBudgetMs = 300_000 } = settings;
  const statistics = { requests: 0, retries: 0, throttled: 0, waitedMs: 0 };
  const limiter = settings.limiter ?? createRateLimiter(cloud.allowance, clock);
  const onRetry = (waitedMs: number, throttled: boolean) => {
    statistics.retries += 1;
    statistics.waitedMs += waitedMs;
    if (throttled) statistics.throttled += 1;
  };
  const retry = { limiter, clock, random, budget: createWaitBudget(waitBudgetMs, clock), onRetry };
  const client = clientOf(settings, [
    createRetryStage(retry),
    createAuthenticationStage(settings.signIn, settings.permissions),
    createLimitingStage(limiter),
    createLogStage(clock, (record) => {
      statistics.requests += 1;
      settings.log?.(record);
    }),
  ]);

  async function send(sending: Sending): Promise<Answer> {
    const { method, path, body, options = {} } = sending;
    throwIfCancelled(options.signal);
    const exchange = new Exchange({
      url: addressOf(path, cloud),
      costs: sending.costs ?? costOf(method, relativeOf(path, cloud)),
      repeatable: sending.repeatable ?? method === "GET",
      signal: options.signal,
    });
    const call = client
      .api("/")
      .responseType(ResponseType.RAW)
      .middlewareOptions([exchange])
      .headers(headersOf(options));
    await callWith(call, method, body);
    if (exchange.failure !== undefined) throw options.signal?.aborted === true ? cancelled() : exchange.failure;
    return answerOf(exchange.answer);
  }

  async function read(path: string, options?: ReadOptions): Promise<Answer> {
    const answer = await send({ method: "GET", path, options });
    if (answer.status < 300) return answer;
    throw refusalOf(answer, nameOf(path), options?.permissions);
  }

  async function sendAlone(request: BatchRequest, options: ReadOptions): Promise<BatchResponse> {
    const { id, method, url, body, headers } = request;
    const all = { ...options, headers: { ...options.headers, ...headers } };
    const { status, headers: answered, body: value } = await send({ method, path: url, body, options: all });
    return { id, status, headers: answered, body: value };
  }

  async function sendTogether(requests: readonly BatchRequest[], options: ReadOptions) {
    for (const { url } of requests) refuseEmptyId(url);
    return sendBatch(requests, {
      ...retry,
      signal: options.signal,
      post: async (body, about) => {
        const answer = await send({ method: "POST", path: "/$batch", body, options, ...about });
        if (answer.status === 401) throw refusalOf(answer, "/$batch", options.permissions);
        return { id: "", ...answer };
      },
    });
  }

  return {
    statistics,
    async get(path, options) {
      const answer = await send({ method: "GET", path, options });
      if (answer.status === 404) return undefined;
      if (answer.status >= 300) throw refusalOf(answer, nameOf(path), options?.permissions);
      return isJsonObject(answer.body) ? answer.body : {};
    },
    async count(path, options) {
      const [address = "", query] = path.split("?", 2);
      const counted = `${address}/$count${query === undefined ? "" : `?${query}`}`;
      const answer = await send({ method: "GET", path: counted, options: { ...options, consistency: "eventual" } });
      if (answer.status < 300) return countIn(answer.text);
      if ([400, 403, 404, 405, 501].includes(answer.status)) return undefined;
      throw refusalOf(answer, nameOf(path), options?.permissions);
    },
    pages: (path, options) => pagesOf(path, async (link) => (await read(link, options)).body),
    async batch(requests, options = {}) {
      const answers = new Map<BatchRequest, BatchResponse>();
      const chunks = [...chunksOf(requests)];
      const sent = inOrder(chunks, batchesAtOnce, async (chunk) => {
        const [only] = chunk;
        if (only !== undefined && isSlow(only)) return [await sendAlone(only, options)];
        return sendTogether(chunk, options);
      });
      let index = 0;
      for await (const responses of sent) {
        const chunk = chunks[index] ?? [];
        responses.forEach((response, place) => {
          const request = chunk[place];
          if (request !== undefined) answers.set(request, response);
        });
        index += 1;
      }
      return requests.flatMap((request) => answers.get(request) ?? []);
    },
    async write(method, path, body, options): Promise<WriteResponse> {
      const answer = await send({ method, path, body, options });
      if (answer.status === 401 || answer.status === 429) throw refusalOf(answer, nameOf(path), options?.permissions);
      const { code, message } = answer.status >= 400 ? graphErrorOf(answer.body) : {};
      return {
        status: answer.status,
        body: answer.body,
        ...(code === undefined ? {} : { errorCode: code }),
        ...(message === undefined ? {} : { errorMessage: message }),
      };
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
  readonly text: string;
}

function clientOf({ cloud, transport }: GraphSettings, stages: Parameters<typeof chainOf>[0]): Client {
  return Client.initWithMiddleware({
    baseUrl: cloud.graph,
    defaultVersion: "v1.0",
    customHosts: new Set([new URL(cloud.graph).hostname]),
    middleware: chainOf(stages, transport),
  });
}

function callWith(call: ReturnType<Client["api"]>, method: Method, body: JsonObject | undefined): Promise<unknown> {
  if (method === "GET") return call.get();
  if (method === "DELETE") return call.delete();
  if (method === "PATCH") return call.patch(body ?? {});
  // An action without parameters has no body at all.
  return method === "PUT" ? call.put(body ?? {}) : call.post(body ?? "");
}

function headersOf(options: ReadOptions): Record<string, string> {
  return {
    ...options.headers,
    ...(options.consistency === undefined ? {} : { ConsistencyLevel: options.consistency }),
  };
}

function answerOf(answer: TransportResponse | undefined): Answer {
  if (answer === undefined) throw new Error("the chain ended without an answer");
  return { status: answer.status, headers: answer.headers, text: answer.body, body: jsonIn(answer.body) };
}

function jsonIn(text: string): JsonValue | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function countIn(text: string): number | undefined {
  const digits = /^\uFEFF?\s*(\d+)\s*$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Conditional Access: one request a second, so a batch would only be twenty at once. */
function isSlow(request: BatchRequest): boolean {
  return costOf(request.method, request.url)[0].limit === "conditionalAccess";
}

function* chunksOf(requests: readonly BatchRequest[]): Generator<readonly BatchRequest[]> {
  const together = requests.filter((request) => !isSlow(request));
  for (let start = 0; start < together.length; start += batchSize) yield together.slice(start, start + batchSize);
  for (const request of requests) if (isSlow(request)) yield [request];
}
