import { beforeEach, describe, expect, it } from "vitest";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import { createGraph } from "../graph/create-graph.ts";
import type { Graph, TransportRequest, TransportResponse } from "../graph/graph.ts";
import { createRateLimiter, type RateLimiter } from "../graph/rate-limiter.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testObject, testTenantId } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { applyPlan } from "./apply-plan.ts";
import type { Stopping } from "./stopping.ts";
import { jobFor, MemoryJournal } from "./testing/memory-journal.ts";

interface Item {
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

interface Answered {
  readonly id: string;
  readonly status: number;
}

/** What happens to the `number`-th request that writes; undefined: the tenant answers it. */
type Fate = (request: TransportRequest, number: number) => Promise<TransportResponse> | undefined;

/** The demo tenant's answer to all of it. */
const served: Fate = () => undefined;

const demo = createDemoTenant({ users: 60, seedNumber: 4, now: "2026-11-02T08:00:00Z" });
const clock = createVirtualClock();
const permissions = ["User.ReadWrite.All", "Directory.Read.All"];
let graph: Graph | undefined;
let fate: Fate;
let writes: number;
/** Requests, reads too, that reached the tenant after somebody stopped the job. */
let late: number;
let stop: AbortController;
/** Called when the next write has joined the limiter's queue. */
let onceQueued: () => void;
/** How often each person was written to. */
let written: Map<string, number>;

async function transport(request: TransportRequest): Promise<TransportResponse> {
  if (!request.url.includes("/v1.0/")) return demo.transport(request);
  if (stop.signal.aborted) late += 1;
  const isWrite = request.method !== "GET" && !request.body?.includes('"method":"GET"');
  return (isWrite ? fate(request, ++writes) : undefined) ?? reach(request);
}

async function reach(request: TransportRequest): Promise<TransportResponse> {
  const answer = await demo.transport(request);
  const single = [{ id: "", method: request.method, url: request.url }];
  const isBatch = request.url.endsWith("/$batch");
  const items: readonly Item[] = isBatch ? JSON.parse(request.body ?? "").requests : single;
  const answers: readonly Answered[] = isBatch ? JSON.parse(answer.body).responses : [{ id: "", ...answer }];
  for (const { id, method, url } of items) {
    const isDone = (answers.find((each) => each.id === id)?.status ?? 500) < 300;
    const person = url.split("/").at(-1) ?? "";
    if (method !== "GET" && isDone) written.set(person, (written.get(person) ?? 0) + 1);
  }
  return answer;
}

const throttled = { status: 429, headers: { "retry-after": "60" }, body: "" };

const claims = Buffer.from('{"access_token":{}}').toString("base64");
const challenged = { status: 403, headers: { "www-authenticate": `Bearer claims="${claims}"` } };

/** Answers every third item of a batch so, and lets the others through. */
async function refuseSome(request: TransportRequest, refusal: object): Promise<TransportResponse> {
  const { requests } = JSON.parse(request.body ?? "") as { readonly requests: readonly Item[] };
  const [refused, through] = [requests.filter((_, at) => at % 3 === 0), requests.filter((_, at) => at % 3 !== 0)];
  const answer = await reach({ ...request, body: JSON.stringify({ requests: through }) });
  const refusals = refused.map(({ id }) => ({ id, ...refusal }));
  return { ...answer, body: JSON.stringify({ responses: [...refusals, ...JSON.parse(answer.body).responses] }) };
}

async function signedIn(): Promise<Graph> {
  const { cloud, openBrowser } = demo;
  const cache = { read: async () => undefined, write: async () => {} };
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache });
  await signIn.signIn();
  // The documented 20 writes a second: each batch waits for the one before it.
  const inner = createRateLimiter({ ...cloud.allowance, writesPerSecond: 20 }, clock);
  const limiter: RateLimiter = {
    ...inner,
    take(costs, signal) {
      const turn = inner.take(costs, signal);
      if (costs[0].limit === "write") onceQueued();
      return turn;
    },
  };
  return createGraph({ cloud, transport, signIn, permissions, clock, limiter, random: () => 0 });
}

/** A plan that sends so many people back to a city where they have never been, and a journal for it. */
async function recovery(count: number, city: string) {
  graph ??= await signedIn();
  const { value = [] } =
    (await graph.get("/users?$select=id,displayName,userPrincipalName,city,onPremisesSyncEnabled")) ?? {};
  const people = value as readonly (JsonObject & { readonly id: string })[];
  const ours = people.filter(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true).slice(0, count);
  const found = ours.map(({ id, ...rest }) => testObject("user", id, rest, { manager: [] }));
  const plan = planBetween(
    found.map((person) => movedTo(person, city)),
    found,
  );
  const journal = new MemoryJournal();
  const at = graph;
  const run = (job: RecoveryJob, stopping: Stopping = {}) => {
    const about = { plan, job, graph: at, vaultJournal: journal, clock, tenantId: testTenantId, ...stopping };
    return applyPlan({ ...about, graphHost: demo.cloud.graph, random: () => "0123256789abcdef" });
  };
  return { plan, journal, run, kindsOf: (id: string) => kindsIn(journal, id) };
}

function movedTo(person: DirectoryObject, city: string): DirectoryObject {
  return { ...person, properties: { ...person.properties, city } };
}

function kindsIn({ entries }: MemoryJournal, id: string): string {
  return entries.flatMap(({ stepId, kind }) => (stepId === id ? [kind] : [])).join(" ");
}

function stepsThat({ steps }: RecoveryJob, outcome: string): readonly string[] {
  return steps.filter((step) => step.outcome === outcome).map(({ id }) => id);
}

/** Presses the button so many milliseconds from now. */
function stopsIn(milliseconds: number): void {
  void clock.wait(milliseconds).then(() => stop.abort());
}

beforeEach(() => {
  [fate, writes, late, stop, written] = [served, 0, 0, new AbortController(), new Map()];
  onceQueued = () => undefined;
});

describe.each([
  ["paused", "pause"],
  ["cancelled", "signal"],
] as const)("a job that is %s", (state, button) => {
  it.each<[string, number, Fate]>([
    [
      "while a batch waits for its turn",
      20,
      (_, number) => {
        if (number === 1) onceQueued = () => stop.abort();
        return undefined;
      },
    ],
    [
      "while a whole batch waits as long as the tenant asked",
      20,
      (_, number) => {
        if (number !== 2) return undefined;
        stopsIn(5000);
        return Promise.resolve(throttled);
      },
    ],
    [
      "while some of a batch wait as long as the tenant asked",
      13,
      (request, number) => {
        if (number !== 1) return undefined;
        stopsIn(5000);
        return refuseSome(request, throttled);
      },
    ],
    [
      "at the moment in which the tenant says to wait",
      13,
      (request, number) => {
        if (number !== 1) return undefined;
        stop.abort();
        return refuseSome(request, throttled);
      },
    ],
    [
      "at the moment in which the tenant asks for another sign-in",
      13,
      (request, number) => {
        if (number !== 1) return undefined;
        stop.abort();
        return refuseSome(request, challenged);
      },
    ],
  ])("%s sends nothing more, knows what was done, and does the rest once when it is resumed", async (how, done, on) => {
    const { plan, journal, run, kindsOf } = await recovery(25, `${state} ${how}`);
    const started = clock.now();
    fate = on;
    const job = await run(jobFor(plan), { [button]: stop.signal });
    expect([job.state, late, clock.now() - started < 20_000]).toEqual([state, 0, true]);
    const [applied, pending] = [stepsThat(job, "applied"), stepsThat(job, "pending")];
    expect([applied.length, written.size, applied.length + pending.length]).toEqual([done, done, 25]);
    const withdrawn = pending.filter((id) => kindsOf(id) === "intent withdrawn");
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(pending.filter((id) => !withdrawn.includes(id) && kindsOf(id) !== "")).toEqual([]);
    // To take the job back is to take back what it did, and nothing that others may do meanwhile.
    const undo = { id: "undo", createdAt: plan.createdAt, found: plan.found, plan };
    expect(buildUndoPlan({ ...undo, job, journal: journal.entries }).steps).toHaveLength(done);

    [fate, stop] = [served, new AbortController()];
    const resumed = await run(job);
    expect([resumed.verdict, stepsThat(resumed, "applied").length]).toEqual(["complete", 25]);
    expect([written.size, [...written.values()].filter((times) => times !== 1)]).toEqual([25, []]);
    expect(withdrawn.map(kindsOf)).toEqual(withdrawn.map(() => "intent withdrawn intent request outcome"));
    expect(buildUndoPlan({ ...undo, job: resumed, journal: journal.entries }).steps).toHaveLength(25);
  });

  it("while a write that goes alone waits, is in no doubt about it", async () => {
    const { plan, run, kindsOf } = await recovery(1, `${state} alone`);
    fate = () => {
      stopsIn(5000);
      return Promise.resolve(throttled);
    };
    const job = await run(jobFor(plan), { [button]: stop.signal });
    expect([job.state, late, written.size, kindsOf("s1")]).toEqual([state, 0, 0, "intent withdrawn"]);
  });

  it("hears the answer to what is on its way", async () => {
    const { plan, run } = await recovery(3, `${state} on the way`);
    fate = async (request) => {
      stopsIn(500);
      await clock.wait(1000);
      if (request.signal?.aborted === true) throw new Error("the answer was not waited for");
      return reach(request);
    };
    const job = await run(jobFor(plan), { [button]: stop.signal });
    expect([stepsThat(job, "applied").length, written.size, late]).toEqual([3, 3, 0]);
  });

  it("stays in doubt about what left and was not answered, and does not do it twice", async () => {
    const { plan, run, kindsOf } = await recovery(1, `${state} in doubt`);
    fate = async (request) => {
      await reach(request);
      stop.abort();
      return { status: 503, headers: {}, body: "" };
    };
    const job = await run(jobFor(plan), { [button]: stop.signal });
    expect([job.state, late, kindsOf("s1")]).toEqual([state, 0, "intent request"]);
    [fate, stop] = [served, new AbortController()];
    const resumed = await run(job);
    expect([stepsThat(resumed, "applied"), [...written.values()]]).toEqual([["s1"], [1]]);
  });

  it("does not take for its own what somebody else did while it waited", async () => {
    const { plan, run } = await recovery(1, `${state} by others`);
    fate = () => {
      stop.abort();
      return Promise.resolve(throttled);
    };
    const job = await run(jobFor(plan), { [button]: stop.signal });
    [fate, stop] = [served, new AbortController()];
    await graph?.write("PATCH", `/users/${plan.steps[0]?.object.id}`, { city: `${state} by others` });
    expect(stepsThat(await run(job), "already")).toEqual(["s1"]);
  });
});
