import { idsInPath } from "../../preload/contract/attribute-path.ts";
import type { Change } from "../../preload/contract/change.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
/** A change of a huge group names more people than a screen can show. */
const atMost = 2000;

/** Every id that a change mentions, so that a screen can show names instead. */
export function idsInChange(change: Change): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const attribute of change.attributes) {
    for (const id of idsInPath(attribute.path)) ids.add(id);
    collect(attribute.before, ids);
    collect(attribute.after, ids);
  }
  for (const link of change.links) {
    for (const target of [...link.added, ...link.removed]) collect(target, ids);
  }
  return ids;
}

/** The same of any value, such as an object's properties. */
export function idsInValue(value: JsonValue): ReadonlySet<string> {
  const ids = new Set<string>();
  collect(value, ids);
  return ids;
}

function collect(value: JsonValue | undefined, ids: Set<string>): void {
  if (ids.size >= atMost || value === undefined || value === null) return;
  if (typeof value === "string") {
    if (guid.test(value)) ids.add(value);
  } else if (typeof value === "object") {
    for (const inner of Object.values(value)) collect(inner, ids);
  }
}
