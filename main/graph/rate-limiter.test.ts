import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limiter.ts";
import { costOf } from "./request-cost.ts";
import { scriptedGraph } from "./scripted-graph.ts";
import type { Seen } from "./scripted-transport.ts";
import { answerBatch, scriptedCloud } from "./scripted-transport.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const allowance = { readUnitsPer10s: 3500, writesPerSecond: 20, conditionalAccessPerSecond: 1, reportsPer10s: 5 };

function throttledGraph(latencyMs: number, answer: (request: Seen) => Parameters<typeof answerBatch>[1]) {
  const script = (request: Seen) =>
    request.path === "/$batch" ? answerBatch(request, answer(request)) : answer(request)(request.path, "");
  return scriptedGraph(script, { latencyMs, cloud: { ...scriptedCloud, allowance } });
}

/** The most that any window of this length holds. */
function mostWithin(windowMs: number, events: readonly { at: number; units: number }[]): number {
  return Math.max(
    ...events.map(({ at }) =>
      events.filter((event) => event.at >= at && event.at < at + windowMs).reduce((sum, { units }) => sum + units, 0),
    ),
  );
}

describe("rate limiter", () => {
  it("reaches 95 % of the read allowance and never more than all of it, at 300 ms latency", async () => {
    const { graph, seen, clock } = throttledGraph(300, () => () => ({ body: { value: [] } }));
    const started = clock.now();
    const requests = Array.from({ length: 10_000 }, (_, index) => ({
      id: `${index}`,
      method: "GET" as const,
      url: `/groups/${index}/owners?$select=id`,
    }));
    await graph.batch(requests);
    const perTenSeconds = (10_000 / (clock.now() - started)) * 10_000;
    expect(perTenSeconds).toBeGreaterThan(allowance.readUnitsPer10s * 0.95);
    expect(
      mostWithin(
        10_000,
        seen.map(({ at }) => ({ at, units: 20 })),
      ),
    ).toBeLessThanOrEqual(allowance.readUnitsPer10s);
  });

  it.each([
    ["writes", "/users/1", 20, 1000],
    ["Conditional Access writes (E5)", "/identity/conditionalAccess/policies/1", 1, 1000],
  ])("%s: 95 %% of the rate, never over it", async (_name, path, allowed, windowMs) => {
    const { graph, seen, clock } = throttledGraph(80, () => () => ({ status: 204 }));
    const started = clock.now();
    const count = allowed * 60;
    await Promise.all(Array.from({ length: count }, () => graph.write("PATCH", path, {})));
    expect(count / ((clock.now() - started) / windowMs)).toBeGreaterThan(allowed * 0.95);
    expect(
      mostWithin(
        windowMs,
        seen.map(({ at }) => ({ at, units: 1 })),
      ),
    ).toBeLessThanOrEqual(allowed);
  });

  it("Conditional Access reads and writes share one second, and do not hold up the directory", async () => {
    const { graph, seen, clock } = throttledGraph(0, () => () => ({ status: 200, body: {} }));
    const started = clock.now();
    const slow = [
      graph.get("/identity/conditionalAccess/policies/1"),
      graph.write("PATCH", "/identity/conditionalAccess/policies/1", {}),
      graph.get("/identity/conditionalAccess/namedLocations/1"),
    ];
    await graph.get("/users/1");
    expect(clock.now() - started).toBe(0);
    await Promise.all(slow);
    const times = seen.filter(({ path }) => path.startsWith("/identity")).map(({ at }) => at);
    expect(times.every((at, index) => index === 0 || at - (times[index - 1] ?? 0) >= 1000)).toBe(true);
  });

  it("lets no request of the class through during Retry-After, and others as before", async () => {
    let refused = 0;
    const { graph, seen, clock } = throttledGraph(0, (request) => () => {
      if (request.path.startsWith("/users") && request.at - started >= 2000 && refused === 0) {
        refused = request.at;
        return { status: 429, headers: { "retry-after": "30" } };
      }
      return { body: {} };
    });
    const started = clock.now();
    const reads = Array.from({ length: 2000 }, (_, index) => graph.get(`/users/${index}`));
    const writes = Array.from({ length: 200 }, (_, index) => graph.write("PATCH", `/groups/${index}`, {}));
    await Promise.all([...reads, ...writes]);
    expect(refused).toBeGreaterThan(0);
    const during = seen.filter(({ at }) => at > refused && at < refused + 30_000);
    expect(during.filter(({ method }) => method === "GET")).toEqual([]);
    expect(during.filter(({ method }) => method === "PATCH").length).toBeGreaterThan(100);
    expect(seen.filter(({ method }) => method === "GET")).toHaveLength(2001);
  });

  it.each([5, 50, 80, 100])("uses %i %% of the allowance in every class, and not much less", async (percent) => {
    for (const [limit, perSecond] of [
      ["read", 350],
      ["write", 20],
      ["conditionalAccess", 1],
      ["reports", 0.5],
    ] as const) {
      const clock = createVirtualClock();
      const limiter = createRateLimiter(allowance, clock);
      limiter.use(percent);
      const started = clock.now();
      const units = limit === "read" ? 20 : 1;
      for (let index = 0; index < 200; index += 1) await limiter.take([{ limit, units }]);
      const share = (200 * units) / ((clock.now() - started) / 1000) / perSecond;
      expect(share, limit).toBeGreaterThan((percent / 100) * 0.95);
      expect(share, limit).toBeLessThan((percent / 100) * 1.02);
    }
  });

  it("slows down when the service says that the quota is used by others, and recovers", async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter(allowance, clock);
    const take = async (count: number) => {
      const started = clock.now();
      for (let index = 0; index < count; index += 1) await limiter.take([{ limit: "read", units: 10 }]);
      return clock.now() - started;
    };
    const before = await take(200);
    limiter.heed(1.2);
    const slowed = await take(200);
    expect(slowed).toBeGreaterThan(before * 2);
    for (let second = 0; second < 12; second += 1) {
      await clock.wait(1000);
      limiter.heed(0.2);
    }
    expect(await take(200)).toBeLessThan(before * 1.1);
  });

  it("does not slow down for its own use of the quota", async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter(allowance, clock);
    const started = clock.now();
    for (let index = 0; index < 1400; index += 1) {
      await limiter.take([{ limit: "read", units: 10 }]);
      if (clock.now() - started > 10_000) limiter.heed(0.97);
    }
    expect((14_000 / (clock.now() - started)) * 10_000).toBeGreaterThan(allowance.readUnitsPer10s * 0.95);
  });

  it("frees its place when it is cancelled", async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter(allowance, clock);
    const stop = new AbortController();
    limiter.pause(["write"], 60_000);
    const first = limiter.take([{ limit: "write", units: 1 }], stop.signal);
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    expect(clock.waiting).toBe(0);
  });
});

describe("costOf", () => {
  it.each([
    ["GET", "/users?$select=id", "read", 1],
    ["GET", "/users/1", "read", 2],
    ["GET", "/groups/1/members?$select=id", "read", 2],
    ["GET", "/groups/1/members", "read", 3],
    ["GET", "/groups/1/transitiveMembers", "read", 5],
    ["GET", "/users/1?$expand=manager", "read", 3],
    ["GET", "/policies/authorizationPolicy", "read", 1],
    ["GET", "/identity/conditionalAccess/policies", "conditionalAccess", 1],
    ["POST", "/identity/conditionalAccess/policies", "conditionalAccess", 1],
    ["GET", "/auditLogs/directoryAudits?$top=1000", "reports", 1],
    ["DELETE", "/users/1", "write", 1],
  ])("%s %s", (method, path, limit, units) => {
    expect(costOf(method, path)).toEqual([{ limit, units }]);
  });

  it("counts reads of certificates twice over", () => {
    expect(costOf("GET", "/applications?$select=id,keyCredentials").map(({ limit }) => limit)).toEqual([
      "read",
      "certificates",
    ]);
  });
});
