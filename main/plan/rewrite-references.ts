import type { AttributeChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey, typesInWriteOrder } from "../catalogue/catalogue.ts";
import type { LinkRule, ReferenceKind } from "../catalogue/object-type-definition.ts";
import { compareValues } from "../compare/compare-values.ts";
import { type DeadReferences, decidedValue } from "./decide-references.ts";
import type { ExistenceCheck } from "./existence.ts";
import type { PlanInput } from "./plan-input.ts";
import { canRefer } from "./references-in.ts";
import { type IdMap, namesAny, replaceIds, wordsForNewIds } from "./replace-ids.ts";
import type { Outlook, StepDraft } from "./step-draft.ts";
import { draftOf, linkDraft, referenceTo } from "./step-draft.ts";
import { besideTheDead, stillNamed } from "./still-named.ts";
import { linkRefusal } from "./writable-parts.ts";

/** An object that the plan makes again: whatever names its old id or client id has to learn the new one. */
interface Recreated {
  readonly types: ReadonlySet<ObjectType>;
  /** Old ids → words that stand for the new ones until they are known. */
  readonly ids: IdMap;
}

/** What names nothing any more, and what was decided about that. */
interface Gone {
  readonly existence: ExistenceCheck;
  readonly dead: DeadReferences;
}

/** What one place of an object comes to. */
interface Rewrite {
  /** `type id part`, or `type id` for the whole object. */
  readonly place: string;
  readonly line: StepDraft | ImpossiblePart;
}

/**
 * Steps for objects that name something the plan makes again, whether they are there or the plan restores them: values that still
 * hold the old id, and links that were lost with it. Their other parts stay as they are. What nobody can write (a group that is
 * synchronised, or has a rule) is a line that says so, unless `chosen` has it already.
 */
export function rewriteOutlook(chosen: Outlook, input: Pick<PlanInput, "lookup" | "allFound">, gone: Gone): Outlook {
  const recreated = recreatedBy(chosen.drafts);
  if (recreated.ids.size === 0) return { drafts: [], impossible: [] };
  const covered = coveredBy(chosen.drafts);
  const restored = restoredBy(chosen.drafts);
  const told = new Set(chosen.impossible.map(({ object, path }) => placeOf(object, path)));
  const rewrites = typesInWriteOrder.flatMap((type) =>
    rewritesOfType(type, recreated, { covered, restored, gone }, input),
  );
  const drafts: StepDraft[] = [];
  const impossible: ImpossiblePart[] = [];
  for (const { place, line } of rewrites) {
    if ("action" in line) drafts.push(line);
    else if (!told.has(place)) impossible.push(line);
  }
  return { drafts, impossible };
}

function placeOf({ type, id }: Pick<DirectoryObject, "type" | "id">, part: string | undefined): string {
  return part === undefined ? `${type} ${id}` : `${type} ${id} ${part}`;
}

function recreatedBy(drafts: readonly StepDraft[]): Recreated {
  const created = drafts.filter(({ action }) => action === "create");
  const ids = wordsForNewIds(
    created.map(({ type, object, promised }) => ({ type, id: object.id, properties: promised })),
  );
  return { types: new Set(created.map(({ type }) => type)), ids };
}

/** What the plan writes or deletes already: `type id` for deletions, with unit or link for the rest. */
function coveredBy(drafts: readonly StepDraft[]): ReadonlySet<string> {
  const places = drafts.flatMap(({ type, object, action, promised, links }) => {
    const whole = `${type} ${object.id}`;
    if (action === "delete") return [whole];
    const units = action === "update" ? Object.keys(promised) : [];
    return [...units, ...links.map(({ link }) => link)].map((part) => `${whole} ${part}`);
  });
  return new Set(places);
}

/** What the plan brings back from the recycle bin, as `type id`. */
function restoredBy(drafts: readonly StepDraft[]): ReadonlySet<string> {
  return new Set(drafts.filter(({ action }) => action === "restore").map(({ object }) => placeOf(object, undefined)));
}

function rewritesOfType(
  type: ObjectType,
  recreated: Recreated,
  { covered, restored, gone }: Readonly<Record<"covered" | "restored", ReadonlySet<string>>> & { readonly gone: Gone },
  { lookup, allFound }: Pick<PlanInput, "lookup" | "allFound">,
): readonly Rewrite[] {
  const definition = definitionOf(type);
  const units = Object.keys(definition.properties).filter((unit) => canRefer(definition.properties[unit]));
  const links = Object.entries(definition.links).filter(([, rule]) => mayName(rule.refersTo, recreated.types));
  if (units.length + links.length === 0) return [];
  const rewrites: Rewrite[] = [];
  for (const found of allFound(type)) {
    const place = placeOf(found, undefined);
    if (covered.has(place) || (isSoftDeleted(found) && !restored.has(place))) continue;
    rewrites.push(...unitRewrites(found, units, recreated.ids, covered, gone));
    if (links.length === 0) continue;
    const before = lookup.before(type, found.id);
    if (before !== undefined) rewrites.push(...lostLinks(before, found, links, recreated.ids, covered));
  }
  return rewrites;
}

function mayName(kinds: readonly ReferenceKind[], types: ReadonlySet<ObjectType>): boolean {
  return kinds.includes("directoryObject") || [...types].some((type) => kinds.includes(type));
}

/** The units stay as they are but for the id; which one it is, apply knows when it has made the object. */
function unitRewrites(
  found: DirectoryObject,
  units: readonly string[],
  ids: IdMap,
  covered: ReadonlySet<string>,
  gone: Gone,
): readonly Rewrite[] {
  const stale = units.filter((unit) => {
    const isOpen = Object.hasOwn(found.properties, unit) && !covered.has(placeOf(found, unit));
    return isOpen && namesAny(found.properties[unit] ?? null, ids);
  });
  if (stale.length === 0) return [];
  const obstacle = definitionOf(found.type).blocked(found);
  return stale.map((unit) => {
    const object = referenceTo(found);
    const place = placeOf(found, unit);
    if (obstacle !== undefined) return { place, line: { object, path: unit, ...obstacle } };
    const value = found.properties[unit] ?? null;
    const { left, line } = withoutTheDead(found, unit, value, gone);
    if (line !== undefined) return { place, line };
    const attributes = renamedParts(found.type, unit, value, replaceIds(left, ids));
    const [expected, promised] = [{ [unit]: value }, { [unit]: left }];
    return { place, line: draftOf({ object, action: "update", attributes, expected, promised }, found) };
  });
}

/** Beside what is made again there may be others who are gone: as a person decided, or a line that asks. */
function withoutTheDead(
  found: DirectoryObject,
  unit: string,
  value: JsonValue,
  { existence, dead }: Gone,
): { readonly left: JsonValue; readonly line?: ImpossiblePart } {
  const lineFor = (units: JsonObject) => {
    const ids = stillNamed(found, units, existence).get(unit);
    return ids && besideTheDead(found, unit, ids, existence);
  };
  const first = lineFor({ [unit]: value });
  if (first === undefined) return { left: value };
  const left = decidedValue(value, dead.decide([first]), unit);
  const line = lineFor({ [unit]: left });
  return { left, ...(line && { line }) };
}

/** Only the lists that change, of a block that is written whole. */
function renamedParts(type: ObjectType, unit: string, value: JsonValue, then: JsonValue): readonly AttributeChange[] {
  const parts: AttributeChange[] = [];
  compareValues(value, then, definitionOf(type).properties[unit], unit, parts);
  return parts.length === 0 ? [{ path: unit, before: value, after: then }] : parts;
}

function lostLinks(
  before: DirectoryObject,
  found: DirectoryObject,
  links: readonly (readonly [string, LinkRule])[],
  ids: IdMap,
  covered: ReadonlySet<string>,
): readonly Rewrite[] {
  return links.flatMap(([link, rule]): readonly Rewrite[] => {
    // What lies in the recycle bin shows no links; nothing that was deleted for good can be among them.
    const there = isSoftDeleted(found) ? [] : found.links[link];
    const place = placeOf(found, link);
    const { lost, stale } = oldTargets(before.links[link], there, rule, ids);
    // Of a link that the plan writes already, what was lost has been chosen one by one.
    const add = covered.has(place) ? stale : [...lost, ...stale];
    if (add.length === 0) return [];
    const refusal = linkRefusal(definitionOf(found.type), found, link);
    if (refusal === undefined) return [{ place, line: linkDraft(found, link, add, []) }];
    return [{ place, line: { object: referenceTo(found), path: link, ...refusal } }];
  });
}

/**
 * What named an old id: lost with it, or there and `stale`, since Microsoft Entra keeps what an enterprise application in the
 * recycle bin was given. A link that somebody gave to another one meanwhile (a new manager) is neither.
 */
function oldTargets(
  before: readonly LinkTarget[] | undefined,
  found: readonly LinkTarget[] | undefined,
  rule: LinkRule,
  ids: IdMap,
): Readonly<Record<"lost" | "stale", readonly LinkTarget[]>> {
  if (before === undefined || found === undefined || (rule.single === true && found.length > 0)) return neither;
  const named = before.filter((target) => namesAny(target, ids));
  if (named.length === 0) return neither;
  const there = new Set(found.map((target) => linkKey(rule, target)));
  const { true: stale = [], false: lost = [] } = Object.groupBy(
    named,
    (target) => `${there.has(linkKey(rule, target))}`,
  );
  return { lost, stale };
}

const neither = { lost: [], stale: [] };
