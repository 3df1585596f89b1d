import { expect, it } from "vitest";
import { createGraph } from "./create-graph.ts";
import type { Transport } from "./graph.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const page = "<html><body>Sign in to the network</body></html>";

/** Graph over answers of status 200, one after the other; the last one stays. */
function answering(...texts: readonly string[]) {
  const left = [...texts];
  const asked: string[] = [];
  const transport: Transport = async ({ url }) => {
    asked.push(url);
    return { status: 200, headers: {}, body: (left.length > 1 ? left.shift() : left[0]) ?? "" };
  };
  const allowance = { readUnitsPer10s: 1000, writesPerSecond: 100, conditionalAccessPerSecond: 10 };
  const cloud = {
    name: "",
    authority: "",
    graph: "https://graph.test",
    tenantId: "",
    clientId: "",
    allowance,
    demo: false,
  };
  const signIn = { token: async () => "token" } as never;
  return { asked, graph: createGraph({ cloud, transport, signIn, permissions: [], clock: createVirtualClock() }) };
}

const deep = `{"id":${"[".repeat(10_000_000)}${"]".repeat(10_000_000)}}`;

it.each([page, '{"id": "1", "displ', "", deep])(
  "a good answer that is no JSON, or nested without end (%.20s), is asked for again",
  async (text) => {
    const { graph, asked } = answering(text, '{"id":"1"}');
    expect(await graph.get("/users/1")).toEqual({ id: "1" });
    expect(asked).toHaveLength(2);
  },
);

it("somebody's page instead of all answers is an error, never an empty object, list or link", async () => {
  const { graph } = answering(page);
  await expect(graph.get("/policies/authorizationPolicy")).rejects.toMatchObject({ code: "TENANT_UNREACHABLE" });
  await expect(graph.count("/users")).rejects.toMatchObject({ code: "TENANT_UNREACHABLE" });
  const [answer] = await graph.batch([{ id: "0", method: "GET", url: "/users/1/manager" }]);
  expect(answer?.status).toBe(502);
});

it("writes in a batch that was answered with somebody's page do not count as done, and are not sent again", async () => {
  const { graph, asked } = answering(page);
  const [answer] = await graph.batch([{ id: "0", method: "DELETE", url: "/users/1" }]);
  expect([answer?.status, asked.length]).toEqual([502, 1]);
});

it("a write that was answered with somebody's page does not count as done, and is not sent again", async () => {
  const { graph, asked } = answering(page);
  expect(await graph.write("PATCH", "/users/1", {})).toMatchObject({ status: 502, body: undefined });
  expect(asked).toHaveLength(1);
});

it("a count may come with a byte order mark", async () => {
  expect(await answering("\uFEFF42").graph.count("/users")).toBe(42);
});
