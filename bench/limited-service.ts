import { Refusal } from "../main/demo/service/refusal.ts";
import { createThrottle, type ThrottleOptions, unitsOf } from "../main/demo/service/throttle.ts";
import type { Transport, TransportRequest, TransportResponse } from "../main/graph/graph.ts";
import type { VirtualClock } from "../main/graph/virtual-clock.ts";
import type { JsonObject, JsonValue } from "../preload/contract/json-value.ts";

/** Answers one request, by itself or out of a batch. `address` is the path with its query, without the version. */
export type Answering = (method: string, address: string, body: JsonObject) => { status: number; body?: JsonValue };

export interface LimitedService {
  readonly transport: Transport;
  /** As the service counts: requests over the network, units of reads, writes, items of batches. */
  readonly counted: { requests: number; units: number; writes: number; items: number };
  readonly throttle: ReturnType<typeof createThrottle>;
}

/** Graph with nothing but its documented limits, on virtual time, that keeps nothing of what it was asked. */
export function createLimitedService(
  clock: VirtualClock,
  users: number,
  latencyMs: number,
  answer: Answering,
  options: Omit<ThrottleOptions, "noticeMs"> = {},
): LimitedService {
  const counted = { requests: 0, units: 0, writes: 0, items: 0 };
  const tenant = {
    objects: { user: { size: users } },
    get clockMs() {
      return clock.now();
    },
  };
  const throttle = createThrottle(tenant, { ...options, noticeMs: latencyMs });

  function one(method: string, address: string, body: JsonObject) {
    const [path = "", query = ""] = address.replace(/^\//, "").split("?", 2);
    try {
      const headers = throttle.take(method, path, query);
      if (method === "GET") counted.units += unitsOf(path, query);
      else counted.writes += 1;
      return { ...answer(method, address, body), headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, headers: error.headers, body: { error: { code: error.code } } };
    }
  }

  function batch(text: string) {
    const { requests } = JSON.parse(text) as { requests: readonly Item[] };
    counted.items += requests.length;
    const responses = requests.map(({ id, method, url, body = {} }) => ({ id, ...one(method, url, body) }));
    return { status: 200, headers: {}, body: { responses } };
  }

  async function transport(request: TransportRequest): Promise<TransportResponse> {
    counted.requests += 1;
    const { pathname, search } = new URL(request.url);
    const address = decodeURIComponent(`${pathname.replace("/v1.0", "")}${search}`);
    const body = request.body ?? "{}";
    const found = address === "/$batch" ? batch(body) : one(request.method, address, JSON.parse(body) as JsonObject);
    await clock.wait(latencyMs, request.signal);
    const headers = { ...found.headers, "content-type": "application/json" };
    return { status: found.status, headers, body: found.body === undefined ? "" : JSON.stringify(found.body) };
  }

  return { transport, counted, throttle };
}

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: JsonObject;
}
