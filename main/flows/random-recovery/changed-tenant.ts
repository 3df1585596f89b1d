import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { demoTenantOver } from "../../demo/create-demo-tenant.ts";
import type { DemoTenant } from "../../demo/demo-tenant.ts";
import { scenarios } from "../../demo/demo-tenant.ts";
import { drawBelow } from "../../demo/generate/draw.ts";
import { generateTenant } from "../../demo/generate-tenant.ts";
import { createGraph } from "../../graph/create-graph.ts";
import type { Transport } from "../../graph/graph.ts";
import { memoryTokenCache } from "../../graph/memory-token-cache.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { createVault } from "../../vault/create-vault.ts";
import { openVault } from "../../vault/open-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import { backUp } from "../backup.ts";
import { demoClock } from "../demo-clock.ts";
import type { TenantSession } from "../tenant-session.ts";
import { type RecordedWrite, touchedBetween, writeAtRandom } from "./random-writes.ts";
import { type TenantParts, tenantParts } from "./tenant-parts.ts";
import { type UnsteadyNetwork, unsteadyNetwork } from "./unsteady-network.ts";

export interface ChangedTenant {
  readonly demo: DemoTenant;
  readonly network: UnsteadyNetwork;
  /** Of the process that runs now. */
  session(): TenantSession;
  /** The process is gone in the middle of what it does: from now on it reaches neither its vault nor the tenant. */
  kill(): void;
  isKilled(): boolean;
  /** A new process opens the vault that the one before left. */
  startAnew(): Promise<void>;
  readonly target: SnapshotRecord;
  /** The tenant as it was when the snapshot was taken. */
  readonly snapshot: TenantParts;
  /** What has happened since, oldest first. */
  readonly writes: readonly RecordedWrite[];
  /** The tenant as it is. */
  parts(renamed?: ReadonlyMap<string, string>): TenantParts;
}

const [passphrase, passphraseCost] = ["words", 16];

/** A demo tenant with a snapshot, to which several people have written at random since, and mostly others in an incident. */
export async function openChangedTenant(folder: string, random: { random: number }): Promise<ChangedTenant> {
  const seedNumber = 1 + drawBelow(random, 20);
  const state = generateTenant({ users: 50, seedNumber, now: "2026-11-02T08:00:00Z" });
  const demo = demoTenantOver(state);
  const network = unsteadyNetwork(demo.transport, demo.faults, random);
  const now = demo.now();
  const { tenantId } = demo.cloud;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  let running = await start(
    demo,
    network.transport,
    createVault({ folder, tenantId, tenantName: "Contoso", passphrase, now, passphraseCost }),
    newId,
  );
  const parts = (renamed?: ReadonlyMap<string, string>) => tenantParts(state, renamed);
  const snapshot = parts();
  const target = await backUp(running.session);
  demo.advance(3_600_000);
  const writes: RecordedWrite[] = [];
  const scenario = [undefined, ...scenarios][drawBelow(random, 4)];
  if (scenario !== undefined) {
    demo.play(scenario);
    writes.push({
      actor: scenario,
      at: demo.now(),
      write: ["", `the incident ${scenario}`],
      status: 0,
      touched: touchedBetween(snapshot, parts()),
    });
  }
  writes.push(...(await writeAtRandom(demo, state, random)));
  demo.advance(3_600_000);
  return {
    demo,
    network,
    session: () => running.session,
    kill: () => running.kill(),
    isKilled: () => running.isKilled(),
    async startAnew() {
      running = await start(demo, network.transport, openVault({ folder, passphrase }), newId);
    },
    target,
    snapshot,
    writes,
    parts,
  };
}

async function start(demo: DemoTenant, network: Transport, vault: Vault, newId: () => string) {
  let isKilled = false;
  const mustLive = () => {
    if (isKilled) throw new Error("killed");
  };
  const transport: Transport = async (request) => {
    mustLive();
    const response = await network(request);
    mustLive();
    return response;
  };
  const { cloud, openBrowser } = demo;
  const clock = demoClock(demo, () => 0);
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache: memoryTokenCache() });
  const session: TenantSession = {
    vault,
    cloud,
    signIn,
    clock,
    newId,
    graph: (permissions) => createGraph({ cloud, transport, signIn, permissions, clock, random: () => 0.5 }),
  };
  await signIn.signIn();
  return {
    session,
    isKilled: () => isKilled,
    kill() {
      isKilled = true;
      vault.close();
    },
  };
}
