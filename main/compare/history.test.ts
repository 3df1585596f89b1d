import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareObjects, type ObjectDifference } from "./compare-objects.ts";
import { proofFor } from "./definition-for-tests.ts";

const folder = join(import.meta.dirname, "../../../shared/real-data/history/j0eyv");

interface AnswerKey {
  readonly pairs: readonly (Readonly<Record<string, Expected>> & { readonly from: string; readonly to: string })[];
}

interface Expected {
  readonly addedById: readonly string[];
  readonly removedById: readonly string[];
  readonly changedInMeaning: Readonly<Record<string, readonly string[]>>;
}

const collections: Readonly<Record<string, ObjectType>> = {
  conditionalAccessPolicies: "conditionalAccessPolicy",
  groups: "group",
  namedLocations: "namedLocation",
};

function readJson<Shape>(name: string): Shape {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Shape;
}

function objectsOf(date: string, collection: string, type: ObjectType): ReadonlyMap<string, DirectoryObject> {
  const items = readJson<Record<string, readonly JsonObject[]>>(date)[collection] ?? [];
  return new Map(items.map(({ id, ...properties }) => [String(id), { type, id: String(id), properties, links: {} }]));
}

function differences(from: string, to: string, collection: string, type: ObjectType): readonly ObjectDifference[] {
  const [before, after] = [objectsOf(from, collection, type), objectsOf(to, collection, type)];
  const selected = [...before.values(), ...after.values()].flatMap(({ properties }) => Object.keys(properties));
  const proof = proofFor([...new Set(selected)]);
  const context = { definition: definitionOf(type), beforeProof: proof, afterProof: proof };
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id) => compareObjects(before.get(id), after.get(id), context) ?? []);
}

function pointers({ attributes }: ObjectDifference): readonly string[] {
  return attributes.map(({ path }) => `/${parsePath(path).join("/")}`).sort();
}

test("four real exports of one tenant differ exactly as the answer key says", (context) => {
  context.skip(!existsSync(folder), "left out: the folder of real exports is not here");
  const { pairs } = readJson<AnswerKey>("expected-changes");
  expect(pairs.length).toBeGreaterThan(2);
  for (const pair of pairs) {
    for (const [collection, type] of Object.entries(collections)) {
      const found = differences(pair.from, pair.to, collection, type);
      const idsOf = (kind: ObjectDifference["kind"]) => found.filter((each) => each.kind === kind).map(({ id }) => id);
      const modified = found.filter(({ kind }) => kind === "modified").map((each) => [each.id, pointers(each)]);
      const expected = pair[collection];
      expect(idsOf("added").sort()).toEqual(expected?.addedById.toSorted());
      expect(idsOf("removed").sort()).toEqual(expected?.removedById.toSorted());
      expect(Object.fromEntries(modified)).toEqual(expected?.changedInMeaning);
    }
  }
});
