import { setImmediate } from "node:timers/promises";
import type { DemoTenant } from "../demo/demo-tenant.ts";
import type { Clock } from "../graph/clock.ts";
import { giveWay } from "./give-way.ts";

/**
 * The demo tenant's time, running along with the machine's. Waiting only moves it forward: nobody wants to sit
 * through a simulated replication lag.
 */
export function demoClock(demo: DemoTenant, monotonicMs: () => number): Clock {
  let seen = monotonicMs();
  const run = () => {
    const current = monotonicMs();
    const elapsed = Math.floor(current - seen);
    if (elapsed <= 0) return;
    seen += elapsed;
    demo.advance(elapsed);
  };
  return {
    now: () => {
      run();
      return Date.parse(demo.now());
    },
    wait: async (milliseconds, signal) => {
      demo.advance(Math.max(0, Math.ceil(milliseconds)));
      await (signal === undefined ? setImmediate() : giveWay(signal));
    },
  };
}
