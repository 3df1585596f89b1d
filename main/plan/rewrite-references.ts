import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { definitionOf, linkKey, typesInWriteOrder } from "../catalogue/catalogue.ts";
import type { LinkRule, ReferenceKind } from "../catalogue/object-type-definition.ts";
import type { PlanInput } from "./plan-input.ts";
import { canRefer } from "./references-in.ts";
import { type IdMap, namesAny, replaceIds, wordsForNewIds } from "./replace-ids.ts";
import type { Outlook, StepDraft } from "./step-draft.ts";
import { draftOf, linkDraft, referenceTo } from "./step-draft.ts";
import { linkRefusal } from "./writable-parts.ts";

/** An object that the plan makes again: whatever names its old id or client id has to learn the new one. */
interface Recreated {
  readonly types: ReadonlySet<ObjectType>;
  /** Old ids → words that stand for the new ones until they are known. */
  readonly ids: IdMap;
}

/**
 * Steps for objects that nobody chose but that name something the plan makes again: values that still hold the old id,
 * and links that were lost with it. Their other parts stay as they are. What of that cannot be written is a line.
 */
export function rewriteDrafts(drafts: readonly StepDraft[], input: Pick<PlanInput, "lookup" | "allFound">): Outlook {
  const recreated = recreatedBy(drafts);
  if (recreated.ids.size === 0) return { drafts: [], impossible: [] };
  const covered = coveredBy(drafts);
  const parts = typesInWriteOrder.flatMap((type) => rewritesOfType(type, recreated, covered, input));
  return {
    drafts: parts.flatMap((part) => part.drafts),
    impossible: parts.flatMap((part) => part.impossible),
  };
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

function rewritesOfType(
  type: ObjectType,
  recreated: Recreated,
  covered: ReadonlySet<string>,
  { lookup, allFound }: Pick<PlanInput, "lookup" | "allFound">,
): readonly Outlook[] {
  const definition = definitionOf(type);
  const units = Object.keys(definition.properties).filter((unit) => canRefer(definition.properties[unit]));
  const links = Object.entries(definition.links).filter(([, rule]) => mayName(rule.refersTo, recreated.types));
  if (units.length + links.length === 0) return [];
  const parts: Outlook[] = [];
  for (const found of allFound(type)) {
    if (isSoftDeleted(found) || covered.has(`${type} ${found.id}`)) continue;
    const before = links.length === 0 ? undefined : lookup.before(type, found.id);
    const drafts = [
      ...unitRewrites(found, units, recreated.ids, covered),
      ...(before === undefined ? [] : lostLinks(before, found, links, recreated.ids, covered)),
    ];
    if (drafts.length > 0) parts.push(possibleOf(found, drafts));
  }
  return parts;
}

/** A synced group, say, can be written by nobody here: who was made again is not in it any more, and that is said. */
function possibleOf(found: DirectoryObject, drafts: readonly StepDraft[]): Outlook {
  const definition = definitionOf(found.type);
  const refusalOf = ({ links: [first] }: StepDraft) =>
    definition.blocked(found) ?? (first === undefined ? undefined : linkRefusal(definition, found, first.link));
  const impossible = drafts.flatMap((draft) => {
    const refusal = refusalOf(draft);
    const path = draft.links[0]?.link ?? draft.attributes[0]?.path;
    return refusal === undefined || path === undefined ? [] : [{ object: referenceTo(found), path, ...refusal }];
  });
  return { drafts: drafts.filter((draft) => refusalOf(draft) === undefined), impossible };
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
): readonly StepDraft[] {
  const stale = units.filter((unit) => {
    const isOpen = Object.hasOwn(found.properties, unit) && !covered.has(`${found.type} ${found.id} ${unit}`);
    return isOpen && namesAny(found.properties[unit] ?? null, ids);
  });
  return stale.map((unit) => {
    const value = found.properties[unit] ?? null;
    const units = { [unit]: value };
    const attributes = [{ path: unit, before: value, after: replaceIds(value, ids) }];
    return draftOf(
      { object: referenceTo(found), action: "update", attributes, expected: units, promised: units },
      found,
    );
  });
}

function lostLinks(
  before: DirectoryObject,
  found: DirectoryObject,
  links: readonly (readonly [string, LinkRule])[],
  ids: IdMap,
  covered: ReadonlySet<string>,
): readonly StepDraft[] {
  return links.flatMap(([link, rule]) => {
    const lost = lostTargets(before.links[link], found.links[link], rule, ids);
    const isOpen = !covered.has(`${found.type} ${found.id} ${link}`);
    if (lost.length === 0 || !isOpen) return [];
    return [linkDraft(found, link, lost, [])];
  });
}

/** A link that somebody gave to another one meanwhile (a new manager) is not lost. */
function lostTargets(
  before: readonly LinkTarget[] | undefined,
  found: readonly LinkTarget[] | undefined,
  rule: LinkRule,
  ids: IdMap,
): readonly LinkTarget[] {
  if (before === undefined || found === undefined || (rule.single === true && found.length > 0)) return [];
  const named = before.filter((target) => namesAny(target, ids));
  if (named.length === 0) return [];
  const there = new Set(found.map((target) => linkKey(rule, target)));
  return named.filter((target) => !there.has(linkKey(rule, target)));
}
