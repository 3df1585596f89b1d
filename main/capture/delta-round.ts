import { setImmediate } from "node:timers/promises";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import { objectAddress } from "../graph/object-address.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { DeltaBase } from "./delta-base.ts";
import type { DeltaChange, LinkView } from "./delta-changes.ts";
import { changedObject, isActive, mergeItems, newObject, UnusableRound } from "./delta-changes.ts";
import { largestChunk } from "./list-objects.ts";
import type { RecycleBin } from "./recycle-bin.ts";
import { idsIn, returnedTo } from "./recycle-bin.ts";

/** The type as it is now, made of a snapshot and the changes since. */
export interface DeltaRound {
  readonly pages: number;
  /** The link that the next round is asked with. */
  readonly next: string;
  /** Ids that are not there any more. */
  readonly removed: readonly string[];
  chunks(): AsyncIterable<readonly DirectoryObject[]>;
}

/**
 * What a round of this type has to select, or undefined for types that are always read in full. Where every object's
 * links have to be asked for one by one (applications, service principals) a round would spare only the few list pages.
 */
export function deltaSelect({ list, links, ...definition }: ObjectTypeDefinition): string | undefined {
  const names = Object.keys(links).filter((name) => links[name]?.read.from === "delta");
  if (list.delta === undefined || names.length === 0) return undefined;
  return [...selectOf({ list, links, ...definition }), ...names].join(",");
}

/** A link from now on. Asked for before a type is read: what changes while it is read comes again in the next round. */
export async function latestDeltaLink(definition: ObjectTypeDefinition, run: CaptureRun): Promise<string | undefined> {
  const select = deltaSelect(definition);
  if (select === undefined) return undefined;
  const address = `${definition.list.delta}?$deltatoken=latest&$select=${select}`;
  let link: string | undefined;
  for await (const page of run.graph.pages(address, readingOf(run, definition.readPermissions))) link = page.deltaLink;
  return link;
}

/**
 * Reads the round to its end before anything of it is used. Errors: those of Graph (410 for a link that has expired), and
 * UnusableRound where only a full read gives the truth: Graph's own count (`promised`) differs from what the round leads to.
 */
export async function readDeltaRound(
  definition: ObjectTypeDefinition,
  base: DeltaBase,
  { promised, bin }: { readonly promised: number | null; readonly bin: RecycleBin },
  run: CaptureRun,
): Promise<DeltaRound> {
  const changes = new Map<string, DeltaChange>();
  let [pages, next]: [number, string | undefined] = [0, undefined];
  for await (const { items, deltaLink } of run.graph.pages(base.link, readingOf(run, definition.readPermissions))) {
    mergeItems(definition, items, changes);
    pages += 1;
    next = deltaLink;
  }
  if (next === undefined) throw new UnusableRound("the round ended without a link");
  const removed = [...changes].flatMap(([id, { isRemoved }]) => (isRemoved ? [id] : []));
  const returned = await returnedTo(definition, base.bin, bin, run);
  const view: LinkView = { hidden: new Set([...idsIn(bin), ...removed]), returned, most: run.mostMembers };
  const added = await readNew(definition, base, changes, { run, view });
  const gone = removed.filter((id) => isActive(base.object(id))).length;
  if (promised !== null && base.read + added.length - gone !== promised) throw new UnusableRound("the count differs");
  for (const [id, change] of changes) {
    const object = base.object(id);
    // Throws where it is not to be merged.
    if (isActive(object) && !change.isRemoved) changedObject(definition, object, change, view);
  }
  return { pages, next, removed, chunks: () => chunksOf(definition, base, changes, { added, view }) };
}

/**
 * A round leaves out what is null: an object that the snapshot does not have is read by itself, as a list would show it. The
 * links of one that was restored are asked for too: nothing says that a round brings all of them.
 */
async function readNew(
  definition: ObjectTypeDefinition,
  base: DeltaBase,
  changes: ReadonlyMap<string, DeltaChange>,
  { run, view }: { readonly run: CaptureRun; readonly view: LinkView },
): Promise<readonly DirectoryObject[]> {
  const created = [...changes].filter(([id, { isRemoved }]) => !isRemoved && !isActive(base.object(id)));
  const reading = readingOf(run, definition.readPermissions);
  const read = created.map(async ([id, change]) => {
    const raw = await run.graph.get(objectAddress(definition, id), reading);
    if (raw === undefined) return [];
    const object = normalizeObject(definition.type, raw, id);
    return [base.object(id) === undefined ? newObject(definition, object, change, view) : object];
  });
  return (await Promise.all(read)).flat();
}

async function* chunksOf(
  definition: ObjectTypeDefinition,
  base: DeltaBase,
  changes: ReadonlyMap<string, DeltaChange>,
  { added, view }: { readonly added: readonly DirectoryObject[]; readonly view: LinkView },
): AsyncGenerator<readonly DirectoryObject[]> {
  let chunk: DirectoryObject[] = [];
  for (const object of base.objects()) {
    const change = changes.get(object.id);
    if (!isActive(object) || change?.isRemoved === true) continue;
    chunk.push(changedObject(definition, object, change, view));
    if (chunk.length < largestChunk) continue;
    yield chunk;
    chunk = [];
    await setImmediate();
  }
  yield chunk;
  for (let start = 0; start < added.length; start += largestChunk) yield added.slice(start, start + largestChunk);
}
