import { isJsonObject, type JsonObject, type JsonValue } from "../../../preload/contract/json-value.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../graph/graph.ts";
import { unreachable } from "../../graph/transport-fetch.ts";
import { leaveUndone, withoutOneProperty } from "./drop-properties.ts";

/** How the way to the tenant misbehaves from now on. Infinity: never. */
export interface Weather {
  /** One request in so many is refused, or its answer is lost; of a batch also single requests. */
  readonly faultOneIn: number;
  /** One write in so many is answered as done and leaves something as it was. */
  readonly dropOneIn: number;
  /** Half of the reads see the tenant of up to so long ago. */
  readonly lagMs: number;
}

export const fairWeather: Weather = {
  faultOneIn: Number.POSITIVE_INFINITY,
  dropOneIn: Number.POSITIVE_INFINITY,
  lagMs: 0,
};

export interface UnsteadyNetwork {
  readonly transport: Transport;
  weather: Weather;
  /** Called after so many more requests, when the request has been carried out or just before. */
  after(requests: number, moment: "before" | "done", call: () => void): void;
}

/**
 * The way to the tenant. Requests are refused before they are carried out (429, 503), or are carried out and nobody hears of it
 * (504, a lost connection); reads are older than the tenant; writes are answered as done although something was left out.
 */
export function unsteadyNetwork(
  tenant: Transport,
  faults: { lagMs: number },
  random: { random: number },
): UnsteadyNetwork {
  let left = Number.POSITIVE_INFINITY;
  let moment: "before" | "done" = "before";
  let call = () => {};
  const below = (limit: number) => Number.isFinite(limit) && drawBelow(random, limit) === 0;

  async function throughWeather(request: TransportRequest): Promise<TransportResponse> {
    const { weather } = network;
    faults.lagMs = weather.lagMs > 0 && drawBelow(random, 2) === 0 ? drawBelow(random, weather.lagMs) : 0;
    if (!isGraph(request)) return tenant(request);
    const drops = () => below(weather.dropOneIn);
    const sent = request.url.endsWith("/$batch") ? batchWith(request, drops) : singleWith(request, drops);
    if (!below(weather.faultOneIn)) return answerOf(sent);
    const kind = drawBelow(random, request.url.endsWith("/$batch") ? 5 : 4);
    if (kind === 0) return answer(429, { "retry-after": "3" });
    if (kind === 1) return answer(503, {});
    const response = await answerOf(sent);
    if (kind === 2) return answer(504, {});
    if (kind === 4) return withLostItem(response, random);
    throw unreachable(Object.assign(new Error("reset"), { code: "ECONNRESET" }), new URL(request.url).host, false);
  }

  function singleWith(request: TransportRequest, drops: () => boolean): Sent {
    if (request.method === "GET" || !drops()) return { request };
    const body = bodyOf(request.body);
    const left = withoutOneProperty({ method: request.method, url: request.url, body }, random);
    return left === undefined
      ? { instead: leaveUndone(request.method) }
      : { request: { ...request, body: JSON.stringify(left) } };
  }

  /** Items that are left undone are answered beside those that are sent. */
  function batchWith(request: TransportRequest, drops: () => boolean): Sent {
    const items = itemsOf(request);
    const undone: JsonObject[] = [];
    const kept = items.flatMap((item) => {
      if (item.method === "GET" || !drops()) return [item];
      const body = isJsonObject(item.body) ? item.body : {};
      const left = withoutOneProperty({ method: String(item.method), url: String(item.url), body }, random);
      if (left !== undefined) return [{ ...item, body: left }];
      const { status, body: text } = leaveUndone(String(item.method));
      undone.push({ id: item.id ?? "", status, headers: {}, ...(text === "" ? {} : { body: JSON.parse(text) }) });
      return [];
    });
    return { request: { ...request, body: JSON.stringify({ requests: kept }) }, undone, isEmpty: kept.length === 0 };
  }

  async function answerOf({ request, instead, undone = [], isEmpty = false }: Sent): Promise<TransportResponse> {
    if (instead !== undefined) return instead;
    if (request === undefined || isEmpty) return { ...answer(200, {}), body: JSON.stringify({ responses: undone }) };
    const response = await tenant(request);
    if (undone.length === 0) return response;
    const { responses } = JSON.parse(response.body) as { responses: readonly JsonValue[] };
    return { ...response, body: JSON.stringify({ responses: [...responses, ...undone] }) };
  }

  const network: UnsteadyNetwork = {
    weather: fairWeather,
    after(requests, when, then) {
      [left, moment, call] = [requests, when, then];
    },
    transport: async (request) => {
      left -= 1;
      const isNow = left === 0;
      if (isNow && moment === "before") call();
      const response = await throughWeather(request);
      if (isNow && moment === "done") call();
      return response;
    },
  };
  return network;
}

/** What reaches the tenant, or what is answered in its place. */
interface Sent {
  readonly request?: TransportRequest;
  readonly instead?: TransportResponse;
  readonly undone?: readonly JsonObject[];
  readonly isEmpty?: boolean;
}

function withLostItem(response: TransportResponse, random: { random: number }): TransportResponse {
  const parsed = JSON.parse(response.body) as { responses?: readonly JsonObject[] };
  const { responses = [] } = parsed;
  const lost = drawBelow(random, Math.max(1, responses.length));
  const items = responses.map((item, index) => (index === lost ? { id: item.id, status: 504, body: unsteady } : item));
  return { ...response, body: JSON.stringify({ ...parsed, responses: items }) };
}

function itemsOf(request: TransportRequest): readonly JsonObject[] {
  const { requests } = bodyOf(request.body);
  return Array.isArray(requests) ? requests.filter(isJsonObject) : [];
}

function bodyOf(text: string | undefined): JsonObject {
  return text === undefined || text === "" ? {} : (JSON.parse(text) as JsonObject);
}

function isGraph({ url }: TransportRequest): boolean {
  return new URL(url).pathname.startsWith("/v1.0/");
}

const unsteady = { error: { code: "unsteady", message: "Not now." } };

function answer(status: number, headers: Readonly<Record<string, string>>): TransportResponse {
  return { status, headers, body: JSON.stringify(unsteady) };
}
