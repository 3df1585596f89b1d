import { expect, it } from "vitest";
import { createGraph } from "../main/graph/create-graph.ts";
import { documentedAllowance } from "../main/graph/documented-allowance.ts";
import { createScriptedSignIn, scriptedCloud } from "../main/graph/scripted-transport.ts";
import { createVirtualClock } from "../main/graph/virtual-clock.ts";
import { createLimitedService } from "./limited-service.ts";

it("where others use half of the limits the client is refused, and sends nothing of the class until it may", async () => {
  const clock = createVirtualClock();
  const service = createLimitedService(clock, 1000, 200, () => ({ status: 200, body: { value: [] } }), { part: 0.5 });
  const graph = createGraph({
    cloud: { ...scriptedCloud, allowance: documentedAllowance() },
    transport: service.transport,
    signIn: createScriptedSignIn(),
    permissions: [],
    clock,
    random: () => 0.5,
  });
  const some = (method: "GET" | "PATCH", count: number) =>
    Array.from({ length: count }, (_, id) => ({
      id: `${id}`,
      method,
      url: `/groups/${id}`,
      ...(method === "GET" ? {} : { body: { description: "Everybody" } }),
    }));
  const [read, written] = await Promise.all([graph.batch(some("GET", 20_000)), graph.batch(some("PATCH", 3000))]);
  expect([...read, ...written].filter(({ status }) => status !== 200)).toEqual([]);
  expect(service.throttle.counted.refused).toBeGreaterThan(0);
  expect(service.throttle.counted.tooEarly).toBe(0);
});
