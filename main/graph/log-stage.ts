import type { Log } from "../log/log.ts";
import type { LogFields } from "../log/log-events.ts";
import { pathTemplate } from "../log/path-template.ts";
import type { Clock } from "./clock.ts";
import { clockAhead } from "./clock-ahead.ts";
import type { Stage } from "./exchange.ts";
import type { TransportResponse } from "./graph.ts";

type Method = LogFields<"graph.request">["method"];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Logs each request as it left, by the form of its address: no id, no name, no token, no body, no value of a query. */
export function createLogStage(
  clock: Clock,
  log: Log | undefined,
  onRequest: (aheadMs: number | undefined) => void,
): Stage {
  return async (request, _exchange, next) => {
    const started = clock.now();
    let answer: TransportResponse | undefined;
    try {
      answer = await next(request);
      return answer;
    } finally {
      onRequest(answer === undefined ? undefined : clockAhead(answer, started, clock.now()));
      const requestId = answer?.headers["request-id"];
      log?.write("graph.request", {
        method: request.method as Method,
        path: pathTemplate(request.url),
        status: answer?.status ?? 0,
        milliseconds: Math.max(0, clock.now() - started),
        // What Microsoft's support asks for. Somebody in between may send anything by this name.
        ...(requestId !== undefined && guid.test(requestId) ? { requestId } : {}),
      });
    }
  };
}
