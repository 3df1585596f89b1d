import { setImmediate } from "node:timers/promises";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { GraphRefusal } from "../graph/graph-refusal.ts";
import { normalizeObject } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";

/** The most objects that are handed on at once. */
export const largestChunk = 500;

/** The pages of a list of the type's objects, as snapshots hold them. Each is told to `onPage`. */
export async function* listObjects(
  path: string,
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  onPage: () => void,
): AsyncGenerator<readonly DirectoryObject[]> {
  for await (const items of rawPages(path, definition, run)) {
    onPage();
    for (let start = 0; start < items.length; start += largestChunk) {
      // A page took its time to be parsed: others in this thread come first.
      await setImmediate();
      yield items.slice(start, start + largestChunk).map((item) => normalizeObject(definition.type, item));
    }
  }
}

/** `$top` only where the type has it (fault A1); where it is refused all the same, once more without it (fault A2). */
async function* rawPages(
  path: string,
  definition: ObjectTypeDefinition,
  run: CaptureRun,
): AsyncGenerator<readonly JsonObject[]> {
  const { top } = definition.list;
  let pages = 0;
  try {
    for await (const { items } of run.graph.pages(listAddress(path, definition, top), reading(run, definition))) {
      pages += 1;
      yield items;
    }
  } catch (error) {
    const refused = error instanceof GraphRefusal && error.status === 400 && pages === 0 && top !== undefined;
    if (!refused) throw error;
    for await (const { items } of run.graph.pages(listAddress(path, definition, undefined), reading(run, definition))) {
      yield items;
    }
  }
}

function reading(run: CaptureRun, definition: ObjectTypeDefinition) {
  return readingOf(run, definition.readPermissions);
}

function listAddress(path: string, definition: ObjectTypeDefinition, top: number | undefined): string {
  const query = [
    ...(definition.list.selectable ? [`$select=${selectOf(definition).join(",")}`] : []),
    ...(top === undefined ? [] : [`$top=${top}`]),
  ];
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}
