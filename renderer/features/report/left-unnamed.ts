import { namedPath } from "../../../preload/contract/attribute-path.ts";
import type { Attribution } from "../../../preload/contract/change.ts";
import type { ObjectNames } from "../../../preload/contract/views.ts";
import { partLabel } from "../../ui/words.ts";

/**
 * What no record names, in the words of the tables below it; the sentence as it came where it is about something else. `parts`: attribute
 * paths and link names of the change.
 */
export function leftUnnamed(
  { events, reason = "" }: Attribution,
  parts: readonly string[],
  names: ObjectNames,
): string {
  const explained = new Set(events.flatMap(({ paths }) => paths));
  const left = parts.filter((path) => !explained.has(path));
  const sentence = (list: readonly string[]) => `No record names ${list.join(", ")}.`;
  const asItCame = sentence(left);
  if (!reason.startsWith(asItCame)) return namedPath(reason, names);
  return sentence(left.map((path) => partLabel(path, names))) + reason.slice(asItCame.length);
}
