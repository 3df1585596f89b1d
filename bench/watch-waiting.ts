import type { Transport } from "../main/graph/graph.ts";
import type { RateLimiter } from "../main/graph/rate-limiter.ts";
import type { VirtualClock } from "../main/graph/virtual-clock.ts";

/** What a capture waits for: its turn within the limit, the ends of batches, or one answer that tells what to ask next. */
export type WaitingFor = "turn" | "batches" | "answer";

export interface WatchedWaiting {
  readonly limiter: RateLimiter;
  readonly transport: Transport;
  /** How long it waited for each, in milliseconds, and what the service counted in that time. */
  readonly spent: Readonly<Record<WaitingFor, { ms: number; units: number }>>;
}

/**
 * Where the time goes that the limit does not explain. Pages of a list come one after the other, since each names the next: while
 * nothing else is to be asked, the latency and not the limit sets the pace.
 */
export function watchWaiting(
  clock: VirtualClock,
  units: () => number,
  parts: { readonly limiter: RateLimiter; readonly transport: Transport },
): WatchedWaiting {
  const spent = { turn: { ms: 0, units: 0 }, batches: { ms: 0, units: 0 }, answer: { ms: 0, units: 0 } };
  const under = { turns: 0, batches: 0 };
  let [since, before] = [clock.now(), units()];

  function note(): void {
    const what = under.turns > 0 ? "turn" : under.batches > 0 ? "batches" : "answer";
    spent[what].ms += clock.now() - since;
    spent[what].units += units() - before;
    [since, before] = [clock.now(), units()];
  }

  async function during<Result>(kind: keyof typeof under, work: () => Promise<Result>): Promise<Result> {
    note();
    under[kind] += 1;
    try {
      return await work();
    } finally {
      note();
      under[kind] -= 1;
    }
  }

  return {
    spent,
    limiter: {
      ...parts.limiter,
      take: (costs, signal) => during("turns", () => parts.limiter.take(costs, signal)),
    },
    async transport(request) {
      if (request.url.endsWith("/$batch")) return during("batches", () => parts.transport(request));
      note();
      const answer = await parts.transport(request);
      note();
      return answer;
    },
  };
}
