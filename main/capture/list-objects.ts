import { setImmediate } from "node:timers/promises";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import type { Page } from "../graph/graph.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";

/** The most objects that are handed on at once. */
export const largestChunk = 500;

export interface Chunk {
  readonly objects: readonly DirectoryObject[];
  /** With a page's last chunk: the link to the next page, null after the last one. */
  readonly next?: string | null;
}

/** The pages of a list of the type's objects, as snapshots hold them; from its beginning, or from a next link on. */
export async function* listObjects(
  path: string,
  definition: ObjectTypeDefinition,
  run: CaptureRun,
): AsyncGenerator<Chunk> {
  for await (const { items, nextLink = null } of rawPages(path, definition, run)) {
    for (let start = 0; start === 0 || start < items.length; start += largestChunk) {
      // A page took its time to be parsed: others in this thread come first.
      await setImmediate();
      const objects = items.slice(start, start + largestChunk).map((item) => normalizeObject(definition.type, item));
      yield start + largestChunk < items.length ? { objects } : { objects, next: nextLink };
    }
  }
}

/** `$top` only where the type has it (fault A1); where it is refused all the same, once more without it (fault A2). */
async function* rawPages(path: string, definition: ObjectTypeDefinition, run: CaptureRun): AsyncGenerator<Page> {
  const top = path.startsWith("/") ? definition.list.top : undefined;
  let pages = 0;
  try {
    for await (const page of run.graph.pages(listAddress(path, definition, top), reading(run, definition))) {
      pages += 1;
      yield page;
    }
  } catch (error) {
    const refused = error instanceof GraphRefusal && error.status === 400 && pages === 0 && top !== undefined;
    if (!refused) throw error;
    yield* run.graph.pages(listAddress(path, definition, undefined), reading(run, definition));
  }
}

function reading(run: CaptureRun, definition: ObjectTypeDefinition) {
  return readingOf(run, definition.readPermissions);
}

/** A next link, which is absolute, stays as it came. */
function listAddress(path: string, definition: ObjectTypeDefinition, top: number | undefined): string {
  if (!path.startsWith("/")) return path;
  const query = [
    ...(definition.list.selectable ? [`$select=${selectOf(definition).join(",")}`] : []),
    ...(top === undefined ? [] : [`$top=${top}`]),
  ];
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}
