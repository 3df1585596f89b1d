import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../../preload/contract/json-value.ts";
import { isJsonObject } from "../../../preload/contract/json-value.ts";
import type { DemoState } from "../../demo/demo-state.ts";
import { drawBelow } from "../../demo/generate/draw.ts";

export type Write = readonly ["POST" | "PATCH" | "PUT" | "DELETE", string, JsonObject?];

/** One kind of change; several requests where one alone does not make it. */
export type Writing = () => readonly Write[];

/** Picks at random out of the tenant as it is. What there is none of is "nobody", which Graph refuses. */
export interface Draws {
  readonly state: DemoState;
  below(limit: number): number;
  pick(ids: Iterable<string>): string;
  one(type: ObjectType): string;
  /** In the recycle bin. */
  gone(type: ObjectType): string;
  /** A body that refers to somebody. */
  reference(type: ObjectType): JsonObject;
  /** The object as it is. */
  object(type: ObjectType, id: string): JsonObject;
  link(name: "members" | "owners" | "sponsors"): readonly [id: string, target: string];
}

export function drawsFrom(
  state: DemoState,
  graph: string,
  random: { random: number },
  spared: readonly string[],
): Draws {
  const below = (limit: number) => drawBelow(random, limit);
  const pick = (ids: Iterable<string>) => {
    const all = [...ids].filter((id) => !spared.includes(id));
    return all[below(all.length)] ?? "nobody";
  };
  const one = (type: ObjectType) => pick(state.objects[type].keys());
  return {
    state,
    below,
    pick,
    one,
    gone: (type) => pick([...state.deleted].flatMap(([id, each]) => (each.type === type ? [id] : []))),
    reference: (type) => ({ "@odata.id": `${graph}/v1.0/directoryObjects/${one(type)}` }),
    object: (type, id) => state.objects[type].get(id) ?? {},
    link: (name) => {
      const [id, targets] = [...state.links[name]][below(state.links[name].size)] ?? ["nobody", new Set<string>()];
      return [id, pick(targets)];
    },
  };
}

export function objectIn(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
