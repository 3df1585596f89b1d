import { throwIfCancelled } from "./cancelled.ts";
import type { Stage } from "./exchange.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Lets each attempt wait for its turn, and passes on what the service says of its quota. */
export function createLimitingStage(limiter: RateLimiter): Stage {
  return async (request, exchange, next) => {
    await limiter.take(exchange.costs, exchange.signal);
    throwIfCancelled(exchange.signal);
    exchange.onTurn?.();
    const answer = await next(request);
    const usedShare = Number(answer.headers["x-ms-throttle-limit-percentage"]);
    if (usedShare > 0 && exchange.costs[0].limit === "read") limiter.heed(usedShare);
    return answer;
  };
}
