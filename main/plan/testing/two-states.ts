import type { Change } from "../../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { Plan } from "../../../preload/contract/plan.ts";
import type { TypeProof } from "../../../preload/contract/snapshot.ts";
import { definitionOf } from "../../catalogue/catalogue.ts";
import { compareObjects } from "../../compare/compare-objects.ts";
import { buildPlan } from "../build-plan.ts";
import type { PlanInput } from "../plan-input.ts";

export const testTenantId = "5f1a9c9e-0000-4000-8000-000000000001";

/** The id of the numbered test object of a kind; a GUID as Graph's are. */
export function testId(kind: string, number: number): string {
  const letters = [...kind].map((letter) => letter.charCodeAt(0).toString(16)).join("");
  return `${letters.padEnd(8, "0").slice(0, 8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function testObject(
  type: ObjectType,
  id: string,
  properties: JsonObject,
  links: DirectoryObject["links"] = {},
): DirectoryObject {
  return { type, id, properties, links };
}

function proofOf(type: ObjectType): TypeProof {
  const { properties, links } = definitionOf(type);
  return {
    promised: null,
    read: 0,
    pages: 1,
    complete: true,
    selected: Object.keys(properties),
    links: Object.keys(links),
    mode: "full",
    deletedItemsRead: true,
  };
}

function indexed(objects: readonly DirectoryObject[]): ReadonlyMap<string, DirectoryObject> {
  return new Map(objects.map((object) => [`${object.type} ${object.id}`, object]));
}

/** What differs between two states, as the compare stage says it. */
export function changesBetween(
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
): readonly Change[] {
  const [then, now] = [indexed(before), indexed(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const type = (then.get(key) ?? now.get(key))?.type ?? "user";
    const proof = proofOf(type);
    const context = { definition: definitionOf(type), beforeProof: proof, afterProof: proof };
    const difference = compareObjects(then.get(key), now.get(key), context);
    return difference === undefined ? [] : [{ ...difference, attribution: { status: "unknown" as const, events: [] } }];
  });
}

const basis = { snapshotNumber: 1, snapshotId: "a".repeat(64), endedAt: "2026-11-01T00:00:00Z" };

/** The input of a plan from `after` (found) back to `before` (target). */
export function inputBetween(
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
  more: Partial<PlanInput> = {},
): PlanInput {
  const [then, now] = [indexed(before), indexed(after)];
  return {
    id: "p1",
    createdAt: "2026-11-02T08:00:00Z",
    tenantId: testTenantId,
    tenantName: "Contoso",
    purpose: "recover",
    target: basis,
    found: { ...basis, snapshotNumber: 2 },
    changes: changesBetween(before, after),
    lookup: {
      before: (type, id) => then.get(`${type} ${id}`) ?? lowerCased(before, type, id),
      after: (type, id) => now.get(`${type} ${id}`) ?? lowerCased(after, type, id),
    },
    removeAdded: false,
    filter: {},
    allFound: (type) => after.filter((object) => object.type === type),
    ...more,
  };
}

function lowerCased(objects: readonly DirectoryObject[], type: ObjectType, id: string): DirectoryObject | undefined {
  return objects.find((object) => object.type === type && object.id.toLowerCase() === id.toLowerCase());
}

export function planBetween(
  before: readonly DirectoryObject[],
  after: readonly DirectoryObject[],
  more: Partial<PlanInput> = {},
): Plan {
  return buildPlan(inputBetween(before, after, more));
}

/** "update user s1" for each step, for short expectations. */
export function outlineOf(plan: Plan): readonly string[] {
  return plan.steps.map(({ action, type, object }) => `${action} ${type} ${object.name}`);
}
