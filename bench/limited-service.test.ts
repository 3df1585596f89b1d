import { expect, it } from "vitest";
import { createGraph } from "../main/graph/create-graph.ts";
import { documentedAllowance } from "../main/graph/documented-allowance.ts";
import { createScriptedSignIn, scriptedCloud } from "../main/graph/scripted-transport.ts";
import { createVirtualClock } from "../main/graph/virtual-clock.ts";
import { writeAgainstLimits } from "./limit-rows.ts";
import { createLimitedService } from "./limited-service.ts";
import { changeEveryUser, makeWork, workOf } from "./make-work.ts";
import { measurePlan } from "./plan-row.ts";

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

it("where others use most of the writes, a plan waits as long as it is told, though answers are slow, and does nothing twice", async () => {
  const { plan } = planOf(1000);
  const { applied, counted, throttle } = await writeAgainstLimits(plan, 1500, { part: 0.1 });
  expect(applied).toBe(500);
  expect(throttle.counted.refused).toBeGreaterThan(0);
  expect(throttle.counted.tooEarly).toBe(0);
  expect(counted.writes).toBe(applied);
});

function planOf(users: number) {
  const first = makeWork(workOf(users)).first.filter(({ type }) => type === "user");
  const selected = Object.keys(first[0]?.properties ?? {});
  const proof = { promised: null, read: users, pages: 1, complete: true, selected, links: [], mode: "full" as const };
  return measurePlan(first, changeEveryUser(first), { ...proof, deletedItemsRead: true });
}
