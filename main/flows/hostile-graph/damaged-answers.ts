import type { TransportResponse } from "../../graph/graph.ts";
import type { FaultKind, FaultPlan } from "./fault-kinds.ts";

export type Strikes = (kind: FaultKind) => boolean;

const html = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Please wait.</body></html>";

/** A refusal instead of an answer: of a whole request, or of one in a batch. */
export function damagedItem(plan: FaultPlan, strikes: Strikes, now: number) {
  const refusal = (status: number, headers: Record<string, string> = {}) => ({
    status,
    headers,
    body: { error: { code: "TooManyRequests", message: "Try later." } },
  });
  if (strikes("429")) return refusal(429);
  if (strikes("429 with Retry-After")) return refusal(429, { "retry-after": retryAfter(plan, now) });
  if (strikes("503")) return refusal(503, plan.random() < 0.5 ? {} : { "retry-after": retryAfter(plan, now) });
  return strikes("504") ? refusal(504) : undefined;
}

/** Seconds, a date by the machine's clock without a Date beside it, or nonsense. */
function retryAfter({ random }: FaultPlan, now: number): string {
  const seconds = 1 + Math.floor(random() * 30);
  const forms = [`${seconds}`, `${seconds}.5`, new Date(now + seconds * 1000).toUTCString(), "soon"];
  return forms[Math.floor(random() * forms.length)] as string;
}

/** The text of an answer as somebody in between replaces it, or as a broken connection leaves it. */
export function damagedText(answer: TransportResponse, plan: FaultPlan, strikes: Strikes): TransportResponse {
  if (strikes("HTML page")) {
    const status = [200, 502, 503][Math.floor(plan.random() * 3)] as number;
    return { status, headers: { "content-type": "text/html" }, body: html };
  }
  if (answer.body.startsWith("{") && strikes("half-written JSON")) {
    return { ...answer, body: answer.body.slice(0, Math.floor(plan.random() * answer.body.length)) };
  }
  return answer;
}
