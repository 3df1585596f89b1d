import type { JsonObject } from "../../../preload/contract/json-value.ts";
import type { MutableJsonObject } from "../demo-state.ts";
import type { Call } from "./call.ts";
import type { DirectoryType } from "./property-shapes.ts";
import { directoryTypes, shapes } from "./property-shapes.ts";
import { holdsOne, readsOf } from "./routes/permissions.ts";
import { projectionOf } from "./select-properties.ts";

/** A directory object of whatever type, live or (as members stay) soft-deleted. */
export function anyObject(
  { view }: Call,
  id: string,
): { readonly type: DirectoryType; readonly object: MutableJsonObject } | undefined {
  for (const type of directoryTypes) {
    const object = view.object(type, id);
    if (object !== undefined) return { type, object };
  }
  return undefined;
}

/**
 * Makes of an id what a list of directory objects shows: the type's name and the properties. An entry whose type the
 * caller may not read has only its id, with status 200.
 */
export function targetMaker(call: Call, select = call.query.select): (id: string) => JsonObject | undefined {
  const projections = new Map<DirectoryType, (object: MutableJsonObject) => JsonObject>();
  return (id) => {
    const found = anyObject(call, id);
    if (found === undefined) return undefined;
    const { type, object } = found;
    const typeName = { "@odata.type": `#microsoft.graph.${type}` };
    if (!holdsOne(call.caller.permissions, readsOf[type])) return { ...typeName, id };
    const known = select?.filter((name) => shapes[type].kinds.has(name));
    const projection = projections.get(type) ?? projectionOf(type, known, "list");
    projections.set(type, projection);
    return { ...typeName, ...projection(object) };
  };
}

/** Targets that lists show: soft-deleted ones stay linked, unseen, until they come back. */
export function visibleTargets(call: Call, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => anyObject(call, id) !== undefined);
}
