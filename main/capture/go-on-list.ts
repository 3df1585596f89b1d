import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import type { CaptureRun } from "./capture-run.ts";
import type { StagedPart } from "./capture-stage.ts";
import type { Chunk } from "./list-objects.ts";
import { listObjects } from "./list-objects.ts";
import type { RecycleBin } from "./recycle-bin.ts";

/**
 * The rest of a list that was interrupted. Undefined where Graph does not know its next link any more (how long it does is
 * documented nowhere), or where it leads elsewhere: then all of it is to be read again. Other refusals are thrown.
 */
export async function goOnList(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  { next }: StagedPart,
): Promise<AsyncIterable<Chunk> | undefined> {
  if (next === null) return nothing();
  const chunks = listObjects(next, definition, run);
  try {
    return withFirst(await chunks.next(), chunks);
  } catch (error) {
    if (error instanceof ReinstateError && error.code === "TENANT_REFUSED") return undefined;
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Chunk> {}

async function* withFirst(first: IteratorResult<Chunk>, others: AsyncGenerator<Chunk>): AsyncGenerator<Chunk> {
  if (first.done !== true) yield first.value;
  yield* others;
}

/** What was in the bin at either time: whatever left it since is asked for by the next round. */
export function eitherBin(one: RecycleBin, other: RecycleBin): RecycleBin {
  const types = Object.keys({ ...one, ...other }) as (keyof RecycleBin)[];
  return Object.fromEntries(types.map((type) => [type, [...new Set([...(one[type] ?? []), ...(other[type] ?? [])])]]));
}
