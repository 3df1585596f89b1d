import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { createDemoTenant } from "../../demo/create-demo-tenant.ts";
import type { DemoTenant } from "../../demo/demo-tenant.ts";
import { scenarios } from "../../demo/demo-tenant.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { loadState } from "../../demo/save-state.ts";
import { createGraph } from "../../graph/create-graph.ts";
import type { Graph } from "../../graph/graph.ts";
import { memoryTokenCache } from "../../graph/memory-token-cache.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { createVault } from "../../vault/create-vault.ts";
import { backUp } from "../backup.ts";
import { demoClock } from "../demo-clock.ts";
import type { TenantSession } from "../tenant-session.ts";
import { type TenantParts, tenantParts } from "./tenant-parts.ts";
import { type UnsteadyNetwork, unsteadyNetwork } from "./unsteady-network.ts";

export interface ChangedTenant {
  readonly demo: DemoTenant;
  readonly network: UnsteadyNetwork;
  readonly session: TenantSession;
  readonly target: SnapshotRecord;
  /** The tenant as it was when the snapshot was taken. */
  readonly snapshot: TenantParts;
  /** The tenant as it is. */
  parts(renamed?: ReadonlyMap<string, string>): TenantParts;
}

const writing = [
  ...["User.ReadWrite.All", "Group.ReadWrite.All", "Application.ReadWrite.All", "User.DeleteRestore.All"],
  ...["Policy.Read.All", "Policy.ReadWrite.ConditionalAccess", "AppRoleAssignment.ReadWrite.All"],
  ...["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
];

/** A demo tenant with a snapshot, to which the person who is signed in has written at random since, and mostly others in an incident. */
export async function openChangedTenant(folder: string, random: { random: number }): Promise<ChangedTenant> {
  const demo = createDemoTenant({ users: 50, seedNumber: 1, now: "2026-11-02T08:00:00Z" });
  const network = unsteadyNetwork(demo.transport, random);
  const { transport } = network;
  const { cloud, openBrowser } = demo;
  const clock = demoClock(demo, () => 0);
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache: memoryTokenCache() });
  const { objectId } = await signIn.signIn();
  const { tenantId } = cloud;
  const now = demo.now();
  let ids = 0;
  const session: TenantSession = {
    vault: createVault({ folder, tenantId, tenantName: "Contoso", passphrase: "words", now, passphraseCost: 16 }),
    cloud,
    signIn,
    clock,
    newId: () => `id-${++ids}`,
    graph: (permissions) => createGraph({ cloud, transport, signIn, permissions, clock, random: () => 0.5 }),
  };
  const parts = (renamed?: ReadonlyMap<string, string>) => tenantParts(loadState(demo.save()), renamed);
  const snapshot = parts();
  const target = await backUp(session);
  demo.advance(3_600_000);
  const scenario = [undefined, ...scenarios][drawBelow(random, 4)];
  if (scenario !== undefined) demo.play(scenario);
  await writeAtRandom(session.graph(writing), demo, { random, spared: objectId });
  demo.advance(3_600_000);
  return { demo, network, session, target, snapshot, parts };
}

type Write = readonly ["POST" | "PATCH" | "PUT" | "DELETE", string, JsonObject?];

interface Choice {
  readonly random: { random: number };
  /** Who is signed in, and has to stay able to be. */
  readonly spared: string | null;
}

async function writeAtRandom(graph: Graph, demo: DemoTenant, choice: Choice): Promise<void> {
  for (let left = 3 + drawBelow(choice.random, 15); left > 0; left -= 1) {
    demo.advance(60_000);
    const [method, path, body] = oneWrite(demo, choice);
    await graph.write(method, path, body);
  }
}

/** What Graph refuses has happened to nobody. */
function oneWrite(demo: DemoTenant, { random, spared }: Choice): Write {
  const state = loadState(demo.save());
  const below = (limit: number) => drawBelow(random, limit);
  const pick = (ids: Iterable<string>) => {
    const all = [...ids].filter((id) => id !== spared);
    return all[below(all.length)] ?? "nobody";
  };
  const one = (type: ObjectType) => pick(state.objects[type].keys());
  const gone = (type: ObjectType) => pick([...state.deleted].flatMap(([id, each]) => (each.type === type ? [id] : [])));
  const user = () => ({ "@odata.id": `${demo.cloud.graph}/v1.0/directoryObjects/${one("user")}` });
  const linked = (name: "members" | "owners") => {
    const [id, targets] = [...state.links[name]][below(state.links[name].size)] ?? ["nobody", new Set<string>()];
    return `${id}/${name}/${pick(targets)}/$ref`;
  };
  const writes: readonly (() => Write)[] = [
    () => ["PATCH", `/users/${one("user")}`, { jobTitle: `Title ${below(9)}`, city: below(2) === 0 ? null : "Oslo" }],
    () => ["PATCH", `/users/${one("user")}`, { accountEnabled: below(2) === 0, department: `Department ${below(9)}` }],
    () => ["PATCH", `/groups/${one("group")}`, { description: `Text ${below(9)}` }],
    () => ["PATCH", `/applications/${one("application")}`, { notes: `Note ${below(9)}` }],
    () => ["PATCH", `/servicePrincipals/${one("servicePrincipal")}`, { notes: `Note ${below(9)}` }],
    () => ["PATCH", `/identity/conditionalAccess/policies/${one("conditionalAccessPolicy")}`, { state: "disabled" }],
    () => ["DELETE", `/users/${one("user")}`],
    () => ["DELETE", `/groups/${one("group")}`],
    () => ["DELETE", `/applications/${one("application")}`],
    () => ["DELETE", `/identity/conditionalAccess/policies/${one("conditionalAccessPolicy")}`],
    () => ["POST", `/directory/deletedItems/${gone("user")}/restore`, {}],
    () => ["DELETE", `/directory/deletedItems/${gone("user")}`],
    () => ["DELETE", `/directory/deletedItems/${gone("group")}`],
    () => ["POST", `/groups/${one("group")}/members/$ref`, user()],
    () => ["DELETE", `/groups/${linked("members")}`],
    () => ["POST", `/groups/${one("group")}/owners/$ref`, user()],
    () => ["DELETE", `/groups/${linked("owners")}`],
    () => ["PUT", `/users/${one("user")}/manager/$ref`, user()],
    () => ["DELETE", `/users/${one("user")}/manager/$ref`],
    () => ["POST", `/users/${one("user")}/sponsors/$ref`, user()],
    () => ["DELETE", `/oauth2PermissionGrants/${pick(state.links.grants.keys())}`],
  ];
  return (writes[below(writes.length)] as () => Write)();
}
