import { channel } from "node:diagnostics_channel";
import type { Transport, TransportRequest, TransportResponse } from "./graph.ts";

/** A request and its answer, as they went over the wire. */
export interface WatchedExchange {
  readonly request: TransportRequest;
  readonly answer: TransportResponse;
}

/**
 * What the Graph client sent and was answered, for whoever watches in the same thread: the test run does, to judge every
 * exchange by Graph's published description. The product itself never subscribes.
 */
export const sentExchanges = channel("reinstate:graph-sent");

/** What the demo tenant's Graph answered, whoever asked. */
export const demoExchanges = channel("reinstate:demo-answered");

/** The transport, with its exchanges shown to watchers. */
export function watched(transport: Transport): Transport {
  return async (request) => {
    const answer = await transport(request);
    if (sentExchanges.hasSubscribers) sentExchanges.publish({ request, answer } satisfies WatchedExchange);
    return answer;
  };
}
