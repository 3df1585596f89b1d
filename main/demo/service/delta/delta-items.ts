import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../../../preload/contract/json-value.ts";
import type { ChangeEntry, MutableJsonObject } from "../../demo-state.ts";
import type { Call } from "../call.ts";
import { anyObject } from "../link-targets.ts";
import type { DirectoryType } from "../property-shapes.ts";
import { shapes } from "../property-shapes.ts";
import { badRequest } from "../refusal.ts";
import { projectionOf } from "../select-properties.ts";
import type { ChangedId } from "./changed-ids.ts";

/** One object of a delta round: its properties, and the links that may need several pages. */
export interface DeltaItem {
  readonly item: JsonObject;
  readonly links: readonly LinkChange[];
}

export interface LinkChange {
  /** "members@delta". */
  readonly name: string;
  readonly change: JsonObject;
}

const linksOf: Readonly<Record<DirectoryType, readonly string[]>> = {
  user: ["manager"],
  group: ["members", "owners"],
  application: [],
  servicePrincipal: [],
};

/** Links whose change lets the object appear, so that it can be read again. */
const announced = ["owner-added", "owner-removed", "sponsor-added", "sponsor-removed"];

/** Makes the items of a round over one directory type. Links arrive only where `$select` names them. */
export function createDeltaItems(call: Call, type: DirectoryType, select: readonly string[] | undefined) {
  const links = linksOf[type].filter((link) => select?.includes(link) === true);
  const properties = select?.filter((name) => !links.includes(name));
  const project = projectionOf(type, properties, "delta");
  const names = properties ?? shapes[type].defaults;

  function whole(object: MutableJsonObject, entries: readonly ChangeEntry[] = []): DeltaItem {
    const id = String(object.id);
    return { item: project(object), links: links.flatMap((link) => wholeLink(call, link, id, entries)) };
  }

  function changed({ id, entries }: ChangedId): DeltaItem | undefined {
    const object = call.view.object(type, id);
    if (object === undefined) {
      const reason = call.view.deleted(id) === undefined ? "deleted" : "changed";
      return { item: { id, "@removed": { reason } }, links: [] };
    }
    if (entries.some(({ what }) => what === "created" || what === "restored")) return whole(object, entries);
    const changes = links.flatMap((link) => linkChanges(call, link, entries));
    const isTold = entries.some(({ what }) => announced.includes(what));
    const differ = changedNames(names, entries, object);
    if (changes.length === 0 && differ.length === 0 && !isTold) return undefined;
    return { item: minimal(call) ? { id, ...only(project(object), differ) } : project(object), links: changes };
  }

  return { whole, changed };
}

/** `Prefer: return=minimal`: only what changed. */
function minimal({ headers }: Call): boolean {
  return /return=minimal/i.test(headers.prefer ?? "");
}

function only(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}

function changedNames(
  names: readonly string[],
  entries: readonly ChangeEntry[],
  object: MutableJsonObject,
): readonly string[] {
  const first = entries.find(({ what }) => what === "object");
  if (first === undefined) return [];
  const { before } = first;
  // A change without its past (after the state was saved and loaded, or of something that is no property).
  if (entries.some((entry) => entry.what === "object" && entry.before === undefined) || typeof before !== "object")
    return names;
  return names.filter((name) => !isDeepStrictEqual(before[name] ?? null, object[name] ?? null));
}

function reference(call: Call, id: string): JsonObject {
  return {
    "@odata.type": `#microsoft.graph.${anyObject(call, id)?.type ?? call.state.deleted.get(id)?.type ?? "user"}`,
    id,
  };
}

function removed(call: Call, id: string): JsonObject {
  return { ...reference(call, id), "@removed": { reason: "deleted" } };
}

/** All of a link. The first round may tell of members that have left long ago (fault A17). */
function wholeLink(call: Call, link: string, id: string, entries: readonly ChangeEntry[]): readonly LinkChange[] {
  const name = `${link}@delta`;
  if (link === "manager") {
    const manager = call.view.manager(id);
    // Taken away in the round in which the object came back.
    return manager === undefined ? linkChanges(call, link, entries) : [{ name, change: reference(call, manager) }];
  }
  const present = call.view.links(link as "members" | "owners", id);
  const gone = linkChanges(call, link, entries).filter(({ change }) => "@removed" in change);
  return [...present.map((target) => ({ name, change: reference(call, target) })), ...gone];
}

function linkChanges(call: Call, link: string, entries: readonly ChangeEntry[]): readonly LinkChange[] {
  const name = `${link}@delta`;
  if (link === "manager") {
    const change = entries.findLast(({ what }) => what === "manager");
    if (change === undefined) return [];
    const { target, before } = change;
    if (target !== undefined) return [{ name, change: reference(call, target) }];
    return typeof before === "string" ? [{ name, change: removed(call, before) }] : [];
  }
  const word = link.slice(0, -1);
  const latest = new Map<string, boolean>();
  for (const { what, target = "" } of entries) {
    if (what === `${word}-added` || what === `${word}-removed`) latest.set(target, what.endsWith("added"));
  }
  return [...latest].map(([target, isThere]) => ({
    name,
    change: isThere ? reference(call, target) : removed(call, target),
  }));
}

/** Which names a delta of this type may select. */
export function checkDeltaSelect(type: DirectoryType, select: readonly string[] | undefined): void {
  const unknown = select?.find(
    (name) => !shapes[type].kinds.has(name) && !linksOf[type].includes(name) && !/^extension_/.test(name),
  );
  if (unknown !== undefined) {
    throw badRequest(`Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`, "BadRequest");
  }
}
