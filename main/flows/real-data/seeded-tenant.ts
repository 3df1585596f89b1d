import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import type { SeedRefusal } from "../../demo/demo-tenant.ts";
import type { Graph } from "../../graph/graph.ts";
import { openDemoWalk } from "../../open-demo.ts";
import { backUp } from "../backup.ts";
import type { DemoWalk } from "../demo-walk.ts";
import { makeReport } from "../report.ts";
import { seedSources } from "./real-folders.ts";

export interface Loaded {
  readonly name: string;
  readonly loaded: number;
  readonly refused: readonly SeedRefusal[];
}

/** A demo tenant of 50 people with all that could be loaded of the real exports, and its snapshot. */
export interface SeededTenant extends DemoWalk {
  readonly loads: readonly Loaded[];
  /** Of the generated tenant alone. */
  readonly empty: SnapshotRecord;
  /** With the real objects, as they are to be again after each recovery. */
  readonly original: SnapshotRecord;
  /** The real objects; the tenant's two policies are among them if a file was put into them. */
  readonly seeded: readonly DirectoryObject[];
  /** May write everything. */
  readonly admin: Graph;
}

export async function openSeededTenant(folder: string): Promise<SeededTenant> {
  const vaultFolder = join(folder, "tenant");
  await mkdir(vaultFolder, { recursive: true });
  const walk = await openDemoWalk(vaultFolder, { scenario: "lockout", users: 50, seedNumber: 1 });
  const { session, demo } = walk;
  const empty = await backUp(session);
  const loads: Loaded[] = [];
  for (const { name, folder: source } of await seedSources(folder))
    loads.push({ name, ...(await demo.seedFolder(source)) });
  const admin = session.graph([...new Set(objectTypes.flatMap(allPermissions))]);
  await giveLinks(admin, walk, empty);
  const original = await backUp(session);
  const { changes } = await makeReport(session.vault, empty, original);
  const seeded = changes.map(({ type, id }) => objectIn(walk, original, type, id));
  return { ...walk, loads, empty, original, seeded, admin };
}

function objectIn({ session }: DemoWalk, { number }: SnapshotRecord, type: ObjectType, id: string): DirectoryObject {
  const object = session.vault.object(number, type, id);
  if (object === undefined) throw new Error(`${type} ${id} is not in snapshot ${number}`);
  return object;
}

function allPermissions(type: ObjectType): readonly string[] {
  const { readPermissions, writePermissions, links, properties } = definitionOf(type);
  const routes = Object.values(properties).flatMap(({ write }) => ("permissions" in write ? write.permissions : []));
  const ofLinks = Object.values(links).flatMap(({ permissions }) => permissions);
  const more = ["Directory.ReadWrite.All", "RoleManagement.ReadWrite.Directory"];
  return [...readPermissions, ...writePermissions, ...ofLinks, ...routes.filter((name) => name !== undefined), ...more];
}

/** Exports come without links: two of the tenant's people join each group that takes members, one leads the rest. */
async function giveLinks(admin: Graph, { session }: DemoWalk, empty: SnapshotRecord): Promise<void> {
  const { vault, cloud } = session;
  const [first, second] = [...vault.objects(empty.number, "user")].map(({ id }) => ({
    "@odata.id": `${cloud.graph}/v1.0/directoryObjects/${id}`,
  }));
  const isNew = async (type: "group" | "user") => {
    const ids: string[] = [];
    for await (const { items } of admin.pages(`/${type}s`)) ids.push(...items.map(({ id }) => String(id)));
    return ids.filter((id) => vault.object(empty.number, type, id) === undefined);
  };
  for (const id of await isNew("group")) {
    const { status } = await admin.write("POST", `/groups/${id}/members/$ref`, first);
    if (status >= 400) continue;
    await admin.write("POST", `/groups/${id}/members/$ref`, second);
    await admin.write("POST", `/groups/${id}/owners/$ref`, first);
  }
  for (const id of await isNew("user")) await admin.write("PUT", `/users/${id}/manager/$ref`, first);
}
