import { drawBelow } from "../../demo/generate/draw.ts";
import type { Transport, TransportRequest, TransportResponse } from "../../graph/graph.ts";
import { unreachable } from "../../graph/transport-fetch.ts";

export interface UnsteadyNetwork {
  readonly transport: Transport;
  /** From now on: one request in so many is hit; never: Infinity. */
  oneIn: number;
  /** Called after so many more requests. */
  after(requests: number, call: () => void): void;
}

/**
 * The way to the tenant. Requests are refused before they are carried out (429, 503), or are carried out and nobody hears of it
 * (504, a lost connection).
 */
export function unsteadyNetwork(tenant: Transport, random: { random: number }): UnsteadyNetwork {
  let left = Number.POSITIVE_INFINITY;
  let atEnd = () => {};
  const network: UnsteadyNetwork = {
    oneIn: Number.POSITIVE_INFINITY,
    after(requests, call) {
      left = requests;
      atEnd = call;
    },
    transport: async (request) => {
      left -= 1;
      if (left === 0) atEnd();
      if (!isGraph(request) || !Number.isFinite(network.oneIn) || drawBelow(random, network.oneIn) > 0)
        return tenant(request);
      const kind = drawBelow(random, 4);
      if (kind === 0) return answer(429, { "retry-after": "3" });
      if (kind === 1) return answer(503, {});
      await tenant(request);
      if (kind === 2) return answer(504, {});
      throw unreachable(Object.assign(new Error("reset"), { code: "ECONNRESET" }), new URL(request.url).host, false);
    },
  };
  return network;
}

function isGraph({ url }: TransportRequest): boolean {
  return new URL(url).pathname.startsWith("/v1.0/");
}

function answer(status: number, headers: Readonly<Record<string, string>>): TransportResponse {
  return { status, headers, body: JSON.stringify({ error: { code: "unsteady", message: "Not now." } }) };
}
