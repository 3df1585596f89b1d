import { definitionOf } from "../main/catalogue/catalogue.ts";
import { compareObjects } from "../main/compare/compare-objects.ts";
import { buildPlan } from "../main/plan/build-plan.ts";
import type { Change } from "../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../preload/contract/directory-object.ts";
import type { Plan } from "../preload/contract/plan.ts";
import type { TypeProof } from "../preload/contract/snapshot.ts";
import { measure, type Row, timeRow } from "./measure.ts";

const basis = { snapshotNumber: 1, snapshotId: "0".repeat(64), endedAt: "2026-01-01T00:00:00Z" };

/** A plan that puts one attribute back for half of all users: 50,000 at full size. */
export function measurePlan(
  first: readonly DirectoryObject[],
  moved: readonly DirectoryObject[],
  proof: TypeProof,
): { readonly plan: Plan; readonly row: Row } {
  const changes = changesOf(first, moved, proof);
  const [before, after] = [byKey(first), byKey(moved)];
  const planned = measure(() =>
    buildPlan({
      id: "bench",
      createdAt: basis.endedAt,
      tenantId: "t",
      tenantName: "Contoso",
      purpose: "recover",
      target: basis,
      found: { ...basis, snapshotNumber: 2 },
      changes,
      lookup: { before: (type, id) => before.get(`${type} ${id}`), after: (type, id) => after.get(`${type} ${id}`) },
      removeAdded: false,
      filter: {},
      allFound: (type: ObjectType) => moved.filter((object) => object.type === type),
    }),
  );
  const { steps } = planned.result;
  if (steps.length !== changes.length)
    throw new Error(`the plan has ${steps.length} steps for ${changes.length} changes`);
  return { plan: planned.result, row: timeRow(`plan for ${steps.length} user attributes`, 2000, planned) };
}

function byKey(objects: readonly DirectoryObject[]): ReadonlyMap<string, DirectoryObject> {
  return new Map(objects.map((object) => [`${object.type} ${object.id}`, object]));
}

function changesOf(
  first: readonly DirectoryObject[],
  moved: readonly DirectoryObject[],
  proof: TypeProof,
): readonly Change[] {
  const context = { definition: definitionOf("user"), beforeProof: proof, afterProof: proof };
  const users = first.filter(({ type }) => type === "user").length;
  return first.slice(0, Math.floor(users / 2)).flatMap((object, index) => {
    const difference = compareObjects(object, moved[index], context);
    return difference === undefined ? [] : [{ ...difference, attribution: { status: "unknown", events: [] } }];
  });
}
