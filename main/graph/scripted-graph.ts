import { createGraph } from "./create-graph.ts";
import {
  createScriptedSignIn,
  createScriptedTransport,
  type Scripted,
  type Seen,
  scriptedCloud,
} from "./scripted-transport.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** For tests: the real client over a script whose answers take so long, by a clock that need not be waited for. */
export function scriptedGraph(
  script: (request: Seen, index: number) => Scripted | Promise<Scripted>,
  { latencyMs = 0, ...more }: Partial<Parameters<typeof createGraph>[0]> & { readonly latencyMs?: number } = {},
) {
  const clock = createVirtualClock();
  const { transport, seen } = createScriptedTransport(clock, async (request, index) => {
    if (latencyMs > 0) await clock.wait(latencyMs);
    return script(request, index);
  });
  const signIn = createScriptedSignIn();
  const scripted = { cloud: scriptedCloud, transport, signIn, permissions: [], clock, random: () => 0 };
  return { graph: createGraph({ ...scripted, ...more }), seen, clock, signIn };
}
