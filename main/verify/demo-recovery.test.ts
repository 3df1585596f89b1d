import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, objectTypes } from "../../preload/contract/directory-object.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { applyPlan } from "../apply/apply-plan.ts";
import { jobFor, MemoryJournal } from "../apply/testing/memory-journal.ts";
import { captureTenant } from "../capture/capture-tenant.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { readPermissions } from "../catalogue/read-permissions.ts";
import { compareObjects } from "../compare/compare-objects.ts";
import { inBinOf } from "../compare/in-bin-for-tests.ts";
import { createDemoTenant } from "../demo/create-demo-tenant.ts";
import type { DemoTenant, ScenarioReport } from "../demo/demo-tenant.ts";
import { scenarios } from "../demo/demo-tenant.ts";
import { revokeInTheMiddle } from "../demo/testing/revoke-in-the-middle.ts";
import { createGraph } from "../graph/create-graph.ts";
import type { Transport } from "../graph/graph.ts";
import { createSignIn } from "../graph/sign-in.ts";
import { buildPlan } from "../plan/build-plan.ts";
import { namesAny } from "../plan/replace-ids.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { verifyJob } from "./verify-job.ts";

interface Captured {
  readonly objects: ReadonlyMap<string, DirectoryObject>;
  readonly types: Awaited<ReturnType<typeof captureTenant>>["types"];
}

/** The real stages against the simulated tenant, on its own time. */
class Rehearsal {
  readonly demo: DemoTenant;
  readonly journal = new MemoryJournal();
  /** In place of the demo's own network. */
  through: Transport | undefined;
  readonly #signIn: ReturnType<typeof createSignIn>;
  #stored: string | undefined;

  constructor(seedNumber: number) {
    this.demo = createDemoTenant({ users: 120, seedNumber, now: "2026-11-02T08:00:00Z" });
    const { cloud, openBrowser } = this.demo;
    const transport = this.#transport;
    const cache = {
      read: async () => this.#stored,
      write: async (text: string) => {
        this.#stored = text;
      },
    };
    this.#signIn = createSignIn({ cloud, transport, cache, openBrowser, clock: this.clock });
  }

  readonly #transport: Transport = (request) => (this.through ?? this.demo.transport)(request);

  get clock() {
    return {
      now: () => Date.parse(this.demo.now()),
      wait: async (milliseconds: number) => {
        this.demo.advance(Math.ceil(milliseconds));
        await setImmediate();
      },
    };
  }

  graph(permissions: readonly string[]) {
    const { cloud } = this.demo;
    const transport = this.#transport;
    const all = [...readPermissions(), ...permissions];
    return createGraph({ cloud, transport, signIn: this.#signIn, permissions: all, clock: this.clock });
  }

  async capture(): Promise<Captured> {
    const objects = new Map<string, DirectoryObject>();
    const { permissions } = await this.#signIn.signIn();
    const { types } = await captureTenant({
      graph: this.graph([]),
      clock: this.clock,
      types: objectTypes,
      permissions,
      onObjects: (chunk) => {
        for (const object of chunk) objects.set(`${object.type} ${object.id}`, object);
        return chunk.length;
      },
    });
    return { objects, types };
  }

  async apply(plan: Plan, id: string) {
    await this.#signIn.signIn();
    const graph = this.graph(plan.permissions);
    const { clock, journal } = this;
    const applied = await applyPlan({
      plan,
      job: jobFor(plan, id),
      graph,
      graphHost: this.demo.cloud.graph,
      vaultJournal: journal,
      tenantId: this.demo.cloud.tenantId,
      clock,
      random: () => "6f1d2c3b4a5968778695a4b3c2d1e0f0",
    });
    return verifyJob({ plan, job: applied, graph, clock, budgetMs: 300_000 });
  }

  plan(before: Captured, after: Captured, changes: readonly Change[]): Plan {
    const basis = { snapshotNumber: 1, snapshotId: "0".repeat(64), endedAt: this.demo.now() };
    return buildPlan({
      id: "p1",
      createdAt: this.demo.now(),
      tenantId: this.demo.cloud.tenantId,
      tenantName: this.demo.tenantName,
      purpose: "recover",
      target: basis,
      found: basis,
      changes,
      lookup: {
        before: (type, id) => before.objects.get(`${type} ${id}`),
        after: (type, id) => after.objects.get(`${type} ${id}`),
      },
      removeAdded: true,
      filter: {},
      allFound: (type) => [...after.objects.values()].filter((object) => object.type === type),
    });
  }
}

function changesBetween(before: Captured, after: Captured): readonly Change[] {
  const isInBin = inBinOf(before.objects, after.objects);
  return [...new Set([...before.objects.keys(), ...after.objects.keys()])].flatMap((key) => {
    const [then, now] = [before.objects.get(key), after.objects.get(key)];
    const type = (then ?? now)?.type ?? "user";
    const context = {
      definition: definitionOf(type),
      beforeProof: before.types[type],
      afterProof: after.types[type],
      isInBin,
    };
    const difference = compareObjects(then, now, context);
    return difference === undefined ? [] : [{ ...difference, attribution: { status: "unknown" as const, events: [] } }];
  });
}

/** What differs, in short; what was added and is in the bin again counts as not there. */
function outline(before: Captured, after: Captured): readonly string[] {
  return changesBetween(before, after)
    .filter(({ kind, type, id }) => kind !== "soft-deleted" || before.objects.has(`${type} ${id}`))
    .flatMap(({ type, id, kind, attributes, links }) => [
      ...(kind === "modified" ? [] : [`${type} ${id} ${kind}`]),
      ...attributes.map(({ path }) => `${type} ${id} ${path}`),
      ...links.map(({ link }) => `${type} ${id} ${link}`),
    ])
    .sort();
}

/** What a plan says that it cannot put back, in the same short form. */
function impossibleIn({ impossible }: Plan): readonly string[] {
  return impossible.map(({ object, path }) => `${object.type} ${object.id} ${path ?? ""}`);
}

function harmedIn(played: ScenarioReport): ReadonlySet<string> {
  return new Set(Object.values(played.harmed).flat());
}

describe.each(scenarios)("the demo tenant after %s", (scenario) => {
  it.each([
    ["", 0, false],
    [" with replication lag and the documented limits", 20_000, true],
  ])("is recovered, proven, and taken back again%s", async (_how, lagMs, throttle) => {
    const rehearsal = new Rehearsal(11);
    const before = await rehearsal.capture();
    rehearsal.demo.advance(3_600_000);
    const played = rehearsal.demo.play(scenario);
    const after = await rehearsal.capture();
    const harmed = harmedIn(played);
    const chosen = changesBetween(before, after).filter(({ id }) => harmed.has(id));
    expect(chosen.length).toBeGreaterThan(0);
    const plan = rehearsal.plan(before, after, chosen);

    rehearsal.demo.faults.lagMs = lagMs;
    rehearsal.demo.faults.throttle = throttle;
    const job = await rehearsal.apply(plan, "j1");
    expect(job.steps.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
    expect(job.verdict).toBe("complete");
    rehearsal.demo.faults.throttle = false;
    rehearsal.demo.advance(60_000);

    const recovered = await rehearsal.capture();
    const impossible = impossibleIn(plan);
    const others = outline(before, after).filter((line) => !harmed.has(line.split(" ")[1] ?? ""));
    expect(outline(before, recovered).filter((line) => !impossible.includes(line))).toEqual(others);

    const journal = rehearsal.journal.journal("j1");
    const { found } = plan;
    const undo = buildUndoPlan({ id: "u1", createdAt: rehearsal.demo.now(), found, plan, job, journal });
    const undone = await rehearsal.apply(undo, "j2");
    expect(undone.steps.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
    rehearsal.demo.advance(60_000);
    const left = outline(after, await rehearsal.capture());
    expect(left.filter((line) => !impossibleIn(undo).includes(line))).toEqual([]);
  });
});

it.each(["requests", "items"] as const)(
  "a sign-in that is revoked in the middle of the writing is answered once, and no write goes twice (%s)",
  async (of) => {
    const rehearsal = new Rehearsal(11);
    const before = await rehearsal.capture();
    rehearsal.demo.advance(3_600_000);
    const harmed = harmedIn(rehearsal.demo.play("hr-corruption"));
    const after = await rehearsal.capture();
    const chosen = changesBetween(before, after).filter(({ id }) => harmed.has(id));
    const plan = rehearsal.plan(before, after, chosen);
    const revocation = revokeInTheMiddle(rehearsal.demo, of, 2, (body) => body.includes('"PATCH"'));
    rehearsal.through = revocation.transport;
    const job = await rehearsal.apply(plan, "j1");
    expect(job.verdict).toBe("complete");
    expect([revocation.revoked(), revocation.claimed()]).toEqual([true, 1]);
    const writes = [...revocation.carriedOut].filter(([request]) => !request.startsWith("GET"));
    expect(writes.length).toBeGreaterThan(20);
    expect(writes.filter(([, times]) => times > 1)).toEqual([]);
  },
);

it.each([0, 20_000])(
  "what was deleted for good is made again, and all that named it names the new one (lag %i ms)",
  async (lagMs) => {
    const rehearsal = new Rehearsal(5);
    const before = await rehearsal.capture();
    const victims = victimsIn(before);
    const admin = rehearsal.graph([
      "RoleManagement.ReadWrite.Directory",
      ...objectTypes.flatMap((type) => definitionOf(type).writePermissions),
    ]);
    for (const { type, id } of victims) {
      const { list, deleteRequests } = definitionOf(type);
      for (const { method, path, body } of deleteRequests(before.objects.get(`${type} ${id}`) ?? neverObject)) {
        const answer = await admin.write(method, path, body);
        expect(answer.status, `${type} ${answer.errorMessage}`).toBeLessThan(300);
      }
      const bin = list.deletedItems?.replace(/\/microsoft\.graph\.\w+$/, "");
      const answer = await admin.write("DELETE", `${bin}/${id}`);
      expect(answer.status, `${type} ${answer.errorMessage}`).toBeLessThan(300);
    }
    rehearsal.demo.advance(60_000);
    const after = await rehearsal.capture();
    // The application's enterprise application lies in the recycle bin, from where nothing can restore it any more (C34).
    const gone = changesBetween(before, after).filter(({ kind }) => kind === "removed" || kind === "soft-deleted");
    expect(gone.map(({ type, kind }) => `${type} ${kind}`)).toContain("servicePrincipal soft-deleted");
    expect(gone.map(({ id }) => id).sort()).toEqual(expect.arrayContaining(victims.map(({ id }) => id).sort()));
    const plan = rehearsal.plan(before, after, gone);
    rehearsal.demo.faults.lagMs = lagMs;
    rehearsal.demo.faults.throttle = true;
    const job = await rehearsal.apply(plan, "j1");
    rehearsal.demo.faults.throttle = false;
    const stuck = job.steps.filter(({ outcome }) => outcome !== "applied" && outcome !== "already");
    expect(stuck.map((outcome) => ({ ...outcome, step: plan.steps.find(({ id }) => id === outcome.id) }))).toEqual([]);
    rehearsal.demo.advance(60_000);
    const recovered = await rehearsal.capture();
    const stale = new Set(gone.map(({ id }) => id.toLowerCase()));
    for (const object of recovered.objects.values()) {
      expect(namesAny([object.properties, ...Object.values(object.links).flat()], stale), object.id).toBe(false);
    }
    for (const { type, id } of gone.filter(({ kind }) => kind === "soft-deleted")) {
      const [old, made] = [before.objects, recovered.objects].map((objects, index) =>
        objects.get(`${type} ${index === 0 ? id : newIdOf(plan, job, id)}`),
      );
      expect(made?.properties.appId).not.toBe(old?.properties.appId);
      expect(countsOf(made)).toEqual(countsOf(old));
    }
  },
);

function newIdOf(plan: Plan, job: RecoveryJob, id: string): string | undefined {
  const step = plan.steps.find(({ action, object }) => action === "create" && object.id === id);
  return job.steps.find((outcome) => outcome.id === step?.id)?.newId;
}

function countsOf(object: DirectoryObject | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(object?.links ?? {}).map(([link, targets]) => [link, targets.length]));
}

const neverObject: DirectoryObject = { type: "user", id: "", properties: {}, links: {} };

/** One of each type, and a group, that others name. */
function victimsIn({ objects }: Captured): readonly DirectoryObject[] {
  const all = [...objects.values()].filter((object) => !isSoftDeleted(object));
  const policies = all.filter(({ type }) => type === "conditionalAccessPolicy");
  const isNamed = ({ id }: DirectoryObject) =>
    policies.some(({ properties }) => namesAny(properties, new Set([id.toLowerCase()])));
  const first = (type: DirectoryObject["type"], test: (object: DirectoryObject) => boolean) =>
    all.filter((object) => object.type === type && test(object)).slice(0, 1);
  const isStatic = ({ properties }: DirectoryObject) =>
    properties.onPremisesSyncEnabled !== true && !JSON.stringify(properties.groupTypes ?? []).includes("Dynamic");
  // Nobody can delete the account that is signed in, which is an administrator's.
  const isOrdinary = ({ properties: { userType, userPrincipalName } }: DirectoryObject) =>
    userType === "Member" && !String(userPrincipalName).startsWith("adm.");
  const members = new Set(all.filter(({ type }) => type === "group").flatMap(({ links }) => links.members ?? []));
  return [
    ...first("user", (user) => isStatic(user) && members.has(user.id) && isOrdinary(user)),
    ...first("group", (group) => isStatic(group) && isNamed(group)),
    ...first("application", ({ links }) => (links.owners?.length ?? 0) > 0),
    ...first("conditionalAccessPolicy", () => true),
  ];
}
