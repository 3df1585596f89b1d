import { definitionOf, linkKey } from "../main/catalogue/catalogue.ts";
import { readPermissions } from "../main/catalogue/read-permissions.ts";
import { createDemoTenant } from "../main/demo/create-demo-tenant.ts";
import type { Scenario } from "../main/demo/demo-tenant.ts";
import { backUp } from "../main/flows/backup.ts";
import { chooseChanges } from "../main/flows/choose-changes.ts";
import { culpritFilter, letIncidentHappen } from "../main/flows/demo-walk.ts";
import { makePlan, runPlan } from "../main/flows/recover.ts";
import { makeReport } from "../main/flows/report.ts";
import type { TenantSession } from "../main/flows/tenant-session.ts";
import { makeUndoPlan } from "../main/flows/undo.ts";
import { createGraph } from "../main/graph/create-graph.ts";
import { documentedAllowance } from "../main/graph/documented-allowance.ts";
import type { Transport } from "../main/graph/graph.ts";
import { memoryTokenCache } from "../main/graph/memory-token-cache.ts";
import { createRateLimiter } from "../main/graph/rate-limiter.ts";
import { createSignIn } from "../main/graph/sign-in.ts";
import { createVirtualClock } from "../main/graph/virtual-clock.ts";
import { readAnswers } from "../main/plan/answers.ts";
import { createVault } from "../main/vault/create-vault.ts";
import type { Vault } from "../main/vault/vault.ts";
import type { Change } from "../preload/contract/change.ts";
import type { LinkTarget } from "../preload/contract/directory-object.ts";
import type { Plan } from "../preload/contract/plan.ts";
import type { RecoveryJob } from "../preload/contract/recovery-job.ts";
import type { SnapshotRecord } from "../preload/contract/snapshot.ts";
import { heapUsed } from "./heap-used.ts";

/** There and back, for one request. */
const answerMs = 200;

/** What went over the network while one stage ran. */
export interface Traffic {
  readonly requests: number;
  readonly refused: number;
  readonly writes: number;
  /** Of the tenant's clock, for the whole stage. */
  readonly seconds: number;
  /** Writes in a second, from the first to the last. */
  readonly writesPerSecond: number;
}

/** One incident from the snapshot before it to the undoing of its recovery. Lists of what is wrong are empty if all is well. */
export interface ScenarioTrial {
  readonly scenario: Scenario;
  readonly users: number;
  readonly plan: Plan;
  readonly job: RecoveryJob;
  readonly undone: RecoveryJob;
  /** Parts that differ from the snapshot after the recovery though a culprit changed them. */
  readonly notRecovered: readonly string[];
  /** Parts that others changed and that are not as they left them. */
  readonly lost: readonly string[];
  /** How many parts others had changed. */
  readonly legitimate: number;
  /** Parts that differ from the mess after the undoing. */
  readonly notUndone: readonly string[];
  readonly planning: Traffic;
  readonly recovery: Traffic;
  readonly undoing: Traffic;
  /** The most that was held after a collection, the simulated tenant with it, in bytes. */
  readonly heldBytes: number;
}

/** Lets the incident happen in a tenant of so many people, recovers from it as a person would, and takes that back. */
export async function tryScenario(scenario: Scenario, users: number, folder: string): Promise<ScenarioTrial> {
  const scene = await setScene(users, folder);
  const { session, demo, measured } = scene;
  const { vault } = session;
  try {
    demo.faults.throttle = true;
    const { before, after, played } = await letIncidentHappen(session, demo, scenario);
    const filter = culpritFilter(played);
    const sides = { target: before, found: after };
    const theirs = await chooseChanges(vault, sides, filter, readAnswers([]), {});
    const all = partsOf((await makeReport(vault, before, after)).changes, vault, before);
    const harm = new Set(partsOf(theirs.changes, vault, before));
    const legitimate = all.filter((part) => !harm.has(part));

    const [plan, planning] = await measured(() => makePlan(session, { target: before, filter, removeAdded: true }));
    const [job, recovery] = await measured(() => runPlan(session, plan, plan.hash));
    const recovered = await differences(session, before, plan);
    const undo = await makeUndoPlan(session, job.id);
    const [undone, undoing] = await measured(() => runPlan(session, undo, undo.hash));
    return {
      scenario,
      users,
      plan,
      job,
      undone,
      notRecovered: without(recovered, legitimate),
      lost: without(legitimate, recovered),
      legitimate: legitimate.length,
      notUndone: await differences(session, after, undo),
      planning,
      recovery,
      undoing,
      heldBytes: scene.heldBytes(),
    };
  } finally {
    vault.close();
  }
}

/** How the tenant differs from a snapshot now, apart from what a plan said that it cannot put back. */
async function differences(session: TenantSession, from: SnapshotRecord, plan: Plan): Promise<readonly string[]> {
  const now = await backUp(session);
  const { changes } = await makeReport(session.vault, from, now);
  const impossible = plan.impossible.map(({ object, path }) => `${object.type} ${object.id} ${path ?? ""}`);
  return partsOf(changes, session.vault, from).filter((part) => !impossible.some((known) => part.startsWith(known)));
}

/** Each part of the changes with its values. What was made since and is in the recycle bin counts as not there. */
function partsOf(changes: readonly Change[], vault: Vault, from: SnapshotRecord): readonly string[] {
  const wasThere = ({ type, id }: Change) => vault.object(from.number, type, id) !== undefined;
  return changes
    .filter((change) => change.kind !== "soft-deleted" || wasThere(change))
    .flatMap(({ type, id, kind, attributes, links }) => {
      const { links: rules } = definitionOf(type);
      return [
        ...(kind === "modified" ? [] : [`${type} ${id}  ${kind}`]),
        ...attributes.map(({ path, before, after }) => `${type} ${id} ${path} ${JSON.stringify([before, after])}`),
        ...links.flatMap(({ link, added, removed }) => {
          const rule = rules[link];
          const key = (target: LinkTarget) => (rule === undefined ? JSON.stringify(target) : linkKey(rule, target));
          return [
            ...added.map((target) => `${type} ${id} ${link} + ${key(target)}`),
            ...removed.map((target) => `${type} ${id} ${link} - ${key(target)}`),
          ];
        }),
      ];
    });
}

function without(parts: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return parts.filter((part) => !known.has(part));
}

/** A tenant with its documented limits, a vault for it, and time that passes only while somebody waits. */
async function setScene(users: number, folder: string) {
  const demo = createDemoTenant({ users, seedNumber: 20_261_126, now: "2026-11-26T02:00:00Z" });
  const clock = createVirtualClock({ start: Date.parse(demo.now()) });
  const counted = { requests: 0, refused: 0, writes: 0, firstWriteMs: 0, lastWriteMs: 0 };
  let held = 0;

  const transport: Transport = async (request) => {
    demo.advance(clock.now() - Date.parse(demo.now()));
    if (counted.requests % 2000 === 0) held = Math.max(held, heapUsed());
    counted.requests += 1;
    const answer = await demo.transport(request);
    const writes = writesIn(request.method, request.url, request.body ?? "");
    if (writes > 0) {
      counted.firstWriteMs ||= clock.now();
      counted.lastWriteMs = clock.now();
    }
    counted.writes += writes;
    counted.refused += answer.status === 429 ? 1 : (answer.body.match(/"status":429/g)?.length ?? 0);
    await clock.wait(answerMs, request.signal);
    return answer;
  };

  const cloud = { ...demo.cloud, allowance: documentedAllowance(users) };
  const limiter = createRateLimiter(cloud.allowance, clock);
  const { openBrowser } = demo;
  const cache = memoryTokenCache();
  const signIn = createSignIn({ cloud, transport, cache, openBrowser, clock });
  await signIn.signIn();
  let made = 0;
  const session: TenantSession = {
    vault: createVault({
      folder,
      tenantId: cloud.tenantId,
      tenantName: demo.tenantName,
      passphrase: "correct horse battery staple",
      now: demo.now(),
      passphraseCost: 16,
    }),
    cloud,
    signIn,
    graph: (permissions) =>
      createGraph({
        cloud,
        transport,
        signIn,
        permissions: [...readPermissions(), ...permissions],
        clock,
        limiter,
        random: () => 0.5,
      }),
    clock,
    newId: () => {
      made += 1;
      return `${made}`.padStart(32, "0");
    },
  };

  async function measured<Value>(work: () => Promise<Value>): Promise<readonly [Value, Traffic]> {
    Object.assign(counted, { requests: 0, refused: 0, writes: 0, firstWriteMs: 0, lastWriteMs: 0 });
    const started = clock.now();
    const value = await work();
    const { requests, refused, writes, firstWriteMs, lastWriteMs } = counted;
    const seconds = (clock.now() - started) / 1000;
    const writesPerSecond = writes / Math.max(1, (lastWriteMs - firstWriteMs) / 1000);
    return [value, { requests, refused, writes, seconds, writesPerSecond }];
  }

  return {
    session,
    demo: {
      ...demo,
      play(scenario: Scenario) {
        const played = demo.play(scenario);
        // The incident took hours of the tenant's time.
        clock.advance(Date.parse(demo.now()) - clock.now());
        return played;
      },
    },
    measured,
    heldBytes: () => held,
  };
}

/** Writes to the directory in one request, batches by their items. */
function writesIn(method: string, url: string, body: string): number {
  if (method === "GET" || !url.includes("/v1.0/")) return 0;
  return url.endsWith("/$batch") ? (body.match(/"method":"(?:POST|PATCH|PUT|DELETE)"/g)?.length ?? 0) : 1;
}
