import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { RetryKind } from "../../preload/contract/snapshot.ts";
import type { Clock } from "./clock.ts";
import type { Exchange, Stage } from "./exchange.ts";
import type { TransportResponse } from "./graph.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { backOff, retryAfterOf } from "./retry-after.ts";
import type { WaitBudget } from "./wait-budget.ts";

export interface RetrySettings {
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: WaitBudget;
  readonly onRetry: (waitedMs: number, kind: RetryKind) => void;
}

/** What a wait takes longer than asked for if the computer slept meanwhile. */
const oversleptMs = 30_000;

type Attempt = { readonly answer: TransportResponse } | { readonly failure: unknown };

/**
 * Tries again what a wait can mend. 429 was not executed, so anything may be sent again, and neither was what found no
 * connection, which counts as a lost network once there was one; 500, 502, 503, 504 and broken connections may have been
 * executed, so only what is repeatable is sent again and a write comes back as it is. A sleep does not count as waiting.
 */
export function createRetryStage(settings: RetrySettings): Stage {
  const { budget, clock } = settings;
  let wasReached = false;
  return async (request, exchange, next) => {
    let refusedAt: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const result: Attempt = await next(request).then(
        (answer) => ({ answer }),
        (failure: unknown) => ({ failure }),
      );
      if ("answer" in result) wasReached = true;
      if (!mayBeRepeated(result, exchange) && !(wasReached && isUnsent(result))) {
        if ("answer" in result) budget.answered(request.url);
        return finish(result);
      }
      const wait = waitAfter(result, attempt, settings);
      refusedAt ??= clock.now();
      if (!budget.allows(request.url, refusedAt, wait)) return finish(result);
      const before = clock.now();
      await rest(result, wait, exchange, settings);
      const overslept = clock.now() - before - wait;
      if (overslept > oversleptMs) refusedAt += overslept;
    }
  };
}

async function rest(result: Attempt, wait: number, exchange: Exchange, settings: RetrySettings): Promise<void> {
  const kind = kindOf(result, exchange);
  settings.onRetry(wait, kind);
  // The limit is everybody's: others of the class hold back as long as we do.
  if (kind === "throttled" || ("answer" in result && result.answer.headers["retry-after"] !== undefined)) {
    settings.limiter.pause(
      exchange.costs.map(({ limit }) => limit),
      wait,
    );
  }
  await settings.clock.wait(wait, exchange.signal);
}

function kindOf(result: Attempt, { isUnreadable }: Exchange): RetryKind {
  if ("failure" in result) return "noAnswer";
  if (result.answer.status === 429) return "throttled";
  return isUnreadable ? "unreadable" : "serverError";
}

function mayBeRepeated(result: Attempt, exchange: Exchange): boolean {
  if ("failure" in result) {
    return exchange.repeatable && result.failure instanceof ReinstateError && isPassing(result.failure);
  }
  const { status } = result.answer;
  return status === 429 || (exchange.repeatable && [500, 502, 503, 504].includes(status));
}

/** No connection came about, so nothing was sent: the network is gone, for instance after a sleep. */
function isUnsent(result: Attempt): boolean {
  if (!("failure" in result) || !(result.failure instanceof ReinstateError)) return false;
  const { code, details = "" } = result.failure;
  return code === "TENANT_UNREACHABLE" && /^(dns|refused)\b/.test(details);
}

function isPassing(error: ReinstateError): boolean {
  return error.code === "TENANT_UNREACHABLE" && error.retryable;
}

function waitAfter(result: Attempt, attempt: number, { clock, random }: RetrySettings): number {
  const asked = "answer" in result ? retryAfterOf(result.answer.headers, clock.now()) : undefined;
  return backOff(attempt, asked, random);
}

function finish(result: Attempt): TransportResponse {
  if ("failure" in result) throw result.failure;
  return result.answer;
}
