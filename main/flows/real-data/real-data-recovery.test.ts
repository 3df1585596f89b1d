import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change } from "../../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { backUp } from "../backup.ts";
import { makePlan, runPlan } from "../recover.ts";
import { makeReport } from "../report.ts";
import type { Altered } from "./alter-everything.ts";
import { alterEverything } from "./alter-everything.ts";
import { countReasons, textTable } from "./count-table.ts";
import type { Tenant, Way } from "./five-ways.ts";
import { ways } from "./five-ways.ts";
import { leftOut, realDataIsHere } from "./real-folders.ts";
import type { Reason } from "./reasons-of.ts";
import { partsOf, reasonsOf, silentParts } from "./reasons-of.ts";
import type { SeededTenant } from "./seeded-tenant.ts";
import { openSeededTenant } from "./seeded-tenant.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

let folder: string;
let tenant: SeededTenant;

beforeEach(async () => {
  if (!realDataIsHere) return;
  folder = await mkdtemp(join(tmpdir(), "reinstate-real-"));
  tenant = await openSeededTenant(folder);
});

afterEach(async () => {
  if (!realDataIsHere) return;
  await tenant.close();
  await rm(folder, { recursive: true });
});

const rows: (readonly (string | number)[])[] = [];
const told: string[] = [];

afterAll(() => {
  if (rows.length === 0) return;
  const head = ["alteration", "kind", "objects", "altered", "reported", "equal again", "left with a reason"];
  process.stdout.write(`\n${textTable([head, ...rows])}\n${textTable(countReasons(told))}`);
});

/** The least number of objects that each alteration reaches, and that are equal again: a test of nothing cannot pass. */
const least: Readonly<Record<Way, readonly [altered: number, equal: number]>> = {
  "a value": [215, 215],
  "an element removed": [160, 155],
  "an element added": [215, 165],
  "null against empty": [120, 120],
  deleted: [215, 215],
};

describe.skipIf(!realDataIsHere)("real objects", () => {
  it.each(ways)("altered by %s are reported exactly and recovered, or the reason is told", async (way) => {
    const { session, admin, original, seeded } = tenant;
    const altered = await alterEverything(admin, way, seeded, surroundings());
    const after = await backUp(session);
    if (way === "null against empty") expect(storedOtherwise(after)).toBeGreaterThan(90);
    const { changes } = await makeReport(session.vault, original, after);
    expect(outline(changes)).toEqual(expectedOutline(way, altered));

    const ids = [...altered.names.keys()].map((key) => key.split(" ")[1] ?? "");
    const plan = await makePlan(session, { target: original, filter: { ids }, removeAdded: false });
    if (way === "null against empty") expect([plan.steps, plan.impossible]).toEqual([[], []]);
    const job = await runPlan(session, plan, plan.hash);
    const { changes: left } = await makeReport(session.vault, original, await backUp(session));
    const reasons = reasonsOf(plan, job);
    expect(left.flatMap((change) => silentParts(change, reasons))).toEqual([]);

    tell(way, altered, changes, left, reasons);
    expect(altered.names.size).toBeGreaterThanOrEqual(least[way][0]);
    expect(altered.names.size - left.length).toBeGreaterThanOrEqual(least[way][1]);
  });
});

/** Somebody and something of the generated tenant to put into lists, and what of all there is can be named. */
function surroundings(): Tenant {
  const { session, empty, original } = tenant;
  const { vault } = session;
  const nth = (type: ObjectType, index: number) => [...vault.objects(empty.number, type)][index]?.id ?? "";
  const places = { user: nth("user", 10), group: nth("group", 0), namedLocation: nth("namedLocation", 0) };
  const all = new Set([...vault.objects(original.number)].map(({ id }) => id.toLowerCase()));
  return { places, graph: session.cloud.graph, isThere: (id) => all.has(id.toLowerCase()) };
}

/** How many objects the tenant holds in other words than before, times apart: alterations that a report must not show. */
function storedOtherwise({ number }: SnapshotRecord): number {
  const times = { modifiedDateTime: null, lastModifiedDateTime: null };
  const text = (object: DirectoryObject | undefined) => JSON.stringify({ ...object?.properties, ...times });
  const pairs = [...tenant.session.vault.differences(tenant.original.number, number)];
  const { length } = pairs.filter(({ before, after }) => text(before) !== text(after));
  told.push(...Array(length).fill("Stored in another way that says nothing."));
  return length;
}

function outline(changes: readonly Change[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(changes.map((change) => [`${change.type} ${change.id}`, partsOf(change)]));
}

function expectedOutline(way: Way, { names }: Altered): Readonly<Record<string, readonly string[]>> {
  if (way === "null against empty") return {};
  const whole = way === "deleted" ? ["soft-deleted"] : [];
  return Object.fromEntries([...names].map(([key, parts]) => [key, [...whole, ...parts].sort()]));
}

function tell(
  way: Way,
  { names, refusals }: Altered,
  changes: readonly Change[],
  left: readonly Change[],
  reasons: readonly Reason[],
): void {
  for (const type of objectTypes) {
    const ofType = ({ type: each }: { readonly type: ObjectType }) => each === type;
    const altered = [...names.keys()].filter((key) => key.startsWith(`${type} `)).length;
    const [reported, leftOver] = [changes.filter(ofType).length, left.filter(ofType).length];
    rows.push([way, type, tenant.seeded.filter(ofType).length, altered, reported, altered - leftOver, leftOver]);
  }
  if (way === "null against empty")
    told.push(...refusals.map(() => `Graph would not take another way to say nothing.`));
  else told.push(...refusals.map(({ reason }) => `Graph would not take the alteration: ${reason}`));
  told.push(...reasons.map(({ reason }) => `Not put back: ${reason}`));
}
