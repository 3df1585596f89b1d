import { setImmediate } from "node:timers/promises";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { Transport } from "../../graph/graph.ts";
import type { WatchedExchange } from "../../graph/watched-exchanges.ts";
import { demoExchanges } from "../../graph/watched-exchanges.ts";
import type { DemoState } from "../demo-state.ts";
import type { DemoFaults } from "../demo-tenant.ts";
import { toResponse } from "./answer.ts";
import { createDemoGraph } from "./create-demo-graph.ts";
import { createDemoSignIn } from "./sign-in/create-demo-sign-in.ts";
import { createSignedTokens } from "./sign-in/signed-tokens.ts";

/** What stands where Microsoft's servers would. */
export interface DemoService {
  readonly transport: Transport;
  openBrowser(url: string): Promise<void>;
}

/**
 * A simulated Microsoft sign-in and Graph v1.0 over one tenant's state, in the process. Requests below `/v1.0` or `/beta`
 * are Graph's, all others the sign-in's, on whatever host: the libraries are configured with the demo's.
 */
export function createDemoService(state: DemoState, faults: DemoFaults): DemoService {
  const tokens = createSignedTokens(state.tenantId);
  const signIn = createDemoSignIn(state, tokens);
  const graph = createDemoGraph(state, faults, tokens);

  return {
    async transport(request) {
      // A network would let others go on meanwhile, and a long capture must not hold up the thread.
      await setImmediate();
      if (request.signal?.aborted === true) throw new ReinstateError("CANCELLED", "The request was cancelled.");
      const instead = await faults.intercept?.(request);
      if (instead !== undefined) return instead;
      const isGraph = /^\/(v1\.0|beta)\//.test(new URL(request.url).pathname);
      if (!isGraph) return toResponse(signIn.answer(request));
      const answer = graph(request);
      if (demoExchanges.hasSubscribers) demoExchanges.publish({ request, answer } satisfies WatchedExchange);
      return answer;
    },
    openBrowser: (url) => signIn.openBrowser(url),
  };
}
