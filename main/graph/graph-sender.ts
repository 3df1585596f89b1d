import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { RetryKind } from "../../preload/contract/snapshot.ts";
import type { Log } from "../log/log.ts";
import { createAuthenticationStage } from "./authentication-stage.ts";
import { cancelled, eitherSignal, throwIfCancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";
import { leastAhead } from "./clock-ahead.ts";
import type { Cloud } from "./cloud.ts";
import type { Stage } from "./exchange.ts";
import { chainOf, Exchange } from "./exchange.ts";
import type { BatchRequest, GraphStatistics, ReadOptions, SignIn, Transport } from "./graph.ts";
import { addressOf, relativeOf } from "./graph-address.ts";
import { createLimitingStage } from "./limiting-stage.ts";
import { createLogStage } from "./log-stage.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { readingStage } from "./reading-stage.ts";
import type { Cost } from "./request-cost.ts";
import { costOf } from "./request-cost.ts";
import type { RetrySettings } from "./retry-stage.ts";
import { createRetryStage } from "./retry-stage.ts";
import { createWaitBudget } from "./wait-budget.ts";
import { watched } from "./watched-exchanges.ts";

export interface GraphSettings {
  readonly cloud: Cloud;
  readonly transport: Transport;
  readonly signIn: SignIn;
  /** What each request's token has to allow; more is asked of `signIn` before a plan runs. */
  readonly permissions: readonly string[];
  readonly clock: Clock;
  readonly log?: Log | undefined;
  /** Shared by all Graphs of one tenant, if there are several: the limits are the tenant's. */
  readonly limiter?: RateLimiter;
  /** In [0, 1), for the jitter of waits. */
  readonly random?: () => number;
  /** How long a request may wait since it was first refused; then it ends with TENANT_THROTTLED or TENANT_UNREACHABLE. */
  readonly waitBudgetMs?: number;
}

export interface Sending {
  readonly method: BatchRequest["method"];
  readonly path: string;
  readonly body?: JsonObject | undefined;
  readonly options?: ReadOptions | undefined;
  /** Where they are not those of the path (a batch costs what is in it). */
  readonly costs?: readonly [Cost, ...Cost[]];
  readonly repeatable?: boolean;
}

/** An answer of any status. `body` is undefined where there is none, or none that is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
  readonly text: string;
  /** A good answer without JSON. */
  readonly isUnreadable: boolean;
  /** See Exchange. */
  readonly renew: Exchange["renew"];
}

export interface GraphSender {
  send(sending: Sending): Promise<Answer>;
  readonly retry: RetrySettings;
  readonly statistics: GraphStatistics;
}

/** Sends single requests over the Microsoft Graph client with our chain: retry, reading, authentication, limiter, log, network. */
export function createGraphSender(settings: GraphSettings): GraphSender {
  const { cloud, clock, random = Math.random, waitBudgetMs = 300_000 } = settings;
  const retriesBy = { throttled: 0, serverError: 0, unreadable: 0, noAnswer: 0 };
  const statistics: { -readonly [Name in keyof GraphStatistics]: GraphStatistics[Name] } = {
    ...{ requests: 0, retries: 0, retriesBy, waitedMs: 0 },
  };
  const limiter = settings.limiter ?? createRateLimiter(cloud.allowance, clock);
  const onRetry = (waitedMs: number, kind: RetryKind) => {
    statistics.retries += 1;
    statistics.waitedMs += waitedMs;
    retriesBy[kind] += 1;
    settings.log?.write("graph.retry", { reason: kind, waitedMilliseconds: waitedMs });
  };
  const retry = { limiter, clock, random, budget: createWaitBudget(waitBudgetMs, clock), onRetry };
  const client = clientOf(settings, [
    createRetryStage(retry),
    readingStage,
    createAuthenticationStage(settings.signIn, settings.permissions),
    createLimitingStage(limiter),
    createLogStage(clock, settings.log, (aheadMs) => {
      statistics.requests += 1;
      const ahead = leastAhead(statistics.clockAheadMs, aheadMs);
      if (ahead !== undefined) statistics.clockAheadMs = ahead;
    }),
  ]);

  return {
    retry,
    statistics,
    async send(sending) {
      const { method, path, body, options = {} } = sending;
      const signal = eitherSignal(options.signal, options.hold);
      throwIfCancelled(signal);
      const exchange = new Exchange({
        url: addressOf(path, cloud),
        costs: sending.costs ?? costOf(method, relativeOf(path, cloud)),
        repeatable: sending.repeatable ?? method === "GET",
        signal,
        cutOff: options.signal,
        onTurn: options.onTurn,
      });
      const call = client.api("/").responseType(ResponseType.RAW).middlewareOptions([exchange]);
      await callWith(call.headers(headersOf(options)), method, body);
      if (exchange.failure !== undefined) throw options.signal?.aborted === true ? cancelled() : exchange.failure;
      return answerOf(exchange);
    },
  };
}

function clientOf({ cloud, transport }: GraphSettings, stages: readonly Stage[]): Client {
  return Client.initWithMiddleware({
    baseUrl: cloud.graph,
    defaultVersion: "v1.0",
    customHosts: new Set([new URL(cloud.graph).hostname]),
    middleware: chainOf(stages, watched(transport)),
  });
}

type Call = ReturnType<Client["api"]>;

function callWith(call: Call, method: Sending["method"], body: JsonObject | undefined): Promise<unknown> {
  if (method === "GET") return call.get();
  if (method === "DELETE") return call.delete();
  if (method === "PATCH") return call.patch(body ?? {});
  // An action without parameters has no body at all.
  return method === "PUT" ? call.put(body ?? {}) : call.post(body ?? "");
}

function headersOf({ headers, consistency }: ReadOptions): Record<string, string> {
  return { ...headers, ...(consistency === undefined ? {} : { ConsistencyLevel: consistency }) };
}

function answerOf({ answer, body, isUnreadable, renew }: Exchange): Answer {
  if (answer === undefined) throw new Error("the chain ended without an answer");
  return { status: answer.status, headers: answer.headers, text: answer.body, body, isUnreadable, renew };
}
