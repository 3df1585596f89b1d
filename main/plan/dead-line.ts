import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { ImpossiblePart } from "../../preload/contract/plan.ts";
import type { ExistenceCheck } from "./existence.ts";
import { referenceTo } from "./step-draft.ts";

const mostNamed = 5;

/** The line for a part that ids which name nothing any more stand in the way of. `reason`: with the names of those. */
export function deadLine(
  { object, path, ids }: { readonly object: DirectoryObject; readonly path: string; readonly ids: readonly string[] },
  existence: ExistenceCheck,
  reason: (names: string) => string,
  manual: string,
): ImpossiblePart {
  const names = ids.slice(0, mostNamed).map((id) => `"${existence.nameOf(id)}"`);
  const more = ids.length > names.length ? ` and ${ids.length - names.length} more` : "";
  const gone = [...new Set(ids.map((id) => id.toLowerCase()))];
  return { object: referenceTo(object), path, reason: reason(names.join(", ") + more), manual, gone };
}
