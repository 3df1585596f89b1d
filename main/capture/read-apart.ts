import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { wordsOf } from "../../preload/contract/part-words.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { withoutNoise } from "../graph/normalize-object.ts";
import type { CaptureRun } from "./capture-run.ts";
import { readingOf } from "./capture-run.ts";
import type { Findings } from "./findings.ts";

/** Property → object id → value, for properties that have a list of their own. What could not be read is not in it. */
export type ApartValues = ReadonlyMap<string, ReadonlyMap<string, JsonValue>>;

/** How many objects Graph says there are; null: it does not say. Its index lags behind at times, and is asked once more then. */
export interface Promised {
  readonly known: number | null;
  recount(): Promise<number | null>;
}

/**
 * Reads properties that need a permission of their own, each in a list of its own: asked for with the rest, one refusal
 * would fail it all. Without the permission they are unknown, and a note says so; the type is complete all the same. A list
 * that fails for now is another thing: the next capture may well read it.
 */
export async function readApart(
  definition: ObjectTypeDefinition,
  run: CaptureRun,
  findings: Findings,
  promised: Promised,
): Promise<ApartValues> {
  const read = new Map<string, ReadonlyMap<string, JsonValue>>();
  let { known } = promised;
  for (const [name, { apart }] of Object.entries(definition.properties)) {
    if (apart === undefined) continue;
    const unknown = `Not known of ${definition.plural}: ${wordsOf(name)}`;
    const needs = `reading that needs ${apart.permission} and, of a person, the role ${apart.role}`;
    if (run.permissions?.includes(apart.permission) !== true) {
      findings.note(`${unknown}; ${needs}.`);
      continue;
    }
    try {
      const { values, count } = await listOf(name, apart.permission, definition, run);
      if (known !== null && count !== known) known = await promised.recount();
      // Somebody whom the list left out would look as if nothing were set.
      if (known === null || count === known) read.set(name, values);
      else findings.note(`${unknown}; their list held ${count} of ${known}.`);
    } catch (error) {
      findings.leftOut(error, unknown, needs);
    }
  }
  return read;
}

/** Only the few that have a value are kept: who is not in the list has none. */
async function listOf(name: string, permission: string, { list }: ObjectTypeDefinition, run: CaptureRun) {
  const values = new Map<string, JsonValue>();
  const ids = new Set<string>();
  const top = list.top === undefined ? "" : `&$top=${list.top}`;
  const address = `${list.path}?$select=id,${name}${top}`;
  for await (const { items } of run.graph.pages(address, readingOf(run, [permission]))) {
    for (const item of items) {
      const { id, [name]: value = null } = withoutNoise(item);
      if (typeof id !== "string") continue;
      ids.add(id);
      if (value !== null) values.set(id, value);
    }
  }
  return { values, count: ids.size };
}

/** The object with what was read apart; what an earlier snapshot said of it counts no more. */
export function withApart(
  object: DirectoryObject,
  definition: ObjectTypeDefinition,
  values: ApartValues,
): DirectoryObject {
  const names = Object.keys(definition.properties).filter((name) => definition.properties[name]?.apart !== undefined);
  const found = names.flatMap((name) => {
    const value = values.get(name)?.get(object.id);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (found.length === 0 && !names.some((name) => Object.hasOwn(object.properties, name))) return object;
  const others = Object.entries(object.properties).filter(([name]) => !names.includes(name));
  return { ...object, properties: Object.fromEntries([...others, ...found]) };
}
