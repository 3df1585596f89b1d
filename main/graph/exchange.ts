import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { TokenOptions, TransportRequest, TransportResponse } from "./graph.ts";
import type { Cost } from "./request-cost.ts";

/**
 * One request on its way through the client's chain, and its answer. It travels as the client's own middleware option,
 * because the client would rebuild the address (next links have to stay as they came) and wrap our errors.
 */
export class Exchange implements MiddlewareOptions {
  readonly url: string;
  readonly costs: readonly [Cost, ...Cost[]];
  /** Whether sending it twice does no harm: reads, and batches of reads. */
  readonly repeatable: boolean;
  /** Ends every wait; nothing is sent after it. */
  readonly signal: AbortSignal | undefined;
  /** Cuts off what is on its way as well. */
  readonly cutOff: AbortSignal | undefined;
  readonly onTurn: (() => void) | undefined;
  request: TransportRequest | undefined;
  answer: TransportResponse | undefined;
  /** The answer's JSON, if it has any. */
  body: JsonValue | undefined;
  /** A good answer without JSON: not the service's own. */
  isUnreadable = false;
  failure: unknown;
  /** For a challenge inside the answer: gets a newer token than the one it was asked with; false if there is none. */
  renew: ((options: TokenOptions) => Promise<boolean>) | undefined;

  constructor(about: {
    url: string;
    costs: readonly [Cost, ...Cost[]];
    repeatable: boolean;
    signal: AbortSignal | undefined;
    cutOff: AbortSignal | undefined;
    onTurn: (() => void) | undefined;
  }) {
    this.url = about.url;
    this.costs = about.costs;
    this.repeatable = about.repeatable;
    this.signal = about.signal;
    this.cutOff = about.cutOff;
    this.onTurn = about.onTurn;
  }
}

/** One stage: sends the request on with `next`, as often as it sees fit. */
export type Stage = (
  request: TransportRequest,
  exchange: Exchange,
  next: (request: TransportRequest) => Promise<TransportResponse>,
) => Promise<TransportResponse>;

/** The client's chain out of our stages, outermost first; `send` is the network. */
export function chainOf(
  stages: readonly Stage[],
  send: (request: TransportRequest) => Promise<TransportResponse>,
): Middleware[] {
  return [opening(), ...stages.map(middlewareOf), middlewareOf((request) => send(request))];
}

function opening(): Middleware {
  return linked(async (context, next) => {
    const exchange = exchangeOf(context);
    exchange.request = requestOf(context, exchange);
    try {
      await next();
    } catch (error) {
      exchange.failure = error;
    }
    // The client wants one; the body is read from the exchange, where it need not be encoded and decoded again.
    context.response = new Response(null, { status: 200 });
  });
}

function middlewareOf(stage: Stage): Middleware {
  return linked(async (context, next) => {
    const exchange = exchangeOf(context);
    if (exchange.request === undefined) throw new Error("the chain has no opening stage");
    exchange.answer = await stage(exchange.request, exchange, async (request) => {
      const before = exchange.request;
      exchange.request = request;
      await next();
      exchange.request = before;
      if (exchange.answer === undefined) throw new Error("the chain has no network at its end");
      return exchange.answer;
    });
  });
}

/** One for each chain: it holds what comes next. */
function linked(execute: (context: Context, next: () => Promise<void>) => Promise<void>): Middleware {
  let following: Middleware | undefined;
  return {
    setNext(next) {
      following = next;
    },
    execute: (context) => execute(context, async () => following?.execute(context)),
  };
}

function exchangeOf(context: Context): Exchange {
  const exchange = context.middlewareControl?.getMiddlewareOptions(Exchange);
  if (!(exchange instanceof Exchange)) throw new Error("a request came without its exchange");
  return exchange;
}

function requestOf(context: Context, exchange: Exchange): TransportRequest {
  const { method = "GET", headers, body } = context.options ?? {};
  const request = { method, url: exchange.url, headers: Object.fromEntries(new Headers(headers)) };
  return {
    ...request,
    ...(typeof body === "string" ? { body } : {}),
    ...(exchange.cutOff === undefined ? {} : { signal: exchange.cutOff }),
  };
}
