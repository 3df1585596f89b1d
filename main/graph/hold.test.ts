import { describe, expect, it } from "vitest";
import type { BatchRequest } from "./graph.ts";
import { scriptedGraph } from "./scripted-graph.ts";
import type { Scripted, Seen } from "./scripted-transport.ts";
import { answerBatch } from "./scripted-transport.ts";

function graphOver(script: (request: Seen, index: number) => Scripted | Promise<Scripted>) {
  const stop = new AbortController();
  return { ...scriptedGraph(script), stop, hold: { hold: stop.signal } };
}

const changes = (...urls: readonly string[]): readonly BatchRequest[] =>
  urls.map((url, index) => ({ id: String(index + 1), method: "PATCH", url, body: { displayName: "x" } }));
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);
const wait = { status: 429, headers: { "retry-after": "60" } };

describe("once nothing more may leave", () => {
  it("nothing does, and what is on its way is answered", async () => {
    const { graph, seen, clock, stop, hold } = graphOver(async () => {
      await clock.wait(1000);
      return { status: 204 };
    });
    const first = graph.write("PATCH", "/users/1", { city: "Kiel" }, hold);
    await clock.wait(500);
    stop.abort();
    const second = graph.write("PATCH", "/users/2", { city: "Kiel" }, hold);
    await expect(second).rejects.toMatchObject({ code: "CANCELLED" });
    expect((await first).status).toBe(204);
    expect(seen.map(({ path, signal }) => [path, signal])).toEqual([["/users/1", undefined]]);
  });

  it("a request that waits as long as the tenant asked waits no longer", async () => {
    const { graph, seen, clock, stop, hold } = graphOver(() => wait);
    const started = clock.now();
    const asked = [graph.get("/users/1", hold), graph.write("DELETE", "/users/2", undefined, hold)];
    await clock.wait(500);
    stop.abort();
    for (const each of asked) await expect(each).rejects.toMatchObject({ code: "CANCELLED" });
    expect([seen.length, clock.now() - started]).toEqual([2, 500]);
  });

  it("a batch still tells what was done, what was not, and what nobody knows", async () => {
    const { graph, seen, clock, stop, hold } = graphOver((request) => {
      const { body } = answerBatch(request, (_url, id) => (id === "2" ? wait : { status: 204 })) as {
        body: { responses: { id: string }[] };
      };
      return { body: { responses: body.responses.filter(({ id }) => id !== "3") } };
    });
    const answers = graph.batch(changes("/users/1", "/users/2", "/users/3"), hold);
    await clock.wait(500);
    stop.abort();
    expect(statuses(await answers)).toEqual([204, 429, 502]);
    expect(seen).toHaveLength(1);
  });

  it("the answers of other batches and of slow requests of the same call are not lost", async () => {
    const policy = "/identity/conditionalAccess/policies";
    const people = Array.from({ length: 40 }, (_, index) => `/users/${index}`);
    const { graph, seen, stop, hold } = graphOver((request, index) => {
      if (index === 1) stop.abort();
      return request.path === "/$batch" ? answerBatch(request, () => ({ status: 204 })) : { status: 204 };
    });
    const answers = statuses(await graph.batch(changes(`${policy}/1`, `${policy}/2`, ...people), hold));
    expect(seen.map(({ path }) => path).sort()).toEqual(["/$batch", `${policy}/1`]);
    expect(answers).toEqual([204, 429, ...Array(20).fill(204), ...Array(20).fill(429)]);
  });

  it("nobody is asked to sign in for what was not let in, and what was done beside it is known", async () => {
    const claims = Buffer.from('{"access_token":{}}').toString("base64");
    const challenge = { status: 401, headers: { "www-authenticate": `Bearer claims="${claims}"` } };
    const { graph, seen, signIn, stop, hold } = graphOver((request) => {
      stop.abort();
      return answerBatch(request, (_url, id) => (id === "2" ? challenge : { status: 204 }));
    });
    expect(statuses(await graph.batch(changes("/users/1", "/users/2"), hold))).toEqual([204, 401]);
    expect([seen.length, signIn.asked]).toEqual([1, [undefined]]);
  });
});
