import type { AttributeChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, ObjectType } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { compareValues } from "../compare/compare-values.ts";

type Carrying = readonly (readonly [name: string, carried: readonly string[]])[];

const known = new Map<ObjectType, Carrying>();

/** Properties of this type that Graph takes only together, by the one that decides it (`carries` in the catalogue). */
function carryingOf(type: ObjectType): Carrying {
  const found = known.get(type);
  if (found !== undefined) return found;
  const rules = Object.entries(definitionOf(type).properties);
  const carrying = rules.flatMap(([name, { carries }]) => (carries === undefined ? [] : [[name, carries] as const]));
  known.set(type, carrying);
  return carrying;
}

/**
 * The attributes with those that Graph takes only along with one of them: a group that loses its rule's kind loses the rule, and
 * one that is to have a rule needs both. Chosen or not: a plan of one half would write the other without saying so, or be refused.
 */
export function withInseparable(
  attributes: readonly AttributeChange[],
  before: DirectoryObject | undefined,
  found: DirectoryObject,
): readonly AttributeChange[] {
  const carrying = carryingOf(found.type);
  if (before === undefined || attributes.length === 0 || carrying.length === 0) return attributes;
  const chosen = new Set(attributes.map(({ path }) => path));
  const missing = carrying.flatMap(([name, carried]) => {
    const all = [name, ...carried];
    if (!all.some((each) => chosen.has(each))) return [];
    const differing = all.flatMap((each) => differenceOf(each, before, found));
    const isTurned = differing.some(({ path }) => path === name);
    return isTurned ? differing.filter(({ path }) => !chosen.has(path)) : [];
  });
  return missing.length === 0 ? attributes : [...attributes, ...missing];
}

function differenceOf(name: string, before: DirectoryObject, found: DirectoryObject): readonly AttributeChange[] {
  const differences: AttributeChange[] = [];
  const rule = definitionOf(found.type).properties[name];
  compareValues(before.properties[name], found.properties[name], rule, name, differences);
  return differences;
}

/** Those of the paths of which none is put back where one of them has to stay. */
export function inseparableAmong(type: ObjectType, paths: readonly string[]): readonly string[] {
  const groups = carryingOf(type).filter(([name]) => paths.includes(name));
  return groups.flat(2).filter((name) => paths.includes(name));
}
