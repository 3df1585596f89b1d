import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import { compareValues } from "../compare/compare-values.ts";
import { deadLine } from "./dead-line.ts";
import { type Decided, type DecidedChange, decidedValue } from "./decide-references.ts";
import type { ExistenceCheck } from "./existence.ts";
import { referencesIn } from "./references-in.ts";

/**
 * The ids in units as they would be written that name nothing any more, by unit: of those that Graph writes only whole and refuses
 * with such an id, wherever it stood there before.
 */
export function stillNamed(
  { type }: Pick<DirectoryObject, "type">,
  units: JsonObject,
  existence: ExistenceCheck,
): ReadonlyMap<string, readonly string[]> {
  const named = Object.entries(units).map(([unit, value]) => {
    const rule = propertyRule(definitionOf(type), unit);
    const dead = rule?.refusesGone ? [...referencesIn(value, rule)] : [];
    return [unit, dead.filter(({ id, kinds }) => existence.isDead(id, kinds)).map(({ id }) => id)] as const;
  });
  return new Map(named.filter(([, ids]) => ids.length > 0));
}

/** The line for a part that cannot be written because of what stands beside it. */
export function besideTheDead(
  object: DirectoryObject,
  path: string,
  ids: readonly string[],
  existence: ExistenceCheck,
): ImpossiblePart {
  return deadLine(
    { object, path, ids },
    existence,
    (names) =>
      `Beside it stands ${names}, which no longer exists or is in the recycle bin. Microsoft Graph writes both together only, and takes no id that names nothing.`,
    "Decide below that it is left out or replaced, choose that object's recovery as well, or set the value by hand.",
  );
}

/** What was decided about the dead also where they stand now, beside what is put back. */
export function decidedBeside(
  { change, before }: DecidedChange,
  found: DirectoryObject | undefined,
  decided: Decided,
): DecidedChange {
  const { attributes } = change;
  const chosen = new Set(attributes.map(({ path }) => path));
  const units = new Set(attributes.map(({ path }) => parsePath(path)[0] ?? ""));
  const beside = [...units]
    .flatMap((unit) => decidedParts(unit, found, decided))
    .filter(({ path }) => !chosen.has(path));
  return beside.length === 0
    ? { change, before }
    : { change: { ...change, attributes: [...attributes, ...beside] }, before };
}

function decidedParts(unit: string, found: DirectoryObject | undefined, decided: Decided): readonly AttributeChange[] {
  const rule = found && propertyRule(definitionOf(found.type), unit);
  const value = found?.properties[unit];
  const parts: AttributeChange[] = [];
  if (rule?.refusesGone && value !== undefined)
    compareValues(decidedValue(value, decided, unit), value, rule, unit, parts);
  return parts;
}
