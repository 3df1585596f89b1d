import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import { createServiceForTests, type ServiceForTests } from "./service-for-tests.ts";

let demo: ServiceForTests;

beforeEach(() => {
  demo = createServiceForTests();
});

async function batch(requests: readonly JsonObject[]) {
  const reply = await demo.ask("POST", "/$batch", { requests });
  const responses = (reply.body.responses ?? []) as JsonObject[];
  return { ...reply, responses, byId: new Map(responses.map((response) => [response.id, response])) };
}

const get = (id: number, url: string): JsonObject => ({ id: String(id), method: "GET", url });

describe("batches", () => {
  it("answer each request by its id, in another order", async () => {
    const ids = [...demo.state.objects.user.keys()].slice(0, 20);
    const { status, responses, byId } = await batch(ids.map((id, place) => get(place, `/users/${id}?$select=id`)));
    expect(status).toBe(200);
    expect(responses.map(({ id }) => id)).not.toEqual(ids.map((_, place) => String(place)));
    for (const [place, id] of ids.entries()) {
      expect(byId.get(String(place))).toMatchObject({
        status: 200,
        body: { id },
        headers: { "Content-Type": expect.any(String) },
      });
    }
  });

  it("hold failures inside, with what depends on them", async () => {
    const patch = { method: "PATCH", url: `/users/${demo.administrator.id}`, body: { jobTitle: "Pilot" } };
    const headers = { "Content-Type": "application/json" };
    const { byId } = await batch([
      get(1, "/users/00000000-0000-4000-8000-000000000000"),
      { id: "2", ...patch, headers, dependsOn: ["1"] },
      { id: "3", ...patch },
      { id: "4", ...patch, headers },
    ]);
    expect([1, 2, 3, 4].map((id) => byId.get(String(id))?.status)).toEqual([404, 424, 400, 204]);
    expect(byId.get("4")).not.toHaveProperty("body");
  });

  it.each<[string, readonly JsonObject[]]>([
    ["more than twenty", Array.from({ length: 21 }, (_, place) => get(place, "/users"))],
    ["none", []],
    ["one id twice", [get(1, "/users"), get(1, "/groups")]],
  ])("of %s are refused", async (_name, requests) => {
    expect((await batch(requests)).status).toBe(400);
  });

  it("give absolute next links", async () => {
    const { byId } = await batch([get(1, "/users?$top=2&$select=id")]);
    const next = (byId.get("1")?.body as JsonObject | undefined)?.["@odata.nextLink"];
    expect((await demo.ask("GET", String(next))).value).toHaveLength(2);
  });
});

describe("limits", () => {
  beforeEach(() => {
    demo.faults.throttle = true;
  });

  it("Conditional Access takes one request a second, reads and writes together, and does not say how long to wait", async () => {
    const ask = () => demo.ask("GET", "/identity/conditionalAccess/policies");
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, undefined]);
    demo.state.clockMs += 1000;
    expect((await ask()).status).toBe(200);
  });

  it("reads cost resource units, and the wait that is asked for is enough", async () => {
    const ask = () => demo.ask("GET", "/users?$top=1");
    let sent = 0;
    let reply = await ask();
    for (; reply.status === 200; sent += 1) reply = await ask();
    // 5,000 units for a tenant of 60 people; two less one for the small page.
    expect(sent).toBe(5000);
    expect(reply.error).toContain("TooManyRequests");
    demo.state.clockMs += Number(reply.headers["retry-after"]) * 1000;
    const after = await ask();
    expect([after.status, Number(after.headers["x-ms-throttle-limit-percentage"])]).toEqual([
      200,
      expect.closeTo(0.9, 1),
    ]);
  });

  it("audit logs take five in ten seconds, certificates 150 a minute", async () => {
    const statuses = async (path: string, times: number) => {
      const all: number[] = [];
      for (let time = 0; time < times; time += 1) all.push((await demo.ask("GET", path)).status);
      return all.filter((status) => status === 429).length;
    };
    expect(await statuses("/auditLogs/directoryAudits?$top=1", 6)).toBe(1);
    expect(await statuses("/applications?$top=1&$select=keyCredentials", 151)).toBe(1);
  });

  it("items of a batch are counted and throttled each, with a wait of their own", async () => {
    const { status, responses } = await batch(
      Array.from({ length: 7 }, (_, place) => get(place, "/auditLogs/directoryAudits?$top=1")),
    );
    const throttled = responses.filter((response) => response.status === 429);
    expect([status, throttled.length]).toEqual([200, 2]);
    expect(throttled[0]).toMatchObject({
      headers: { "Retry-After": expect.stringMatching(/^\d+$/) },
      body: { error: { code: "TooManyRequests" } },
    });
  });
});
