import { objectTypes } from "../../../preload/contract/directory-object.ts";
import { writePermissions } from "../../catalogue/write-permissions.ts";
import type { DemoState } from "../../demo/demo-state.ts";
import type { DemoTenant } from "../../demo/demo-tenant.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { cast, castMember } from "../../demo/tenant-cast.ts";
import { createGraph } from "../../graph/create-graph.ts";
import type { Graph } from "../../graph/graph.ts";
import { memoryTokenCache } from "../../graph/memory-token-cache.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { demoClock } from "../demo-clock.ts";
import { type Draws, drawsFrom, type Write } from "./draws.ts";
import { partsThatDiffer } from "./parts-that-differ.ts";
import { type TenantParts, tenantParts } from "./tenant-parts.ts";
import { writesToApplications } from "./writes-to-applications.ts";
import { writesToPeople } from "./writes-to-people.ts";
import { writesToPolicies } from "./writes-to-policies.ts";

/** Who did what, when, and which parts of the tenant were other afterwards. */
export interface RecordedWrite {
  /** User principal name; of an incident its name. */
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
  readonly write: Write | readonly [string, string];
  readonly status: number;
  readonly touched: ReadonlySet<string>;
}

/** Who writes besides those of the incidents; the first is who recovers. They have to stay able to sign in. */
const writers = ["recoveryAdmin", "tidyAdmin", "helpdeskOne"] as const;

const permissions = [
  ...new Set([...objectTypes.flatMap(writePermissions), "Directory.ReadWrite.All", "Policy.ReadWrite.Authorization"]),
];

/** What Graph refuses has happened to nobody. */
export async function writeAtRandom(
  demo: DemoTenant,
  state: DemoState,
  random: { random: number },
): Promise<readonly RecordedWrite[]> {
  const spared = writers.map((role) => String(castMember(state, role).id));
  const graphs = new Map<string, Graph>();
  const done: RecordedWrite[] = [];
  const look = () => ({ seen: tenantParts(state), all: tenantParts(state, undefined, "all") });
  let before = look();
  for (let left = 3 + drawBelow(random, 18); left > 0; left -= 1) {
    demo.advance(60_000 * (1 + drawBelow(random, 20)));
    const actor = `${cast[writers[drawBelow(random, writers.length)] ?? "recoveryAdmin"].local}@${state.domain}`;
    const graph = graphs.get(actor) ?? (await graphOf(demo, actor));
    graphs.set(actor, graph);
    for (const write of someWrite(drawsFrom(state, demo.cloud.graph, random, spared))) {
      const [method, path, body] = write;
      const { status } = await graph.write(method, path, body);
      const after = look();
      // A link of somebody in the recycle bin can be taken away too, which shows when he is back.
      const touched = new Set([...touchedBetween(before.seen, after.seen), ...touchedBetween(before.all, after.all)]);
      done.push({ actor, at: demo.now(), write, status, touched });
      before = after;
    }
  }
  return done;
}

export function touchedBetween(before: TenantParts, after: TenantParts): ReadonlySet<string> {
  return new Set(partsThatDiffer(before, after).map(({ key }) => key));
}

async function graphOf(demo: DemoTenant, name: string): Promise<Graph> {
  const { cloud, transport } = demo;
  const clock = demoClock(demo, () => 0);
  const openBrowser = (url: string) => demo.openBrowser(`${url}&login_hint=${encodeURIComponent(name)}`);
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache: memoryTokenCache(), permissions });
  await signIn.signIn();
  return createGraph({ cloud, transport, signIn, permissions, clock, random: () => 0.5 });
}

function someWrite(draws: Draws): readonly Write[] {
  const kinds = [...writesToPeople(draws), ...writesToApplications(draws), ...writesToPolicies(draws)];
  return kinds[draws.below(kinds.length)]?.() ?? [];
}
