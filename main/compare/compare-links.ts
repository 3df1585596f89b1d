import type { AttributeChange, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { linkKey } from "../catalogue/catalogue.ts";
import type { LinkRule, ObjectTypeDefinition, PropertyRule } from "../catalogue/object-type-definition.ts";
import { compareValues } from "./compare-values.ts";
import { meaningText } from "./meaning-text.ts";
import type { Side } from "./unread-links.ts";

/**
 * The links that differ, by name. A link that is absent on a side is unknown there, and one that does not apply (the
 * members of a dynamic group) says nothing.
 */
export function compareLinks(
  before: DirectoryObject,
  after: DirectoryObject,
  definition: ObjectTypeDefinition,
): readonly LinkChange[] {
  const changes: LinkChange[] = [];
  for (const link in before.links) {
    const [left, right] = [before.links[link], Object.hasOwn(after.links, link) ? after.links[link] : undefined];
    if (left === undefined || right === undefined || left === right) continue;
    const rule = Object.hasOwn(definition.links, link) ? definition.links[link] : undefined;
    if (rule?.appliesTo && !(rule.appliesTo(before) && rule.appliesTo(after))) continue;
    const change = compareTargets(link, left, right, rule);
    if (change) changes.push(change);
  }
  return changes.length > 1 ? changes.sort((one, other) => (one.link < other.link ? -1 : 1)) : changes;
}

/** Links that apply on both sides, and that this side does not know although the other does. */
export function* unknownLinks(
  before: DirectoryObject,
  after: DirectoryObject,
  definition: ObjectTypeDefinition,
): Generator<readonly [Side, string]> {
  for (const [link, { appliesTo = always }] of Object.entries(definition.links)) {
    const isKnownBefore = Object.hasOwn(before.links, link);
    if (isKnownBefore === Object.hasOwn(after.links, link) || !appliesTo(before) || !appliesTo(after)) continue;
    yield [isKnownBefore ? "after" : "before", link];
  }
}

const always = () => true;

function compareTargets(
  link: string,
  before: readonly LinkTarget[],
  after: readonly LinkTarget[],
  rule: LinkRule | undefined,
): LinkChange | undefined {
  const [onlyBefore, onlyAfter] = withoutCommon(before, after);
  if (onlyBefore.length + onlyAfter.length === 0) return undefined;
  const [left, right] = [byKey(onlyBefore, rule), byKey(onlyAfter, rule)];
  const removed = missing(left, right);
  const added = missing(right, left);
  return removed.length + added.length > 0 ? { link, added, removed } : undefined;
}

/**
 * Merges two lists as far as they are the same: ids in their sorted order, records at the same place. What is left is
 * little even where a group has 100,000 members; in lists that are not sorted more is left, but nothing is lost.
 */
function withoutCommon(
  before: readonly LinkTarget[],
  after: readonly LinkTarget[],
): readonly [readonly LinkTarget[], readonly LinkTarget[]] {
  const [onlyBefore, onlyAfter]: [LinkTarget[], LinkTarget[]] = [[], []];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    const [one, other] = [before[left] as LinkTarget, after[right] as LinkTarget];
    const same = sameTarget(one, other);
    const isFirst = typeof one === "string" && typeof other === "string" ? one < other : left <= right;
    if (same || isFirst) left += 1;
    if (same || !isFirst) right += 1;
    if (same) continue;
    if (isFirst) onlyBefore.push(one);
    else onlyAfter.push(other);
  }
  for (; left < before.length; left += 1) onlyBefore.push(before[left] as LinkTarget);
  for (; right < after.length; right += 1) onlyAfter.push(after[right] as LinkTarget);
  return [onlyBefore, onlyAfter];
}

function sameTarget(before: LinkTarget | undefined, after: LinkTarget | undefined): boolean {
  if (before === after) return true;
  return typeof before === "object" && typeof after === "object" && sameRecord(before, after);
}

/** Ids and keys ignore letter case. */
function byKey(targets: readonly LinkTarget[], rule: LinkRule | undefined): ReadonlyMap<string, LinkTarget> {
  return new Map(targets.map((target) => [keyOf(target, rule), target]));
}

function keyOf(target: LinkTarget, rule: LinkRule | undefined): string {
  if (typeof target === "string") return target.toLowerCase();
  return rule === undefined ? meaningText(target) : linkKey(rule, target);
}

/** The targets of `from` that `into` lacks, or has with other content. */
function missing(from: ReadonlyMap<string, LinkTarget>, into: ReadonlyMap<string, LinkTarget>): readonly LinkTarget[] {
  const found: LinkTarget[] = [];
  for (const [key, target] of from) {
    const other = into.get(key);
    if (other === undefined) found.push(target);
    else if (typeof target === "object" && !(typeof other === "object" && sameRecord(target, other)))
      found.push(target);
  }
  return found;
}

const volatile: PropertyRule = { comparison: "value", volatile: true, write: { route: "patch" } };
const word: PropertyRule = { comparison: "word", write: { route: "patch" } };

/** Assignments get a new id when they are made again, and carry names of what they point at. */
const recordRule: PropertyRule = {
  comparison: "value",
  write: { route: "patch" },
  inside: {
    id: volatile,
    createdDateTime: volatile,
    deletedDateTime: volatile,
    startTime: volatile,
    expiryTime: volatile,
    startDateTime: volatile,
    roleEligibilityScheduleId: volatile,
    principalDisplayName: volatile,
    resourceDisplayName: volatile,
    principalType: volatile,
    scope: { comparison: "flags", write: { route: "patch" } },
    principalId: word,
    resourceId: word,
    clientId: word,
    appRoleId: word,
    consentType: word,
  },
};

/** Whether two records of one key say the same: ids and names that come with them do not count. */
export function sameRecord(before: LinkTarget, after: LinkTarget): boolean {
  const changes: AttributeChange[] = [];
  compareValues(before, after, recordRule, "", changes);
  return changes.length === 0;
}
