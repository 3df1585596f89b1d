import type { Change } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted } from "../../preload/contract/directory-object.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import type { PlanInput } from "./plan-input.ts";

/** What is to happen to the object itself. none: it is there and stays. */
export type WholeObjectOutlook =
  | { readonly kind: "none" | "restore" | "create" | "delete" }
  | { readonly kind: "impossible"; readonly reason: string; readonly manual: string };

type Obstacle = Extract<WholeObjectOutlook, { kind: "impossible" }>;

/** Whether the object of a change has to come back or to go, and whether it can. */
export function wholeObjectOutlook(
  change: Change,
  { lookup, removeAdded }: Pick<PlanInput, "lookup" | "removeAdded">,
): WholeObjectOutlook {
  const definition = definitionOf(change.type);
  if (change.kind === "soft-deleted" || change.kind === "removed") {
    const before = lookup.before(change.type, change.id);
    if (before === undefined) return { kind: "none" };
    if (isSoftDeleted(before)) return purged;
    if (change.binUnread === true) return unseen(definition);
    return change.kind === "soft-deleted" ? restoration(before, definition) : creation(before, definition);
  }
  if (change.kind === "modified" || !removeAdded) return { kind: "none" };
  const found = lookup.after(change.type, change.id);
  return found === undefined ? { kind: "none" } : deletion(found, definition);
}

const purged: Obstacle = {
  kind: "impossible",
  reason: "It was in the recycle bin then and has been deleted for good since; nothing can put it back there.",
  manual: "Nothing to do, unless somebody still needs it: then make it again by hand.",
};

/** Making it again would leave the one in the recycle bin without its ids, and take its name from it (fault C34). */
function unseen({ plural, readPermissions, readRole }: ObjectTypeDefinition): Obstacle {
  return {
    kind: "impossible",
    reason:
      "It is gone, and whether it lies in the recycle bin could not be read: there it would be restored, else made again.",
    manual: `See that deleted ${plural} can be read (${readPermissions.join(" and ")}, and of a person a role such as ${readRole}), then make the plan again; or restore it in the admin centre.`,
  };
}

function restoration(before: DirectoryObject, definition: ObjectTypeDefinition): WholeObjectOutlook {
  const obstacle = definition.blocked(before);
  if (obstacle !== undefined) return { kind: "impossible", ...obstacle };
  return definition.restoreRequest(before.id) === undefined ? creation(before, definition) : { kind: "restore" };
}

function creation(before: DirectoryObject, definition: ObjectTypeDefinition): WholeObjectOutlook {
  const obstacle = definition.blocked(before) ?? definition.createBlocked?.(before);
  if (obstacle !== undefined) return { kind: "impossible", ...obstacle };
  if (definition.canCreate && definition.createRequest(before) !== undefined) return { kind: "create" };
  return {
    kind: "impossible",
    reason: `It was deleted for good, and Microsoft Graph cannot make this ${definition.singular} again.`,
    manual: "Make it again by hand; the report shows what it was like.",
  };
}

function deletion(found: DirectoryObject, definition: ObjectTypeDefinition): WholeObjectOutlook {
  const obstacle = definition.blocked(found);
  if (obstacle !== undefined) return { kind: "impossible", ...obstacle };
  if (definition.canDelete && definition.deleteRequests(found).length > 0) return { kind: "delete" };
  return {
    kind: "impossible",
    reason: `Microsoft Graph does not delete this ${definition.singular}.`,
    manual: "Remove it in the admin centre if nobody needs it.",
  };
}
