import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { isJsonObject, type JsonValue } from "../../preload/contract/json-value.ts";
import type { Plan } from "../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../preload/contract/recovery-job.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import { createVirtualClock } from "../graph/virtual-clock.ts";
import { idsNamedIn } from "../plan/replace-ids.ts";
import { changesBetween, planBetween } from "../plan/testing/two-states.ts";
import { buildUndoPlan } from "../plan/undo-plan.ts";
import { verifyJob } from "../verify/verify-job.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, jobFor, MemoryJournal } from "./testing/memory-journal.ts";
import { tenants, tenantsWithBin } from "./testing/random-tenants.ts";

/** One difference, as small as it can be chosen or applied. */
function partsOf(change: Change): readonly string[] {
  const place = `${change.type} ${change.id}`;
  const rules = definitionOf(change.type).links;
  const key = (link: string, target: LinkTarget) => {
    const rule = rules[link];
    return rule === undefined ? "" : linkKey(rule, target);
  };
  return [
    ...(change.kind === "modified" ? [] : [`${place} !${change.kind}`]),
    ...change.attributes.map(({ path }) => `${place} ${path}`),
    ...change.links.flatMap(({ link, added, removed }) => [
      ...added.map((target) => `${place} ${link} +${key(link, target)}`),
      ...removed.map((target) => `${place} ${link} -${key(link, target)}`),
    ]),
  ];
}

const partsBetween = (one: readonly DirectoryObject[], other: readonly DirectoryObject[]) =>
  changesBetween(one, other).flatMap(partsOf).sort();

/** The chosen part of each change; undefined picks nothing of it. */
function choose(changes: readonly Change[], picks: readonly boolean[]): readonly Change[] {
  let index = 0;
  const next = () => picks[index++ % picks.length] === true;
  return changes.flatMap((change) => {
    const whole = change.kind === "modified" || next();
    const attributes = change.attributes.filter(next);
    const links = change.links.filter(next);
    const isEmpty = change.kind === "modified" && attributes.length + links.length === 0;
    return whole && !isEmpty ? [{ ...change, attributes, links }] : [];
  });
}

/** What cannot be put back because it names somebody in the recycle bin whom nobody chose. */
function isDead(found: readonly DirectoryObject[], chosen: readonly Change[]) {
  const returning = new Set(chosen.filter(({ kind }) => kind === "soft-deleted").map(({ id }) => id));
  const bin = new Set(found.filter((object) => isSoftDeleted(object) && !returning.has(object.id)).map(({ id }) => id));
  return (value: unknown, there: unknown = null) => {
    const already = idsNamedIn(JSON.parse(JSON.stringify(there ?? null)));
    return [...idsNamedIn(JSON.parse(JSON.stringify(value ?? null)))].some((id) => bin.has(id) && !already.has(id));
  };
}

/** Graph takes no conditions that name the dead, wherever they stood before: what is chosen of them stays then. */
function besideTheDead(
  { attributes }: Pick<Change, "attributes">,
  policy: DirectoryObject,
  dead: ReturnType<typeof isDead>,
): boolean {
  const conditions = attributes.filter(({ path }) => path.startsWith("conditions."));
  const isChosen = (path: string) => conditions.some((one) => path === one.path || path.startsWith(`${one.path}.`));
  const left = [...leaves(policy.properties.conditions ?? null, "conditions")].filter(([path]) => !isChosen(path));
  return [...left.map(([, value]) => value), ...conditions.map(({ before }) => before)].some((value) => dead(value));
}

function* leaves(value: JsonValue, path: string): Generator<readonly [string, JsonValue]> {
  if (!isJsonObject(value)) yield [path, value];
  else for (const [name, inner] of Object.entries(value)) yield* leaves(inner, `${path}.${name}`);
}

function withoutDead(chosen: readonly Change[], found: readonly DirectoryObject[]): readonly Change[] {
  const dead = isDead(found, chosen);
  const inBin = new Set(found.filter(isSoftDeleted).map(({ id }) => id));
  return chosen
    .filter((change) => change.kind === "soft-deleted" || !inBin.has(change.id))
    .filter((change) => change.kind !== "restored")
    .map((change) => {
      const attributes = change.attributes.filter(({ before, after }) => !dead(before, after));
      const policy = found.find(({ id, type }) => id === change.id && type === "conditionalAccessPolicy");
      const isStuck = policy !== undefined && besideTheDead({ attributes }, policy, dead);
      return { ...change, attributes: attributes.filter(({ path }) => !isStuck || !path.startsWith("conditions.")) };
    })
    .map((change) => ({
      ...change,
      links: change.links.map((link) => {
        const removed = link.removed.filter((target) => !dead(target));
        // A manager who cannot come back does not drive out the one who is there.
        const isStuck =
          definitionOf(change.type).links[link.link]?.single === true && removed.length < link.removed.length;
        return { ...link, removed, added: isStuck ? [] : link.added };
      }),
    }));
}

/** Says which steps were not carried out and why. */
function expectDone(job: RecoveryJob, plan: Plan): void {
  const open = job.steps.filter(({ outcome }) => outcome !== "applied");
  expect(open.map((outcome) => ({ ...outcome, step: plan.steps.find(({ id }) => id === outcome.id) }))).toEqual([]);
}

async function undo(graph: FakeGraph, plan: Plan, job: Awaited<ReturnType<typeof applyTo>>, id: string) {
  const { target } = plan;
  const journal = job.journal.journal(job.job.id);
  const undoPlan = buildUndoPlan({ id, createdAt: "2026-11-03T00:00:00Z", found: target, plan, job: job.job, journal });
  const undone = await applyTo(graph, undoPlan, { job: jobFor(undoPlan, id) });
  return { plan: undoPlan, ...undone };
}

const picks = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });

describe("any choice between any two tenants", () => {
  it("puts back exactly what was chosen; undo gives the state before; undoing that gives it back", async () => {
    await fc.assert(
      fc.asyncProperty(tenants, tenantsWithBin, picks, async (target, found, chosenPicks) => {
        const changes = changesBetween(target, found);
        const chosen = choose(changes, chosenPicks);
        const plan = planBetween(target, found, { changes: chosen });
        const graph = new FakeGraph(found);
        const first = await applyTo(graph, plan);
        expectDone(first.job, plan);
        const expected = new Set(changes.flatMap(partsOf));
        for (const part of withoutDead(chosen, found).flatMap(partsOf)) expected.delete(part);
        expect(partsBetween(target, graph.objects())).toEqual([...expected].sort());

        const recovered = graph.objects();
        const second = await undo(graph, plan, first, "u1");
        expectDone(second.job, second.plan);
        expect(partsBetween(found, graph.objects())).toEqual([]);
        const third = await undo(graph, second.plan, second, "u2");
        expectDone(third.job, third.plan);
        expect(partsBetween(recovered, graph.objects())).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("sends nothing that is not in the plan, and never a password to anybody who is there (C29)", async () => {
    await fc.assert(
      fc.asyncProperty(tenants, tenantsWithBin, async (target, found) => {
        const plan = planBetween(target, found);
        const graph = new FakeGraph(found);
        await applyTo(graph, plan);
        const { describeRequests } = await import("./describe-requests.ts");
        const planned = describeRequests(plan).flatMap(({ requests }) =>
          requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`),
        );
        for (const { method, path, body } of graph.writes) {
          expect(planned).toContain(`${method} ${path}`);
          if (method !== "POST") expect(JSON.stringify(body ?? {})).not.toContain("passwordProfile");
        }
      }),
      { numRuns: 30 },
    );
  });

  it("killed at any moment and resumed, does nothing twice and ends where it would have", async () => {
    await fc.assert(
      fc.asyncProperty(
        tenants,
        tenantsWithBin,
        fc.nat({ max: 400 }),
        fc.boolean(),
        async (target, found, moment, after) => {
          const plan = planBetween(target, found);
          const straight = new FakeGraph(found);
          await applyTo(straight, plan);

          const graph = new FakeGraph(found);
          let count = 0;
          let dead = false;
          graph.interfere = () => {
            if (dead) return new Error("killed");
            count += 1;
            if (count <= moment) return undefined;
            dead = true;
            return after ? "killed" : new Error("killed");
          };
          const journal = dyingJournal(() => dead);
          const begun = applyTo(graph, plan, { journal });
          await begun.catch((error: Error) => expect(error.message).toBe("killed"));
          if (!dead) return;
          graph.interfere = () => undefined;
          const { job } = await applyTo(graph, plan, {
            journal: journal.reopened(),
            job: journal.saved ?? jobFor(plan),
          });
          expect(job.steps.filter(({ outcome }) => outcome !== "applied")).toEqual([]);
          expect(partsBetween(straight.objects(), graph.objects())).toEqual([]);
          const writes = graph.carriedOut.map((write) => JSON.stringify(write));
          expect(writes.filter((write, index) => writes.indexOf(write) !== index)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A journal into which a killed process writes no more. */
function dyingJournal(isDead: () => boolean) {
  const journal = new (class extends MemoryJournal {
    override appendJournal(entry: Parameters<MemoryJournal["appendJournal"]>[0]) {
      if (isDead()) throw new Error("killed");
      return super.appendJournal(entry);
    }
    reopened(): MemoryJournal {
      const copy = new MemoryJournal();
      copy.entries.push(...this.entries);
      return copy;
    }
  })();
  return journal;
}

it("verifies what it applied, and says what somebody changed again", async () => {
  await fc.assert(
    fc.asyncProperty(tenants, tenantsWithBin, async (target, found) => {
      const plan = planBetween(target, found);
      const graph = new FakeGraph(found);
      const { job } = await applyTo(graph, plan);
      const settings = { plan, job, graph, clock: createVirtualClock(), budgetMs: 60_000 };
      expect((await verifyJob(settings)).steps).toEqual(job.steps);
      const update = plan.steps.find(({ promised }) => "displayName" in promised);
      if (update === undefined) return;
      graph.set(update.object.id, { displayName: "somebody else's" });
      const verified = await verifyJob(settings);
      expect(verified.steps.filter(({ outcome }) => outcome === "reverted").map(({ id }) => id)).toEqual([update.id]);
      expect(verified.verdict).toBe(plan.steps.length === 1 ? "failed" : "partial");
    }),
    { numRuns: 30 },
  );
});
