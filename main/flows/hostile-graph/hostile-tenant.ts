import { mkdirSync } from "node:fs";
import type { AuditRecord } from "../../../preload/contract/audit-record.ts";
import { type DirectoryObject, objectTypes } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { createDemoTenant } from "../../demo/create-demo-tenant.ts";
import type { Clock } from "../../graph/clock.ts";
import { createGraph } from "../../graph/create-graph.ts";
import type { Graph, SignIn, Transport } from "../../graph/graph.ts";
import { memoryTokenCache } from "../../graph/memory-token-cache.ts";
import { createSignIn } from "../../graph/sign-in.ts";
import { createVault } from "../../vault/create-vault.ts";
import { openVault } from "../../vault/open-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import { backUp } from "../backup.ts";
import { demoClock } from "../demo-clock.ts";
import type { TenantSession } from "../tenant-session.ts";
import type { Beginning } from "./hostile-runs.ts";

/** A snapshot and all that is in it. */
export interface Holding {
  readonly record: SnapshotRecord;
  /** By type and id. */
  readonly objects: ReadonlyMap<string, DirectoryObject>;
  readonly audit: readonly AuditRecord[];
  /** What the capture said besides. */
  readonly notes: readonly string[];
}

/** A small tenant with a history, somebody who is signed in, and what an undisturbed capture of it holds. */
export interface HostileTenant {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly truth: Holding;
  session(vault: Vault, transport: Transport, clock: Clock, random: () => number): TenantSession;
}

const passphrase = "hostile graph";
const writing = [
  "User.ReadWrite.All",
  "Group.Read.All",
  "User.DeleteRestore.All",
  "Directory.Read.All",
  "CustomSecAttributeAssignment.ReadWrite.All",
];
const now = "2026-07-31T08:00:00.000Z";

/**
 * Leaves a vault in each of the two folders: one with nothing in it, and one with a snapshot of before the incident and its delta
 * links. Time passes only where somebody waits.
 */
export async function openHostileTenant(folders: Readonly<Record<Beginning, string>>): Promise<HostileTenant> {
  const demo = createDemoTenant({ users: 50, seedNumber: 1, now });
  demo.play("lockout");
  const { cloud, transport } = demo;
  const clock = demoClock(demo, () => 0);
  const signIn = await signedInTo(demo, clock);
  const session: HostileTenant["session"] = (vault, through, time, random) => ({
    vault,
    cloud,
    signIn,
    clock: time,
    newId: () => "",
    graph: (permissions) => createGraph({ cloud, transport: through, signIn, permissions, clock: time, random }),
  });
  emptyVault(folders.nothing, cloud.tenantId).close();
  const capture = (vault: Vault) =>
    backUp(
      session(vault, transport, clock, () => 0.5),
      { full: true },
    );
  const graph = createGraph({ cloud, transport, signIn, permissions: writing, clock });
  const returning = await memberIn(graph);
  const write = async (method: "DELETE" | "POST" | "PATCH", path: string, body?: JsonObject) => {
    const { status, errorMessage } = await graph.write(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} was refused: ${errorMessage}`);
  };
  await write("DELETE", `/users/${returning}`);
  await inVault(emptyVault(folders.snapshot, cloud.tenantId), capture);
  demo.play("compromised-admin");
  // The incident deletes some members; one more goes, and one comes back, of which no round of the groups tells.
  await write("DELETE", `/users/${await memberIn(graph)}`);
  await write("POST", `/directory/deletedItems/${returning}/restore`, {});
  // Two parts that are read in lists of their own.
  const { id, extension } = await personWithBoth(graph);
  await write("PATCH", `/users/${id}`, { [extension]: "Changed" });
  await write("PATCH", `/users/${id}`, { customSecurityAttributes: { Personnel: clearance } });
  const truth = await inVault(emptyVault(`${folders.nothing}-truth`, cloud.tenantId), async (vault) =>
    holdingOf(vault, await capture(vault)),
  );
  return { transport, clock, session, truth };
}

const clearance = { "@odata.type": "#microsoft.graph.customSecurityAttributeValue", Clearance: "Secret" };

/** Somebody of the cloud with a security attribute and a directory extension. */
async function personWithBoth(graph: Graph): Promise<{ readonly id: string; readonly extension: string }> {
  const { value } = await graph.ask("/directoryObjects/getAvailableExtensionProperties");
  const extensions = (value as readonly JsonObject[]).filter(({ targetObjects }) => isFor("User", targetObjects));
  const names = extensions.map(({ name }) => String(name));
  const select = ["id", "onPremisesSyncEnabled", "customSecurityAttributes", ...names].join(",");
  for await (const { items } of graph.pages(`/users?$select=${select}`)) {
    for (const { id, onPremisesSyncEnabled, customSecurityAttributes, ...properties } of items) {
      const extension = names.find((name) => typeof properties[name] === "string");
      const isOwn = onPremisesSyncEnabled !== true && (customSecurityAttributes ?? null) !== null;
      if (typeof id === "string" && isOwn && extension !== undefined) return { id, extension };
    }
  }
  throw new Error("nobody in the demo tenant has both");
}

function isFor(target: string, targets: JsonValue | undefined): boolean {
  return Array.isArray(targets) && targets.includes(target);
}

async function inVault<Result>(vault: Vault, use: (vault: Vault) => Promise<Result>): Promise<Result> {
  try {
    return await use(vault);
  } finally {
    vault.close();
  }
}

/** A person in the first ordinary group. */
async function memberIn(graph: Graph): Promise<string> {
  for await (const { items } of graph.pages("/groups?$select=id,groupTypes,isAssignableToRole")) {
    for (const { id, groupTypes, isAssignableToRole } of items) {
      if (isAssignableToRole === true || (Array.isArray(groupTypes) && groupTypes.length > 0)) continue;
      for await (const page of graph.pages(`/groups/${id}/members?$select=id`)) {
        const person = page.items.find((member) => member["@odata.type"] === "#microsoft.graph.user");
        if (typeof person?.id === "string") return person.id;
      }
    }
  }
  throw new Error("the demo tenant has no group with members");
}

async function signedInTo(demo: ReturnType<typeof createDemoTenant>, clock: Clock): Promise<SignIn> {
  const { cloud, transport, openBrowser } = demo;
  const cache = memoryTokenCache();
  const signIn = createSignIn({ cloud, transport, openBrowser, clock, cache });
  await signIn.signIn();
  return signIn;
}

/** A vault of the tenant with nothing in it. */
export function emptyVault(folder: string, tenantId: string): Vault {
  mkdirSync(folder, { recursive: true });
  return createVault({ folder, tenantId, tenantName: "Contoso", passphrase, now, passphraseCost: 16 });
}

export function openedVault(folder: string, tenantId: string): Vault {
  return openVault({ folder, passphrase, tenantId });
}

export function holdingOf(vault: Vault, record: SnapshotRecord, notes: readonly string[] = []): Holding {
  const all = objectTypes.flatMap((type) => [...vault.objects(record.number, type)]);
  const objects = new Map(all.map((object) => [`${object.type} ${object.id}`, object]));
  return { record, objects, notes, audit: [...vault.auditRecords("2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z")] };
}
