import type { Bucket } from "./bucket.ts";
import { createBucket } from "./bucket.ts";
import { cancelled } from "./cancelled.ts";
import type { Clock } from "./clock.ts";
import type { Allowance } from "./graph.ts";
import type { Cost, LimitClass } from "./request-cost.ts";
import { limitClasses } from "./request-cost.ts";

/** One for everything that talks to the tenant, because the limits are the tenant's and not a caller's. */
export interface RateLimiter {
  /** Resolves when the request may be sent. First come, first served within a class. */
  take(costs: readonly [Cost, ...Cost[]], signal?: AbortSignal): Promise<void>;
  /** No request of these classes is let through for this long (Retry-After). */
  pause(limits: Iterable<LimitClass>, milliseconds: number): void;
  /** Heeds `x-ms-throttle-limit-percentage` of a directory read: 0.8 and more means that the quota is nearly used. */
  heed(usedShare: number): void;
  /** How much of the documented limits may be used from now on, in percent; the rest is left to others. */
  use(percent: number): void;
}

interface Waiting {
  readonly costs: readonly Cost[];
  readonly release: () => void;
}

/** Keeps `allowance`, all of it until told to `use` less; its absent classes are not limited. */
export function createRateLimiter(allowance: Allowance, clock: Clock): RateLimiter {
  const buckets: Record<LimitClass, Bucket> = {
    read: createBucket({ units: allowance.readUnitsPer10s, windowMs: 10_000, toleranceMs: 100 }),
    write: createBucket({ units: allowance.writesPerSecond, windowMs: 1000, toleranceMs: 25 }),
    conditionalAccess: createBucket({ units: allowance.conditionalAccessPerSecond, windowMs: 1000, toleranceMs: 25 }),
    reports: createBucket({ units: allowance.reportsPer10s, windowMs: 10_000, toleranceMs: 25 }),
    certificates: createBucket({ units: allowance.certificateReadsPerMinute, windowMs: 60_000, toleranceMs: 1000 }),
  };
  const queues = Object.fromEntries(limitClasses.map((limit) => [limit, createQueue(buckets, clock)]));

  return {
    take(costs, signal) {
      return queues[costs[0].limit]?.enter(costs, signal) ?? Promise.resolve();
    },
    pause(limits, milliseconds) {
      for (const limit of limits) buckets[limit].pauseUntil(clock.now() + milliseconds);
    },
    heed: (usedShare) => buckets.read.heed(usedShare, clock.now()),
    use(percent) {
      for (const bucket of Object.values(buckets)) bucket.use(percent / 100);
    },
  };
}

function createQueue(buckets: Record<LimitClass, Bucket>, clock: Clock) {
  const queue = new Set<Waiting>();
  let sleeping = new AbortController();
  let running = false;

  async function run(): Promise<void> {
    running = true;
    for (let [next] = queue; next !== undefined; [next] = queue) {
      const wait = earliest(next.costs, buckets, clock.now()) - clock.now();
      if (wait > 0) {
        // An empty queue wakes the sleeper up, so that a cancelled run leaves no timer behind.
        await clock.wait(wait, sleeping.signal).catch(() => undefined);
        continue;
      }
      queue.delete(next);
      for (const { limit, units } of next.costs) buckets[limit].spend(units, clock.now());
      next.release();
    }
    running = false;
  }

  return {
    enter(costs: readonly Cost[], signal?: AbortSignal): Promise<void> {
      if (signal?.aborted === true) return Promise.reject(cancelled());
      return new Promise((resolve, reject) => {
        const leave = () => {
          queue.delete(waiting);
          if (queue.size === 0) {
            sleeping.abort();
            sleeping = new AbortController();
          }
          reject(cancelled());
        };
        const waiting: Waiting = {
          costs,
          release: () => {
            signal?.removeEventListener("abort", leave);
            resolve();
          },
        };
        queue.add(waiting);
        signal?.addEventListener("abort", leave, { once: true });
        if (!running) void run();
      });
    },
  };
}

function earliest(costs: readonly Cost[], buckets: Record<LimitClass, Bucket>, now: number): number {
  return Math.max(...costs.map(({ limit }) => buckets[limit].freeAt(now)));
}
