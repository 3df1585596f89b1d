import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { Log } from "../log/log.ts";
import type { Cloud } from "./cloud.ts";
import { createGraph } from "./create-graph.ts";
import type { Page } from "./graph.ts";
import { scriptedGraph } from "./scripted-graph.ts";
import type { Scripted, Seen } from "./scripted-transport.ts";
import { answerBatch, createScriptedSignIn, scriptedCloud } from "./scripted-transport.ts";
import { unreachable } from "./transport-fetch.ts";
import { createVirtualClock } from "./virtual-clock.ts";

function graphOver(
  script: (request: Seen, index: number) => Scripted | Promise<Scripted>,
  more: { cloud?: Partial<Cloud>; log?: Log; waitBudgetMs?: number } = {},
) {
  const cloud = { ...scriptedCloud, ...more.cloud };
  return scriptedGraph(script, { permissions: ["Directory.Read.All"], ...more, cloud });
}

/** Somebody in between answers everything with a page. */
function htmlGraph() {
  const clock = createVirtualClock();
  const transport = async () => ({ status: 200, headers: {}, body: "<html>Welcome to the hotel</html>" });
  const about = { cloud: scriptedCloud, transport, signIn: createScriptedSignIn(), permissions: [], clock };
  return createGraph({ ...about, random: () => 0, waitBudgetMs: 5000 });
}

async function all(pages: AsyncIterable<Page>): Promise<Page[]> {
  const list: Page[] = [];
  for await (const page of pages) list.push(page);
  return list;
}

const base = "https://graph.contoso.example/v1.0";
const reset = () => unreachable(Object.assign(new Error(), { code: "ECONNRESET" }), "graph.contoso.example", false);

describe("pages", () => {
  it("follows next links exactly as they came and repeats the headers (A14)", async () => {
    const links = [`${base}/users?$skiptoken=b%2Fc&$select=id`, `${base}/users?$skiptoken=d&$top=2`];
    const { graph, seen } = graphOver((_request, index) => ({
      body: { value: [{ id: `u${index}` }], ...(links[index] ? { "@odata.nextLink": links[index] } : {}) },
    }));
    const pages = await all(graph.pages("/users?$select=id&$top=1", { consistency: "eventual" }));
    expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(["u0", "u1", "u2"]);
    expect(seen.map((request) => request.url)).toEqual([`${base}/users?$select=id&$top=1`, ...links]);
    expect(seen.map((request) => request.headers.consistencylevel)).toEqual(["eventual", "eventual", "eventual"]);
  });

  it("goes on after a short or empty page and hands on the delta link", async () => {
    const bodies = [
      { value: [], "@odata.nextLink": `${base}/x?2` },
      { value: [], "@odata.deltaLink": "the-delta" },
    ];
    const { graph } = graphOver((_request, index) => ({ body: bodies[index] ?? {} }));
    expect((await all(graph.pages("/x"))).at(-1)?.deltaLink).toBe("the-delta");
  });

  it("ends with an error at the first link seen twice (A26)", async () => {
    const { graph, seen } = graphOver(() => ({ body: { value: [], "@odata.nextLink": `${base}/x?page=2` } }));
    await expect(all(graph.pages("/x"))).rejects.toMatchObject({ code: "TENANT_REFUSED" });
    expect(seen).toHaveLength(2);
  });

  it("reports a second page that answers 400 as refused, not as the end (A16)", async () => {
    const { graph } = graphOver((_request, index) =>
      index === 0 ? { body: { value: [{ id: "1" }], "@odata.nextLink": `${base}/x?bad` } } : { status: 400 },
    );
    await expect(all(graph.pages("/x"))).rejects.toMatchObject({ code: "TENANT_REFUSED", status: 400 });
  });

  it("never sends the token to another host, and no empty id", async () => {
    const { graph, seen } = graphOver(() => ({
      body: { value: [], "@odata.nextLink": "https://evil.example/v1.0/x" },
    }));
    await expect(all(graph.pages("/x"))).rejects.toMatchObject({ code: "TENANT_REFUSED" });
    await expect(graph.get("/users/")).rejects.toThrow("an empty id");
    await expect(graph.write("DELETE", "/groups//members/1/$ref")).rejects.toThrow("an empty id");
    await expect(graph.batch([{ id: "1", method: "GET", url: "/groups//owners" }])).rejects.toThrow("an empty id");
    expect(seen).toHaveLength(1);
  });
});

describe("retry", () => {
  it.each([
    ["seconds", "30", 30_000],
    ["decimals", "2.128", 2128],
    ["an HTTP date", new Date(Date.UTC(2026, 10, 2) + 45_000).toUTCString(), 45_000],
    ["nothing: the floor", undefined, 1000],
  ])("waits as long as Retry-After says: %s (E2)", async (_name, value, wait) => {
    const { graph, seen } = graphOver((_request, index) =>
      index === 0
        ? { status: 429, headers: value === undefined ? {} : { "retry-after": value } }
        : { body: { id: "x" } },
    );
    expect(await graph.get("/organization/x")).toEqual({ id: "x" });
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(wait);
    const retriesBy = { throttled: 1, serverError: 0, unreadable: 0, noAnswer: 0 };
    expect(graph.statistics).toEqual({ requests: 2, retries: 1, retriesBy, waitedMs: wait });
  });

  it("measures an HTTP date from the answer's own date, because local clocks are wrong", async () => {
    const skewed = { "retry-after": "Tue, 01 Jan 2030 00:00:20 GMT", date: "Tue, 01 Jan 2030 00:00:00 GMT" };
    const { graph, seen } = graphOver((_request, index) => (index === 0 ? { status: 503, headers: skewed } : {}));
    await graph.get("/x");
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(20_000);
  });

  it.each(["1", undefined])(
    "an endpoint that always throttles ends within the budget (E1), Retry-After %s",
    async (after) => {
      const { graph, seen, clock } = graphOver(() => ({ status: 429, headers: after ? { "retry-after": after } : {} }));
      const started = clock.now();
      await expect(graph.get("/retired")).rejects.toMatchObject({ code: "TENANT_THROTTLED", retryable: true });
      expect(clock.now() - started).toBeLessThanOrEqual(300_000);
      expect(seen.length).toBeLessThan(20);
    },
  );

  it("does not wait at all where the wait asked for is longer than the budget", async () => {
    const { graph, seen, clock } = graphOver(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    const started = clock.now();
    await expect(graph.get("/x")).rejects.toMatchObject({ code: "TENANT_THROTTLED" });
    expect([seen.length, clock.now() - started]).toEqual([1, 0]);
  });

  it.each([
    ["a 503", () => ({ status: 503 })],
    ["a 504", () => ({ status: 504 })],
    ["a lost connection", reset],
  ])("repeats a question asked by POST, and only that, after %s, until the budget ends", async (_, failure) => {
    const { graph, seen } = graphOver((_request, index) => (index === 0 ? failure() : { body: { value: [] } }));
    expect(await graph.ask("/directoryObjects/getByIds", { ids: ["1"] })).toEqual({ value: [] });
    expect(seen.map(({ method, body }) => [method, body])).toEqual(Array(2).fill(["POST", '{"ids":["1"]}']));
    const lasting = graphOver(failure);
    await expect(lasting.graph.ask("/directoryObjects/getByIds", {})).rejects.toMatchObject({
      code: expect.stringMatching(/^TENANT_/),
    });
    expect(lasting.seen.length).toBeGreaterThan(5);
    expect(lasting.seen.length).toBeLessThan(20);
    const written = graphOver(failure);
    await written.graph.write("POST", "/users", { displayName: "A" }).catch(() => undefined);
    expect(written.seen).toHaveLength(1);
  });

  it.each([500, 502, 503, 504])("repeats a read but never a write after %i", async (status) => {
    const { graph, seen } = graphOver((request) => ({
      status: request.method === "GET" && seen.length > 1 ? 200 : status,
    }));
    await graph.get("/x");
    expect(seen).toHaveLength(2);
    for (const method of ["POST", "PATCH", "PUT", "DELETE"] as const) {
      seen.length = 0;
      expect(await graph.write(method, "/users/1", { jobTitle: null })).toMatchObject({ status });
      expect(seen).toHaveLength(1);
    }
  });

  it("repeats a read but never a write after a broken connection", async () => {
    const { graph, seen } = graphOver((request) => (request.method === "GET" && seen.length > 1 ? {} : reset()));
    await graph.get("/x");
    seen.length = 0;
    await expect(graph.write("POST", "/users", {})).rejects.toMatchObject({
      code: "TENANT_UNREACHABLE",
      retryable: true,
    });
    expect(seen).toHaveLength(1);
  });

  it("repeats a throttled write, because it was not executed", async () => {
    const { graph, seen } = graphOver((_request, index) => (index === 0 ? { status: 429 } : { status: 204 }));
    expect(await graph.write("PATCH", "/users/1", { jobTitle: "x" })).toEqual({ status: 204, body: undefined });
    expect(seen.map((request) => request.body)).toEqual(['{"jobTitle":"x"}', '{"jobTitle":"x"}']);
  });

  const lost = () => unreachable(Object.assign(new Error(), { code: "ENOTFOUND" }), "graph.contoso.example", false);

  it("goes on when the network is gone for a while, with a write too: nothing was sent", async () => {
    let isGone = false;
    const { graph, seen, clock } = graphOver(() => (isGone ? lost() : { body: {} }));
    await graph.get("/x");
    isGone = true;
    const work = Promise.all([graph.get("/x"), graph.write("PATCH", "/x", {})]);
    await clock.wait(60_000);
    isGone = false;
    expect(await work).toMatchObject([{}, { status: 200 }]);
    expect(seen.length).toBeGreaterThan(4);
    expect(graph.statistics.retriesBy.noAnswer).toBeGreaterThan(1);
  });

  it("does not try again where there was never a network: the settings may be wrong", async () => {
    const { graph, seen } = graphOver(lost);
    await expect(graph.get("/x")).rejects.toMatchObject({ code: "TENANT_UNREACHABLE" });
    expect(seen).toHaveLength(1);
  });

  it("goes on after a sleep in the middle of a wait, which does not use up the budget", async () => {
    let refused = 0;
    const { graph, clock, seen } = graphOver(() => {
      refused += 1;
      return refused < 3 ? { status: 429, headers: { "retry-after": "100" } } : { body: {} };
    });
    const work = graph.get("/x");
    while (clock.waiting === 0) await setImmediate();
    clock.advance(8 * 3_600_000);
    expect(await work).toEqual({});
    expect(seen).toHaveLength(3);
  });

  it.each([
    ["Retry-After", () => ({ status: 429, headers: { "retry-after": "100" } })],
    ["back-off", () => ({ status: 503 })],
    ["a lost connection", reset],
    ["a throttled item", (request: Seen) => answerBatch(request, () => ({ status: 429 }))],
    ["the limiter's queue", () => ({ body: { responses: [] } })],
  ])("stops while it waits for %s", async (_name, script) => {
    const stop = new AbortController();
    const { graph, clock } = graphOver(script as (request: Seen) => Scripted);
    const reads = Array.from({ length: 2000 }, (_, id) => ({
      id: `${id}`,
      method: "GET" as const,
      url: `/users/${id}`,
    }));
    const work = graph.batch(reads, { signal: stop.signal });
    while (clock.waiting === 0) await setImmediate();
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
    expect(clock.waiting).toBe(0);
  });

  it("stops while a person is asked to sign in again", async () => {
    const stop = new AbortController();
    const { graph, signIn } = graphOver(() => ({ status: 401 }));
    let isAsked = false;
    const token = signIn.token.bind(signIn);
    Object.assign(signIn, {
      token: async (permissions: readonly string[], options?: { renew?: boolean }) => {
        isAsked ||= options?.renew === true;
        return options?.renew === true ? new Promise(() => undefined) : token(permissions, options);
      },
    });
    const work = graph.get("/x", { signal: stop.signal });
    while (!isAsked) await setImmediate();
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("stops also where it was cancelled just before a person is asked", async () => {
    const stop = new AbortController();
    const { graph, signIn } = graphOver(() => {
      stop.abort();
      return { status: 401 };
    });
    const token = signIn.token.bind(signIn);
    Object.assign(signIn, {
      token: async (permissions: readonly string[], options?: { renew?: boolean }) =>
        options?.renew === true ? new Promise(() => undefined) : token(permissions, options),
    });
    await expect(graph.get("/x", { signal: stop.signal })).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("stops waiting when it is cancelled", async () => {
    const { graph, clock } = graphOver(() => ({ status: 429, headers: { "retry-after": "200" } }));
    const stop = new AbortController();
    const started = clock.now();
    const work = graph.get("/x", { signal: stop.signal });
    void clock.wait(5000).then(() => stop.abort());
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
    expect(clock.now() - started).toBe(5000);
  });
});

describe("claims challenges", () => {
  const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
  const challenge = {
    "www-authenticate": `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`,
  };

  it.each([401, 403])(
    "a %i with claims leads to a new token and the same write once; later calls keep it (D11, D14)",
    async (status) => {
      const { graph, seen, signIn } = graphOver((request) =>
        request.headers.authorization === "Bearer token-1"
          ? { status, headers: challenge }
          : { status: request.method === "GET" ? 200 : 204 },
      );
      expect(await graph.write("PATCH", "/users/1", { jobTitle: "x" })).toMatchObject({ status: 204 });
      await graph.get("/users/1");
      expect(seen.map((request) => request.headers.authorization)).toEqual([
        "Bearer token-1",
        "Bearer token-2",
        "Bearer token-2",
      ]);
      expect(signIn.asked.filter((asked) => asked !== undefined)).toEqual([claims]);
    },
  );

  it.each([401, 403])(
    "a %i inside a batch leads to the same: only what was challenged goes again, once (D14)",
    async (status) => {
      const isOld = (request: Seen) => request.headers.authorization === "Bearer token-1";
      const { graph, seen, signIn } = graphOver((request) => {
        if (request.path !== "/$batch") return isOld(request) ? { status: 403, headers: challenge } : { status: 204 };
        return answerBatch(request, (_url, id) =>
          isOld(request) && id === "2" ? { status, headers: challenge } : { status: 204 },
        );
      });
      const writes = ["1", "2", "3"].map((id) => ({ id, method: "DELETE" as const, url: `/users/${id}` }));
      expect((await graph.batch(writes)).map(({ status }) => status)).toEqual([204, 204, 204]);
      const sent = seen.map(({ body }) =>
        (JSON.parse(body ?? "") as { requests: { id: string }[] }).requests.map(({ id }) => id),
      );
      expect(sent).toEqual([["1", "2", "3"], ["2"]]);
      expect(signIn.asked.filter((asked) => asked !== undefined)).toEqual([claims]);
    },
  );

  it("inside many batches at once asks for one token; a token that ended is renewed", async () => {
    for (const headers of [challenge, {}]) {
      const { graph, seen, signIn } = graphOver((request) =>
        answerBatch(request, () =>
          request.headers.authorization === "Bearer token-1" ? { status: 401, headers } : { status: 200, body: {} },
        ),
      );
      const reads = Array.from({ length: 200 }, (_, id) => ({
        id: `${id}`,
        method: "GET" as const,
        url: `/users/${id}`,
      }));
      expect((await graph.batch(reads)).every(({ status }) => status === 200)).toBe(true);
      expect(seen).toHaveLength(20);
      expect(await signIn.token([])).toBe("token-2");
    }
  });

  it("inside a batch that nobody answers leaves the answers of the writes that were carried out", async () => {
    const { graph, seen, signIn } = graphOver((request) =>
      answerBatch(request, (_url, id) => (id === "2" ? { status: 403, headers: challenge } : { status: 204 })),
    );
    const token = signIn.token.bind(signIn);
    Object.assign(signIn, {
      token: async (permissions: readonly string[], options?: { claims?: string }) => {
        if (options?.claims !== undefined) throw new ReinstateError("SIGN_IN_NEEDED", "Nobody is here.");
        return token(permissions, options);
      },
    });
    const writes = ["1", "2"].map((id) => ({ id, method: "DELETE" as const, url: `/users/${id}` }));
    expect((await graph.batch(writes)).map(({ status }) => status)).toEqual([204, 403]);
    expect(seen).toHaveLength(1);
  });

  it("several challenged at once ask a person once", async () => {
    const { graph, signIn } = graphOver((request) =>
      request.headers.authorization === "Bearer token-1" ? { status: 401, headers: challenge } : { status: 204 },
    );
    await Promise.all([1, 2, 3, 4].map((id) => graph.write("PATCH", `/users/${id}`, {})));
    expect(signIn.asked.filter((asked) => asked !== undefined)).toHaveLength(1);
  });

  it("a token that ended early is renewed once, even for a write", async () => {
    const { graph, seen } = graphOver((request) => ({
      status: request.headers.authorization === "Bearer token-1" ? 401 : 204,
    }));
    expect(await graph.write("DELETE", "/users/1")).toMatchObject({ status: 204 });
    expect(seen).toHaveLength(2);
  });

  it("does not go round when the new token is not accepted either", async () => {
    const { graph, seen } = graphOver(() => ({ status: 401, headers: challenge }));
    await expect(graph.get("/users/1")).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(seen.length).toBeLessThanOrEqual(3);
  });
});

describe("batch", () => {
  const requests = Array.from({ length: 20 }, (_, index) => ({
    id: `${index}`,
    method: "GET" as const,
    url: `/users/${index}`,
  }));

  it("sends only the throttled items again, after the largest wait, and keeps the rest (E4)", async () => {
    const { graph, seen } = graphOver((request, index) =>
      answerBatch(request, (_url, id) => {
        if (index === 0 && ["3", "4", "5"].includes(id))
          return { status: 429, headers: { "Retry-After": `${Number(id) + 0.5}` } };
        if (id === "7") return { status: 404 };
        if (index === 0 && id === "8") return { status: 424 };
        return { body: { id } };
      }),
    );
    const responses = await graph.batch(requests);
    expect(responses.map((response) => response.id)).toEqual(requests.map((request) => request.id));
    expect(responses.map((response) => response.status)).toEqual(requests.map(({ id }) => (id === "7" ? 404 : 200)));
    expect(seen).toHaveLength(2);
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBe(5500);
    const again = JSON.parse(seen[1]?.body ?? "{}") as { requests: { id: string }[] };
    expect(again.requests.map((item) => item.id)).toEqual(["3", "4", "5", "8"]);
  });

  it("gives the last answers back when the budget ends", async () => {
    const { graph, clock } = graphOver((request) => answerBatch(request, () => ({ status: 429 })), {
      waitBudgetMs: 60_000,
    });
    const started = clock.now();
    const responses = await graph.batch(requests.slice(0, 2));
    expect(responses.map((response) => response.status)).toEqual([429, 429]);
    expect(clock.now() - started).toBeLessThanOrEqual(60_000);
  });

  it("does not repeat writes whose fate is unknown", async () => {
    const { graph, seen } = graphOver((request) => answerBatch(request, () => ({ status: 503 })));
    const [response] = await graph.batch([{ id: "1", method: "PATCH", url: "/users/1", body: { jobTitle: null } }]);
    expect([response?.status, seen.length]).toEqual([503, 1]);
    const broken = graphOver(() => ({ status: 504 }));
    const [unknown] = await broken.graph.batch([
      { id: "1", method: "PATCH", url: "/users/1", body: { jobTitle: null } },
    ]);
    expect([unknown?.status, broken.seen.length]).toEqual([504, 1]);
  });

  it("treats an item that the service left out as not answered", async () => {
    const { graph } = graphOver((_request, index) => ({
      body: { responses: index === 0 ? [] : [{ id: "0", status: 200, body: { id: "0" } }] },
    }));
    expect(await graph.batch(requests.slice(0, 1))).toMatchObject([{ id: "0", status: 200 }]);
  });

  it("keeps the order asked over many batches, and sends Conditional Access one by one", async () => {
    const { graph, seen } = graphOver((request) =>
      request.path === "/$batch" ? answerBatch(request, (url) => ({ body: { url } })) : { body: { url: request.path } },
    );
    const many = Array.from({ length: 45 }, (_, index) => ({
      id: `${index}`,
      method: "GET" as const,
      url: index % 15 === 0 ? `/identity/conditionalAccess/policies/${index}` : `/users/${index}`,
    }));
    const responses = await graph.batch(many);
    expect(responses.map((response) => (response.body as { url: string }).url)).toEqual(
      many.map((request) => request.url),
    );
    expect(seen.filter((request) => request.path === "/$batch")).toHaveLength(3);
    expect(seen.filter((request) => request.path.startsWith("/identity"))).toHaveLength(3);
  });
});

describe("two tenants at once", () => {
  it("do not meet", async () => {
    const one = graphOver(() => ({ body: { id: "one" } }), { cloud: { graph: "https://graph.one.example" } });
    const other = graphOver(() => ({ body: { id: "other" } }), { cloud: { graph: "https://graph.other.example" } });
    expect(await Promise.all([one.graph.get("/x"), other.graph.get("/x"), one.graph.get("/x")])).toEqual([
      { id: "one" },
      { id: "other" },
      { id: "one" },
    ]);
    expect([one.seen.length, other.seen.length]).toEqual([2, 1]);
  });
});

describe("errors", () => {
  it.each([
    [401, "SIGN_IN_NEEDED"],
    [403, "PERMISSION_MISSING"],
    [400, "TENANT_REFUSED"],
    [409, "TENANT_REFUSED"],
  ])("%i becomes %s", async (status, code) => {
    const { graph } = graphOver(() => ({
      status,
      body: { error: { code: "Some_Code", message: "about alice@contoso.example" } },
    }));
    const error = await graph.get("/users/1").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ReinstateError);
    expect(error).toMatchObject({ code, details: `HTTP ${status}, Some_Code` });
    expect(JSON.stringify(error) + String(error)).not.toContain("alice");
  });

  it("a 403 names the permission: the caller's, or the one that Graph names", async () => {
    const message = "Missing scopes. API requires one of 'Policy.Read.All, Policy.ReadWrite.ConditionalAccess'.";
    const { graph } = graphOver(() => ({ status: 403, body: { error: { code: "AccessDenied", message } } }));
    await expect(graph.get("/x", { permissions: ["Group.Read.All"] })).rejects.toThrow("/x needs Group.Read.All.");
    await expect(graph.get("/x")).rejects.toThrow("Policy.Read.All and Policy.ReadWrite.ConditionalAccess");
  });

  it.each([
    ["a redirect", { status: 302, headers: { location: "https://portal.hotel.example/" } }],
    ["a demand for the network's own sign-in", { status: 511 }],
  ])("%s of the network is told as what it is", async (_name, scripted) => {
    const { graph } = graphOver(() => scripted, { waitBudgetMs: 0 });
    const said = {
      code: "TENANT_UNREACHABLE",
      message: expect.stringContaining("may want you to sign in to it first"),
    };
    await expect(graph.get("/users/1")).rejects.toMatchObject(said);
    await expect(htmlGraph().get("/users/1")).rejects.toMatchObject(said);
  });

  it("404 is undefined for one object, and a write's 4xx comes back with Graph's words", async () => {
    const body = { error: { code: "Request_ResourceNotFound", message: "not there" } };
    const { graph } = graphOver(() => ({ status: 404, body }));
    expect(await graph.get("/users/1")).toBeUndefined();
    expect(await graph.write("DELETE", "/users/1")).toEqual({
      status: 404,
      body,
      errorCode: "Request_ResourceNotFound",
      errorMessage: "not there",
    });
  });

  it("counts with the header, and says undefined where Graph refuses to count", async () => {
    const { graph, seen } = graphOver((request) => (request.path === "/users/$count" ? { body: 42 } : { status: 400 }));
    expect(await graph.count("/users")).toBe(42);
    expect(seen[0]?.headers.consistencylevel).toBe("eventual");
    expect(await graph.count("/policies")).toBeUndefined();
  });
});

describe("log", () => {
  it("holds no token, no body and no personal value", async () => {
    const events: unknown[] = [];
    const requestId = "0b7b9a2c-0000-4000-8000-00000000000a";
    const { graph } = graphOver(
      (_request, index) => (index === 0 ? { status: 503 } : { body: {}, headers: { "request-id": requestId } }),
      { log: { write: (event, fields) => events.push([event, fields]) } },
    );
    await graph.get("/users/alice@contoso.example?$select=id&$filter=mail eq 'bob@contoso.example'");
    await graph.write("PATCH", "/users/1/manager/$ref", { mobilePhone: "+49 30 1234" });
    const user = { method: "GET", path: "/v1.0/users/{id}", milliseconds: 0 };
    expect(events).toEqual([
      ["graph.request", { ...user, status: 503 }],
      ["graph.retry", { reason: "serverError", waitedMilliseconds: 1000 }],
      ["graph.request", { ...user, status: 200, requestId }],
      [
        "graph.request",
        { method: "PATCH", path: "/v1.0/users/{id}/manager/$ref", status: 200, milliseconds: 0, requestId },
      ],
    ]);
  });
});
