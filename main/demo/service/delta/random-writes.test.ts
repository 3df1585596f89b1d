import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../../../../preload/contract/json-value.ts";
import { createServiceForTests, isPlainGroup, type ServiceForTests } from "../service-for-tests.ts";

/** One write, by numbers that pick who and what. */
const write = fc.record({
  kind: fc.constantFrom("title", "create", "delete", "restore", "remove", "join", "leave", "manager", "own", "disown"),
  who: fc.nat(11),
  what: fc.nat(5),
});
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never;

const memberRoute = {
  join: ["POST", "members"],
  leave: ["DELETE", "members"],
  own: ["POST", "owners"],
  disown: ["DELETE", "owners"],
} as const;

/** A few people and groups that the writes are about; whatever Graph refuses is refused. */
class Playground {
  readonly demo: ServiceForTests;
  readonly users: string[];
  readonly groups: readonly string[];

  constructor() {
    this.demo = createServiceForTests();
    const { state, administrator } = this.demo;
    const people = [...state.objects.user.values()].filter(
      ({ id, onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true && id !== administrator.id,
    );
    this.users = people.slice(0, 10).map(({ id }) => String(id));
    this.groups = [...state.objects.group.values()]
      .filter(isPlainGroup)
      .slice(0, 4)
      .map(({ id }) => String(id));
  }

  async write({ kind, who, what }: Write): Promise<void> {
    const { demo, users, groups } = this;
    const user = users[who % users.length] ?? "";
    const other = users[(who + what + 1) % users.length] ?? "";
    const group = groups[what % groups.length] ?? "";
    demo.state.clockMs += 1000;
    if (kind === "title") await demo.ask("PATCH", `/users/${user}`, { jobTitle: `Title ${what}` });
    else if (kind === "create") await this.#create();
    else if (kind === "delete") await demo.ask("DELETE", `/users/${user}`);
    else if (kind === "restore") await demo.ask("POST", `/directory/deletedItems/${user}/restore`);
    else if (kind === "remove") await demo.ask("DELETE", `/directory/deletedItems/${user}`);
    else if (kind === "manager" && what === 0) await demo.ask("DELETE", `/users/${user}/manager/$ref`);
    else if (kind === "manager")
      await demo.ask("PUT", `/users/${user}/manager/$ref`, { "@odata.id": demo.link(other) });
    else {
      const [method, link] = memberRoute[kind];
      if (method === "POST") await demo.ask(method, `/groups/${group}/${link}/$ref`, { "@odata.id": demo.link(user) });
      else await demo.ask(method, `/groups/${group}/${link}/${user}/$ref`);
    }
  }

  async #create(): Promise<void> {
    const name = `new${this.users.length}`;
    const made = await this.demo.ask("POST", "/users", {
      accountEnabled: true,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@${this.demo.state.domain}`,
      passwordProfile: { password: "x" },
    });
    this.users.push(String(made.body.id));
  }

  /** The tenant as lists show it. Members that are soft-deleted are linked, but no list shows them. */
  async lists(): Promise<Readonly<Record<string, JsonValue>>> {
    const shown: Record<string, JsonValue> = {};
    for (const user of (await this.demo.all("/users?$top=999&$select=id,jobTitle")).items) {
      const manager = await this.demo.ask("GET", `/users/${user.id}/manager?$select=id`);
      shown[String(user.id)] = { jobTitle: user.jobTitle ?? null, manager: manager.body.id ?? null };
    }
    for (const group of this.groups) {
      const ids = async (link: string) =>
        (await this.demo.all(`/groups/${group}/${link}?$select=id`)).items.map(({ id }) => String(id)).sort();
      shown[group] = { members: await ids("members"), owners: await ids("owners") };
    }
    return shown;
  }
}

/** What a client knows that only ever reads delta rounds. */
class Replica {
  readonly users = new Map<string, { jobTitle: JsonValue; manager: JsonValue }>();
  readonly links = new Map<string, Map<string, Set<string>>>();

  takeUser(item: JsonObject): void {
    const id = String(item.id);
    if (item["@removed"] !== undefined) {
      this.users.delete(id);
      return;
    }
    const known = this.users.get(id) ?? { jobTitle: null, manager: null };
    const [change] = (item["manager@delta"] ?? []) as readonly JsonObject[];
    const manager =
      change === undefined ? known.manager : change["@removed"] === undefined ? (change.id ?? null) : null;
    this.users.set(id, { jobTitle: item.jobTitle ?? null, manager });
  }

  takeGroup(item: JsonObject): void {
    const links =
      this.links.get(String(item.id)) ??
      new Map([
        ["members", new Set<string>()],
        ["owners", new Set<string>()],
      ]);
    this.links.set(String(item.id), links);
    for (const [link, targets] of links) {
      for (const change of (item[`${link}@delta`] ?? []) as readonly JsonObject[]) {
        if (change["@removed"] === undefined) targets.add(String(change.id));
        else targets.delete(String(change.id));
      }
    }
  }

  /** In the form of the lists, which show no links to what is deleted. */
  lists(groups: readonly string[]): Readonly<Record<string, JsonValue>> {
    const isThere = (id: JsonValue) => this.users.has(String(id));
    const users = [...this.users].map(([id, { jobTitle, manager }]) => [
      id,
      { jobTitle, manager: isThere(manager) ? manager : null },
    ]);
    const linked = groups.map((group) => {
      const ids = (link: string) => [...(this.links.get(group)?.get(link) ?? [])].filter(isThere).sort();
      return [group, { members: ids("members"), owners: ids("owners") }];
    });
    return Object.fromEntries([...users, ...linked]);
  }
}

describe("any writes", () => {
  it("delta rounds, however often and however far behind, end where the lists are", async () => {
    const rounds = fc.array(
      fc.record({ writes: fc.array(write, { maxLength: 12 }), lagMs: fc.constantFrom(0, 3000) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        const playground = new Playground();
        const { demo, groups } = playground;
        const replica = new Replica();
        const small = { headers: { Prefer: "odata.maxpagesize=7" } };
        let [users, links] = [
          "/users/delta?$select=jobTitle,manager",
          "/groups/delta?$select=displayName,members,owners",
        ];
        const read = async () => {
          const [one, other] = [await demo.all(users, small), await demo.all(links, small)];
          for (const item of one.items) replica.takeUser(item);
          for (const item of other.items) replica.takeGroup(item);
          [users, links] = [one.deltaLink, other.deltaLink];
        };
        await read();
        for (const { writes, lagMs } of all) {
          for (const each of writes) await playground.write(each);
          demo.faults.lagMs = lagMs;
          await read();
          demo.faults.lagMs = 0;
        }
        await read();
        expect(replica.lists(groups)).toEqual(await playground.lists());
      }),
      { numRuns: 25 },
    );
  });

  // The own links of what is deleted for good are forgotten at once.
  const kept = write.filter(({ kind }) => kind !== "remove");

  it("reads that are behind see exactly the tenant of then", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(kept, { maxLength: 10 }), fc.array(kept, { maxLength: 10 }), async (before, after) => {
        const playground = new Playground();
        for (const each of before) await playground.write(each);
        const then = await playground.lists();
        const { clockMs } = playground.demo.state;
        for (const each of after) await playground.write(each);
        playground.demo.faults.lagMs = playground.demo.state.clockMs - clockMs;
        expect(await playground.lists()).toEqual(then);
      }),
      { numRuns: 25 },
    );
  });
});
