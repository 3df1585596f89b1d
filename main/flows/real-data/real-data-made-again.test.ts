import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { RecoveryJob } from "../../../preload/contract/recovery-job.ts";
import type { SnapshotRecord } from "../../../preload/contract/snapshot.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { isBlank } from "../../catalogue/write-body.ts";
import { compareObjects } from "../../compare/compare-objects.ts";
import { namesAny } from "../../plan/replace-ids.ts";
import { backUp } from "../backup.ts";
import { makePlan, runPlan } from "../recover.ts";
import { makeReport } from "../report.ts";
import { countReasons, textTable } from "./count-table.ts";
import { leftOut, realDataIsHere } from "./real-folders.ts";
import { reasonsOf } from "./reasons-of.ts";
import type { SeededTenant } from "./seeded-tenant.ts";
import { openSeededTenant } from "./seeded-tenant.ts";

if (!realDataIsHere) process.stdout.write(leftOut);

describe.skipIf(!realDataIsHere)("real objects that were deleted for good", () => {
  it("are made again and name each other by their new ids; what is lost is told", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reinstate-real-"));
    const tenant = await openSeededTenant(folder);
    try {
      const deleted = tenant.seeded.filter(({ type, id }) => definitionOf(type).canDelete && !inventedId.test(id));
      await deleteForGood(tenant, deleted);
      const { session, original } = tenant;
      const { changes } = await makeReport(session.vault, original, await backUp(session));
      expect(changes.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual(
        deleted.map(({ id }) => `${id} removed`).sort(),
      );

      const ids = deleted.map(({ id }) => id);
      const plan = await makePlan(session, { target: original, filter: { ids }, removeAdded: false });
      const job = await runPlan(session, plan, plan.hash);
      const proof = await backUp(session);
      const news = newIds(plan, job, tenant);
      const lost = new Set(
        reasonsOf(plan, job)
          .filter(({ path }) => path === "")
          .map(({ object }) => object),
      );
      const made = deleted.filter(({ type, id }) => !lost.has(`${type} ${id}`));
      expect(made.flatMap((object) => silentLosses(object, tenant, proof, news))).toEqual([]);
      expect([...session.vault.objects(proof.number)].filter((object) => namesAny(object.properties, news))).toEqual(
        [],
      );

      tell(
        deleted,
        made,
        reasonsOf(plan, job).map(({ reason }) => reason),
      );
      expect(made.length).toBeGreaterThan(200);
    } finally {
      await tenant.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** Some fixtures have ids that no tenant gives: those of the built-in authentication strengths. */
const inventedId = /^0{8}-0{4}-0{4}-0{4}-/;

/** Out of the recycle bin as well; policies before the locations that they name. */
async function deleteForGood({ admin }: SeededTenant, objects: readonly DirectoryObject[]): Promise<void> {
  for (const type of objectTypes) {
    const { list, deleteRequests } = definitionOf(type);
    const bin = list.deletedItems?.replace(/\/microsoft\.graph\.\w+$/, "");
    for (const object of objects.filter((each) => each.type === type)) {
      for (const { method, path, body } of [...deleteRequests(object), deletion(`${bin}/${object.id}`)]) {
        const { status } = await admin.write(method, path, body);
        expect([path, status]).toEqual([path, 204]);
      }
    }
  }
}

function deletion(path: string) {
  return { method: "DELETE" as const, path, body: undefined };
}

/** Old ids and client ids to those of what was made in their place. */
function newIds(plan: Plan, job: RecoveryJob, { session, original }: SeededTenant): ReadonlyMap<string, string> {
  const outcomes = new Map(job.steps.map((step) => [step.id, step]));
  const pairs = plan.steps.flatMap(({ id, type, object }): readonly (readonly [unknown, string | undefined])[] => {
    const { newId, newAppId } = outcomes.get(id) ?? {};
    const { appId } = session.vault.object(original.number, type, object.id)?.properties ?? {};
    return [
      [object.id, newId],
      [appId, newAppId],
    ];
  });
  return new Map(pairs.flatMap(([old, made]) => (typeof old === "string" && made ? [[old.toLowerCase(), made]] : [])));
}

/** What the plan's warning "made again" says of each type, by the path where it shows. */
const told: Partial<Record<ObjectType, readonly string[]>> = {
  group: ["visibility"],
  application: ["owners"],
  conditionalAccessPolicy: ["state"],
};

/** What differs, beyond the ids, that nobody was told of. What Graph fills in and what nobody can write is no loss. */
function silentLosses(
  object: DirectoryObject,
  { session, original }: SeededTenant,
  proof: SnapshotRecord,
  news: ReadonlyMap<string, string>,
): readonly string[] {
  const { type } = object;
  const after = session.vault.object(proof.number, type, news.get(object.id) ?? "");
  if (after === undefined) return [`${type} ${object.id} is not there`];
  const renamed = JSON.stringify(object).replaceAll(
    /[0-9a-f]{8}-[0-9a-f-]{27}/gi,
    (id) => news.get(id.toLowerCase()) ?? id,
  );
  const definition = definitionOf(type);
  const context = { definition, beforeProof: original.types[type], afterProof: proof.types[type] };
  const { attributes = [], links = [] } = compareObjects(JSON.parse(renamed) as DirectoryObject, after, context) ?? {};
  const paths = attributes
    .filter(({ path, before }) => !isBlank(before) && isWritten(type, path))
    .map(({ path }) => path);
  const parts = [...paths, ...links.map(({ link }) => link)];
  return parts.filter((part) => told[type]?.includes(part) !== true).map((part) => `${type} ${object.id} ${part}`);
}

function isWritten(type: ObjectType, path: string): boolean {
  const { write } = definitionOf(type).properties[path.split(/[.[]/)[0] ?? ""] ?? {};
  return write?.route !== "never";
}

function tell(deleted: readonly DirectoryObject[], made: readonly DirectoryObject[], reasons: readonly string[]): void {
  const count = (objects: readonly DirectoryObject[], type: ObjectType) =>
    objects.filter((each) => each.type === type).length;
  const rows = objectTypes.map((type) => [type, count(deleted, type), count(made, type)]);
  const table = textTable([["kind", "deleted for good", "made again"], ...rows]);
  process.stdout.write(`\n${table}\n${textTable(countReasons(reasons))}`);
}
