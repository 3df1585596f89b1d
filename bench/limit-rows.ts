import { applyPlan } from "../main/apply/apply-plan.ts";
import { captureTenant } from "../main/capture/capture-tenant.ts";
import { createGraph } from "../main/graph/create-graph.ts";
import { documentedAllowance } from "../main/graph/documented-allowance.ts";
import type { SignIn, Transport } from "../main/graph/graph.ts";
import { createRateLimiter } from "../main/graph/rate-limiter.ts";
import { createScriptedSignIn, scriptedCloud } from "../main/graph/scripted-transport.ts";
import { createVirtualClock, type VirtualClock } from "../main/graph/virtual-clock.ts";
import type { JsonObject } from "../preload/contract/json-value.ts";
import type { Plan } from "../preload/contract/plan.ts";
import { heapUsed } from "./heap-used.ts";
import { type Answering, createLimitedService } from "./limited-service.ts";
import type { Row } from "./measure.ts";
import { type WatchedWaiting, watchWaiting } from "./watch-waiting.ts";

/** One request at a time takes so long, there and back. */
const latencyMs = 200;
const pageSize = 999;

/** A capture of users (a tenth of them guests) and applications against Graph's documented limits; up to `sample` users of them. */
export async function captureRows(users: number, sample = users): Promise<readonly Row[]> {
  const clock = createVirtualClock();
  const stop = new AbortController();
  const service = createLimitedService(clock, users, latencyMs, directoryOf(users));
  const heap: number[] = [];
  let read = 0;
  const started = clock.now();
  const limiter = createRateLimiter(documentedAllowance(users), clock);
  const watched = watchWaiting(clock, () => service.counted.units, { limiter, transport: service.transport });
  const graph = graphOver(clock, watched.transport, users, watched.limiter);
  const work = captureTenant({
    graph,
    clock,
    types: ["user", "servicePrincipal"],
    signal: stop.signal,
    onObjects: (objects) => {
      if (read % 5000 < objects.length) heap.push(heapUsed());
      read += objects.length;
      if (read >= sample && sample < users) stop.abort();
      return objects.length;
    },
  });
  const ended = await work.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
    return undefined;
  });
  if (ended !== undefined && !Object.values(ended.types).every(({ complete }) => complete))
    throw new Error(`the capture of ${users} users is not complete: ${JSON.stringify(ended.types)}`);
  const seconds = (clock.now() - started) / 1000;
  return rowsOf(`capture of ${count(users)} users${sample < users ? `, the first ${count(read)}` : ""}`, {
    ...service.counted,
    read,
    seconds,
    heap,
    spent: watched.spent,
    refused: service.throttle.counted.refused + service.throttle.counted.tooEarly,
    unitsPerSecond: documentedAllowance(users).readUnitsPer10s / 10,
  });
}

interface Figures {
  readonly requests: number;
  readonly units: number;
  readonly items: number;
  readonly read: number;
  readonly seconds: number;
  readonly heap: readonly number[];
  readonly spent: WatchedWaiting["spent"];
  readonly refused: number;
  readonly unitsPerSecond: number;
}

function rowsOf(name: string, figures: Figures): readonly Row[] {
  const { requests, units, items, read, seconds, heap, refused, unitsPerSecond } = figures;
  // Each object in a page of the list, each link that is asked for in a batch of its full size.
  const least = Math.ceil(read / pageSize) + Math.ceil(items / 20);
  const share = units / seconds / unitsPerSecond;
  const half = heap.length >> 1;
  const growth = most(heap.slice(half)) - most(heap.slice(0, half));
  const { turn, batches, answer } = figures.spent;
  const limited = (turn.units / turn.ms) * 1000;
  return [
    {
      measure: name,
      goal: "0 refused",
      measured: `${percent(share)} of the read limit, ${Math.round(seconds)} s, ${refused} refused`,
      isMet: refused === 0,
    },
    {
      measure: "  requests",
      goal: `≥ ${count(least)}`,
      measured: `${count(requests)} (${(requests / least).toFixed(2)} times the least)`,
      isMet: requests <= least * 2.5 + 20,
    },
    {
      measure: "  while there is more to ask than the limit lets through",
      goal: "≥ 95 % of it",
      measured: `${percent(limited / unitsPerSecond)} in ${tenths(turn.ms)} s; ${tenths(answer.ms)} s for answers that say what to ask next, ${tenths(batches.ms)} s for last batches`,
      isMet: limited >= 0.95 * unitsPerSecond,
    },
    ...(half < 5
      ? []
      : [
          {
            measure: "  memory, later half against the first",
            goal: "≤ 20 MB more",
            measured: `${(growth / 1e6).toFixed(1)} MB`,
            isMet: growth <= 20e6,
          },
        ]),
  ];
}

/** Carries a plan of attribute writes out against the documented limits, or the part of them that others leave. */
export async function writeAgainstLimits(plan: Plan, waitMs: number, options: { readonly part?: number } = {}) {
  const clock = createVirtualClock();
  const service = createLimitedService(clock, 100_000, waitMs, peopleOf(plan), options);
  const started = clock.now();
  const job = await applyPlan({
    plan,
    job: {
      id: "bench",
      planId: plan.id,
      planHash: plan.hash,
      purpose: plan.purpose,
      startedAt: plan.createdAt,
      endedAt: null,
      by: "bench",
      state: "running",
      verdict: null,
      steps: plan.steps.map(({ id }) => ({ id, outcome: "pending" as const })),
    },
    graph: graphOver(clock, service.transport, 100_000),
    graphHost: scriptedCloud.graph,
    vaultJournal: { appendJournalEntries: () => undefined, journal: () => [], saveJob: () => undefined },
    tenantId: plan.tenantId,
    clock,
    random: () => "",
  });
  const applied = job.steps.filter(({ outcome }) => outcome === "applied").length;
  if (applied !== plan.steps.length) throw new Error(`${applied} of ${plan.steps.length} steps were applied`);
  return { applied, seconds: (clock.now() - started) / 1000, ...service };
}

/** The same with all of the allowance, as a row. */
export async function writeRow(plan: Plan, waitMs = latencyMs): Promise<Row> {
  const { applied, seconds, ...service } = await writeAgainstLimits(plan, waitMs);
  const share = service.counted.writes / seconds / documentedAllowance().writesPerSecond;
  const { refused, tooEarly } = service.throttle.counted;
  return {
    measure: `${count(applied)} attribute writes, ${waitMs} ms an answer`,
    goal: "≥ 95 % of 20 a second",
    measured: `${percent(share)}, ${Math.round(seconds)} s, ${refused + tooEarly} refused`,
    isMet: share >= 0.95 && refused + tooEarly === 0,
  };
}

function graphOver(
  clock: VirtualClock,
  transport: Transport,
  users: number,
  limiter = createRateLimiter(documentedAllowance(users), clock),
) {
  const cloud = { ...scriptedCloud, allowance: documentedAllowance(users) };
  const signIn: SignIn = { ...createScriptedSignIn(), token: async () => "token" };
  return createGraph({ cloud, transport, signIn, permissions: [], clock, limiter, random: () => 0.5 });
}

/** A tenant that is made up page by page. */
function directoryOf(users: number): Answering {
  const principals = Math.ceil(users / 20);
  return (_method, address) => {
    const [path = "", query = ""] = address.split("?", 2);
    if (path === "/users/$count") return { status: 200, body: users };
    if (path === "/servicePrincipals/$count") return { status: 200, body: principals };
    if (path === "/users") return page(address, query, users, personAt);
    if (path === "/users/delta") return page(address, query, users, (index) => ({ id: idAt(index) }));
    if (path === "/servicePrincipals") return page(address, query, principals, principalAt);
    if (path.endsWith("/$count")) return { status: 200, body: 0 };
    return path.endsWith("/manager") ? { status: 404 } : { status: 200, body: { value: [] } };
  };
}

function page(address: string, query: string, length: number, make: (index: number) => JsonObject) {
  const start = Number(/\$skiptoken=(\d+)/.exec(query)?.[1] ?? 0);
  const value = Array.from({ length: Math.min(pageSize, length - start) }, (_, index) => make(start + index));
  const base = `${scriptedCloud.graph}/v1.0${address.split("?", 1)[0]}`;
  const rest = query.replace(/&?\$skiptoken=\d+/, "");
  const isLast = start + pageSize >= length;
  const link = isLast ? undefined : { "@odata.nextLink": `${base}?${rest}&$skiptoken=${start + pageSize}` };
  const delta = isLast && address.includes("/delta") ? { "@odata.deltaLink": `${base}?$deltatoken=1` } : undefined;
  return { status: 200, body: { value, ...link, ...delta } };
}

function personAt(index: number): JsonObject {
  return {
    id: idAt(index),
    displayName: `Person ${index}`,
    userPrincipalName: `p${index}@contoso.example`,
    userType: index % 10 === 0 ? "Guest" : "Member",
    department: `Department ${index % 100}`,
    jobTitle: `Title ${index % 500}`,
  };
}

function principalAt(index: number): JsonObject {
  return { id: idAt(5_000_000 + index), appId: idAt(6_000_000 + index), displayName: `App ${index}` };
}

function idAt(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

/** The people that a plan is about: as the plan found them, until they are written. */
function peopleOf({ steps }: Plan): Answering {
  const people = new Map(
    steps.map(({ object, expected }) => [object.id, { id: object.id, ...expected } as JsonObject]),
  );
  return (method, address, body) => {
    const id = /^\/users\/([^/?]+)/.exec(address)?.[1] ?? "";
    const person = people.get(id);
    if (person === undefined) return { status: 404 };
    if (method === "GET") return { status: 200, body: person };
    people.set(id, { ...person, ...body });
    return { status: 204 };
  };
}

function most(numbers: readonly number[]): number {
  return Math.max(...numbers);
}

function tenths(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}
