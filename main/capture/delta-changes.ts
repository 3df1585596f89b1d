import type { DirectoryObject, LinkTarget } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { sortedIds } from "../graph/normalize-object.ts";
import type { Returned } from "./recycle-bin.ts";

/** What a delta round says of one object. */
export interface DeltaChange {
  readonly isRemoved: boolean;
  /** Selected properties that came; what did not come did not change. */
  readonly properties: JsonObject;
  /** Link → target → whether it is linked now. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
}

/** What no round says of links: targets that are not shown, and those that are shown again. */
export interface LinkView {
  readonly hidden: ReadonlySet<string>;
  readonly returned: Returned;
  /** Of more targets than this nothing is kept; those of the snapshot may be unknown for that. Absent: all are. */
  readonly most?: number | undefined;
}

/** A round that cannot be put over the snapshot: the type has to be read in full. */
export class UnusableRound extends Error {}

/**
 * Merges the items of a round by id: the last one counts, a large group comes in several, any may be a replay
 * (https://learn.microsoft.com/graph/delta-query-overview).
 */
export function mergeItems(
  definition: ObjectTypeDefinition,
  items: readonly JsonObject[],
  known: Map<string, DeltaChange>,
): void {
  const selected = new Set(selectOf(definition));
  for (const item of items) {
    const { id } = item;
    if (typeof id !== "string") continue;
    const before = known.get(id);
    const isRemoved = item["@removed"] !== undefined;
    // Whether its links began anew in between cannot be told.
    if (before !== undefined && before.isRemoved !== isRemoved)
      throw new UnusableRound("removed and there in one round");
    const named = Object.entries(item).filter(([name]) => name !== "id" && selected.has(name));
    const properties = { ...before?.properties, ...Object.fromEntries(named) };
    known.set(id, { isRemoved, properties, links: mergedLinks(definition, item, before) });
  }
}

function mergedLinks(definition: ObjectTypeDefinition, item: JsonObject, before: DeltaChange | undefined) {
  const links = new Map(before?.links);
  for (const [link, rule] of Object.entries(definition.links)) {
    const changes = item[`${link}@delta`];
    if (!Array.isArray(changes)) continue;
    const targets = new Map(links.get(link));
    for (const change of changes) applyTarget(change, targets, rule.single === true);
    links.set(link, targets);
  }
  return links;
}

/** Of a single link a new target replaces whatever there was, in whichever order the two are told. */
function applyTarget(change: JsonValue, targets: Map<string, boolean>, isSingle: boolean): void {
  if (!isJsonObject(change) || typeof change.id !== "string") return;
  const isThere = change["@removed"] === undefined;
  if (isSingle && isThere) targets.clear();
  targets.set(change.id, isThere);
}

/**
 * The object of the snapshot with what the round says of it; links that no round brings are left out, to be read.
 * Throws UnusableRound where a change concerns a link that the snapshot does not know.
 */
export function changedObject(
  definition: ObjectTypeDefinition,
  base: DirectoryObject,
  change: DeltaChange | undefined,
  { hidden, returned, most }: LinkView,
): DirectoryObject {
  const links: Record<string, readonly LinkTarget[]> = {};
  const object = change === undefined ? base : { ...base, properties: { ...base.properties, ...change.properties } };
  for (const [link, { read, single, appliesTo = always }] of Object.entries(definition.links)) {
    // Rounds tell of the members of a rule, too, which no snapshot knows (fault A4).
    if (read.from !== "delta" || !appliesTo(base) || !appliesTo(object)) continue;
    const [known, changes] = [base.links[link], change?.links.get(link)];
    if (known === undefined && changes !== undefined && most === undefined)
      throw new UnusableRound(`${link} changed and is unknown`);
    if (known === undefined) continue;
    const changed = changes === undefined ? known : changedTargets(known, changes, single === true);
    const targets = withReturned(changed, returned.get(link)?.get(base.id), single === true);
    const shown = targets.filter((target) => typeof target !== "string" || !hidden.has(target));
    if (shown.length <= (most ?? shown.length)) links[link] = shown;
  }
  return { ...object, links };
}

const always = () => true;

function changedTargets(known: readonly LinkTarget[], changes: ReadonlyMap<string, boolean>, isSingle: boolean) {
  const there = [...changes].flatMap(([id, isThere]) => (isThere ? [id] : []));
  if (isSingle) return there;
  const kept = known.filter((target) => typeof target === "string").filter((id) => changes.get(id) !== false);
  return sortedIds([...kept, ...there]);
}

/** Asked for after the round: whatever it says, these are linked now. */
function withReturned(targets: readonly LinkTarget[], returned: readonly string[] | undefined, isSingle: boolean) {
  if (returned === undefined) return targets;
  return isSingle ? returned : sortedIds([...targets.filter((target) => typeof target === "string"), ...returned]);
}

/** A new object's links are those that came with it: a round brings all of them. */
export function newObject(
  definition: ObjectTypeDefinition,
  read: DirectoryObject,
  change: DeltaChange,
  view: LinkView,
): DirectoryObject {
  const names = Object.keys(definition.links).filter((name) => definition.links[name]?.read.from === "delta");
  const nothing = Object.fromEntries(names.map((name) => [name, []]));
  return changedObject(definition, { ...read, links: nothing }, change, view);
}

export function isActive(object: DirectoryObject | undefined): object is DirectoryObject {
  return object !== undefined && !isSoftDeleted(object);
}
