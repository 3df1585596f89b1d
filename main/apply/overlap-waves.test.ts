import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { createVirtualClock, type VirtualClock } from "../graph/virtual-clock.ts";
import { planBetween, testId, testObject } from "../plan/testing/two-states.ts";
import { FakeGraph } from "./testing/fake-graph.ts";
import { applyTo, MemoryJournal } from "./testing/memory-journal.ts";
import { wavesOf } from "./waves.ts";

const answerMs = 1500;
const people = Array.from({ length: 300 }, (_, index) => testId("m", index));
const peopleIn = (city: string, more: JsonObject = {}) =>
  people.map((id) =>
    testObject("user", id, { displayName: id, userPrincipalName: id, city, ...more }, { manager: [] }),
  );
const plan = planBetween(peopleIn("Kiel"), peopleIn("Bonn"));

/** A tenant that takes its time: half of it before it carries a request out, half before it answers. */
class SlowGraph extends FakeGraph {
  readonly clock: VirtualClock;
  /** Addresses of writes that were sent and not answered, at the time of each write. */
  readonly together: (readonly string[])[] = [];
  #open: string[] = [];
  isDead: () => boolean = () => false;

  constructor(clock: VirtualClock, objects: ConstructorParameters<typeof FakeGraph>[0]) {
    super(objects);
    this.clock = clock;
  }

  override async batch(requests: Parameters<FakeGraph["batch"]>[0]) {
    const written = requests.filter(({ method }) => method !== "GET").map(({ url }) => url);
    this.#open.push(...written);
    if (written.length > 0) this.together.push([...this.#open]);
    await this.#pass();
    const answers = await super.batch(requests);
    await this.#pass();
    this.#open = this.#open.filter((url) => !written.includes(url));
    return answers;
  }

  async #pass(): Promise<void> {
    await this.clock.wait(answerMs / 2);
    if (this.isDead()) throw new Error("killed");
  }
}

function slowTenant(objects = peopleIn("Bonn")) {
  const clock = createVirtualClock();
  return { clock, graph: new SlowGraph(clock, objects) };
}

describe("waves on their way together", () => {
  it("slow answers do not hold up the next writes, and each step is noted before, at and after its write", async () => {
    const { clock, graph } = slowTenant();
    const { job, journal } = await applyTo(graph, plan, { clock });
    expect(job).toMatchObject({ state: "ended", verdict: "complete" });
    expect(graph.carriedOut).toHaveLength(people.length);
    expect(Math.max(...graph.together.map(({ length }) => length))).toBeGreaterThan(60);
    for (const { id } of plan.steps) {
      const kinds = journal.entries.filter(({ stepId }) => stepId === id).map(({ kind }) => kind);
      expect(kinds).toEqual(["intent", "request", "outcome"]);
    }
  });

  it("an intent is on the disk before its request leaves, whoever else is on the way", async () => {
    const { clock, graph } = slowTenant();
    const journal = new MemoryJournal();
    const early: string[] = [];
    const stepOf = new Map(plan.steps.map(({ id, object }) => [object.id, id]));
    graph.interfere = ({ method, path }) => {
      const step = stepOf.get(path.split("/").at(-1) ?? "");
      const isNoted = journal.entries.some(({ stepId, kind }) => stepId === step && kind === "intent");
      if (method !== "GET" && !isNoted) early.push(path);
      return undefined;
    };
    await applyTo(graph, plan, { clock, journal });
    expect(early).toEqual([]);
  });

  it("writes to one object keep their order and are never on the way together (C23)", async () => {
    const twice = planBetween(peopleIn("Kiel", { mobilePhone: "+1" }), peopleIn("Bonn", { mobilePhone: "+2" }));
    expect(twice.steps).toHaveLength(2 * people.length);
    const { clock, graph } = slowTenant(peopleIn("Bonn", { mobilePhone: "+2" }));
    const { job } = await applyTo(graph, twice, { clock });
    expect(job.verdict).toBe("complete");
    const isTwice = (urls: readonly string[]) => new Set(urls).size < urls.length;
    expect(graph.together.filter(isTwice)).toEqual([]);
    expect(graph.together).toHaveLength(2 * Math.ceil(people.length / 20));
    for (const id of people) {
      const written = graph.carriedOut
        .filter(({ path }) => path.endsWith(id))
        .map(({ body }) => Object.keys(body ?? {}));
      expect(written).toEqual([["city"], ["mobilePhone"]]);
    }
  });

  it("stopping waits for what is on the way, begins nothing more, and resuming does only the rest", async () => {
    const { clock, graph } = slowTenant();
    const [stop, journal] = [new AbortController(), new MemoryJournal()];
    graph.interfere = () => {
      if (graph.carriedOut.length === 150) stop.abort();
      return undefined;
    };
    const first = await applyTo(graph, plan, { clock, journal, signal: stop.signal });
    expect(first.job).toMatchObject({ state: "cancelled", verdict: null });
    const applied = first.job.steps.filter(({ outcome }) => outcome === "applied").length;
    expect(applied).toBe(graph.carriedOut.length);
    expect(applied).toBeGreaterThanOrEqual(150);
    expect(applied).toBeLessThan(people.length);
    expect(first.job.steps.filter(({ outcome }) => outcome === "pending")).toHaveLength(people.length - applied);
    const second = await applyTo(graph, plan, { clock, journal, job: first.job });
    expect(second.job.verdict).toBe("complete");
    expect(graph.carriedOut).toHaveLength(people.length);
  });

  it.each([37, 140, 333, 419, 420, 421, 500, 577])(
    "killed at request %d with many on the way, it resumes and does nothing twice",
    async (moment) => {
      const { clock, graph } = slowTenant();
      let [count, dead] = [0, false];
      graph.isDead = () => dead;
      graph.interfere = () => {
        count += 1;
        dead ||= count > moment;
        return dead ? new Error("killed") : undefined;
      };
      const journal = new (class extends MemoryJournal {
        override appendJournal(entry: Parameters<MemoryJournal["appendJournal"]>[0]) {
          if (dead) throw new Error("killed");
          return super.appendJournal(entry);
        }
      })();
      await expect(applyTo(graph, plan, { clock, journal })).rejects.toThrow("killed");
      const before = graph.carriedOut.length;
      [dead, graph.interfere] = [false, () => undefined];
      const left = new MemoryJournal();
      left.entries.push(...journal.entries);
      const { job } = await applyTo(graph, plan, { clock, journal: left });
      expect(job).toMatchObject({ state: "ended", verdict: "complete" });
      expect(before).toBeLessThan(people.length);
      expect(graph.carriedOut).toHaveLength(people.length);
    },
  );

  it("what fails for everybody stops the beginning of more, and what is on the way is known to the end", async () => {
    const { clock, graph } = slowTenant();
    graph.interfere = ({ method }) =>
      method === "GET" && graph.carriedOut.length >= 100 ? new TypeError("a bug") : undefined;
    const journal = new MemoryJournal();
    await expect(applyTo(graph, plan, { clock, journal })).rejects.toThrow("a bug");
    const outcomes = journal.entries.filter(({ kind }) => kind === "outcome");
    expect(outcomes).toHaveLength(graph.carriedOut.length);
  });
});

describe("what may go together", () => {
  it("kinds of steps wait for each other, and so do two that are made under one name", () => {
    const groups = [1, 2, 3].map((number) =>
      testObject(
        "group",
        testId("g", number),
        { displayName: number === 3 ? "Other" : "Staff", groupTypes: [], securityEnabled: true, mailEnabled: false },
        { members: [people[0] ?? ""], owners: [] },
      ),
    );
    const made = planBetween([...groups, ...peopleIn("Kiel").slice(0, 1)], peopleIn("Bonn").slice(0, 1));
    const kinds = [...wavesOf(made.steps)].map((wave) => wave.map(({ action, object }) => `${action} ${object.name}`));
    expect(kinds).toContainEqual(["create Staff"]);
    expect(kinds.filter(([first]) => first?.startsWith("create"))).toHaveLength(2);
    expect(kinds.every((wave) => new Set(wave.map((name) => name.split(" ")[0])).size === 1)).toBe(true);
  });
});
