import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { sortedIds } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { RecycleBin } from "./recycle-bin.ts";
import { idsIn } from "./recycle-bin.ts";

/** Links that came with a full delta round, without what is soft-deleted. */
export interface DeltaLinks {
  /** The targets; undefined where the round does not know the object, they are too many, or they were taken: it has to be asked for by itself. */
  take(id: string, link: string): readonly string[] | undefined;
}

/** undefined: taken, or more than are kept. */
type Targets = Map<string, Set<string> | undefined>;

/**
 * One full delta round for the named links of all objects of a type, which costs one request for hundreds of objects.
 * Links have to be in `$select` (with `$expand` Graph sends none, fault A19). A large group is spread over several pages
 * under the same id, and the very first round may hold members that are removed already (fault A17).
 */
export async function readDeltaLinks(
  delta: string,
  definition: ObjectTypeDefinition,
  { links, bin }: { readonly links: readonly string[]; readonly bin: RecycleBin },
  run: CaptureRun,
  onObjects: (count: number) => void,
): Promise<DeltaLinks> {
  const { mostMembers = Number.POSITIVE_INFINITY } = run;
  const found = new Map<string, Targets>(links.map((link) => [link, new Map()]));
  const known = new Set<string>();
  const address = `${delta}?$select=${["id", ...links].join(",")}`;
  let isWhole = false;
  for await (const { items, deltaLink } of run.graph.pages(address, readingOf(run, definition.readPermissions))) {
    for (const item of items) merge(item, { links, mostMembers, definition }, found, known);
    onObjects(items.length);
    isWhole = deltaLink !== undefined;
  }
  if (!isWhole) throw cutShort(delta);
  return linksFrom(found, known, idsIn(bin));
}

/** A round ends with a delta link, whatever it holds. */
function cutShort(delta: string): ReinstateError {
  return new ReinstateError("TENANT_REFUSED", `The round ${delta} broke off before its end.`);
}

function merge(
  item: Readonly<Record<string, JsonValue>>,
  {
    links,
    mostMembers,
    definition,
  }: {
    readonly links: readonly string[];
    readonly mostMembers: number;
    readonly definition: ObjectTypeDefinition;
  },
  found: ReadonlyMap<string, Targets>,
  known: Set<string>,
): void {
  const { id } = item;
  if (typeof id !== "string") return;
  if (item["@removed"] !== undefined) {
    known.delete(id);
    for (const targets of found.values()) targets.delete(id);
    return;
  }
  known.add(id);
  for (const link of links) {
    const changes = item[`${link}@delta`];
    if (!Array.isArray(changes)) continue;
    const targets = found.get(link);
    const set = targets?.has(id) === true ? targets.get(id) : new Set<string>();
    if (set === undefined) continue;
    const isSingle = definition.links[link]?.single === true;
    for (const change of changes) apply(change, set, isSingle);
    // Nothing of a group that is too large stays in memory; it is asked for by itself, which ends after a page and a count.
    targets?.set(id, set.size > mostMembers ? undefined : set);
  }
}

/** Of a single link a new target replaces whatever there was: that one left is not always told. */
function apply(change: JsonValue, targets: Set<string>, isSingle: boolean): void {
  if (!isJsonObject(change) || typeof change.id !== "string") return;
  const isThere = change["@removed"] === undefined;
  if (isSingle && isThere) targets.clear();
  if (isThere) targets.add(change.id);
  else targets.delete(change.id);
}

function linksFrom(
  found: ReadonlyMap<string, Targets>,
  known: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): DeltaLinks {
  return {
    take(id, link) {
      const targets = found.get(link);
      // A link that came with no object at all may not be in the round's answers: that is no proof of emptiness.
      if (targets === undefined || targets.size === 0 || !known.has(id)) return undefined;
      if (targets.has(id) && targets.get(id) === undefined) return undefined;
      const set = targets.get(id) ?? new Set();
      // Taken once: a large tenant's memberships need not stay in memory until the end. The map keeps its size.
      targets.set(id, undefined);
      return sortedIds([...set].filter((target) => !hidden.has(target)));
    },
  };
}
