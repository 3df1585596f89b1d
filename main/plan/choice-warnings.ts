import { namesPath } from "../../preload/contract/attribute-path.ts";
import { type DirectoryObject, type ObjectType, objectTypes } from "../../preload/contract/directory-object.ts";
import type { PlanWarning } from "../../preload/contract/plan.ts";
import { isChosenPath } from "../compare/matches-filter.ts";
import { inseparableAmong } from "./inseparable.ts";
import { namesOf, uniqueObjects } from "./names-of-objects.ts";
import type { WarningContext } from "./warnings.ts";

/** The code of the warning for ids that name nothing. */
export const unknownIds = "unknown-ids";

const mostNamed = 5;

/** What was asked for by name and is nowhere to be found: a slip of the pen would otherwise look like "nothing to do". */
export function choiceWarnings(context: WarningContext): readonly PlanWarning[] {
  return [...strangers(context), ...unmatchedAttributes(context), ...nobodyFound(context), ...takenAlong(context)];
}

/** Graph takes some attributes only together: where one of them was chosen the plan has the others too. */
function takenAlong({ steps, input: { filter = {} } }: WarningContext): readonly PlanWarning[] {
  const along = steps.filter(({ action, type, attributes }) => {
    const paths = attributes.map(({ path }) => path);
    return action === "update" && inseparableAmong(type, paths).some((path) => !isChosenPath(path, filter));
  });
  if (along.length === 0) return [];
  const objects = uniqueObjects(along.map(({ object }) => object));
  const message = `Microsoft Graph takes a group's type and its membership rule only together: of ${namesOf(objects)} the plan puts back both, although only one of them was chosen.`;
  return [{ code: "only-together", severity: "caution", message, objects }];
}

function strangers({ steps, impossible, input }: WarningContext): readonly PlanWarning[] {
  const { filter: { ids = [] } = {}, lookup } = input;
  if (ids.length === 0) return [];
  const seen = new Set([...steps, ...impossible].map(({ object }) => object.id.toLowerCase()));
  const unseen = ids.map((id) => (seen.has(id.toLowerCase()) ? undefined : id));
  const where = "neither in the snapshot nor now";
  const message = idsOfNothing(unseen, where, (type, id) => lookup.before(type, id) ?? lookup.after(type, id));
  return message === undefined ? [] : [{ code: unknownIds, severity: "caution", message, objects: [] }];
}

/** A sentence of the ids that name nothing; undefined: each names something. Those that are known to are undefined. */
export function idsOfNothing(
  ids: readonly (string | undefined)[],
  where: string,
  find: (type: ObjectType, id: string) => DirectoryObject | undefined,
): string | undefined {
  const isKnown = (id: string) =>
    [id, id.toLowerCase()].some((form) => objectTypes.some((type) => find(type, form) !== undefined));
  const unknown = ids.filter((id) => id !== undefined && !isKnown(id)) as readonly string[];
  if (unknown.length === 0) return undefined;
  const which = ids.length === 1 ? "The id that was" : `${unknown.length} of the ${ids.length} ids that were`;
  const verb = unknown.length === 1 ? "names" : "name";
  return `${which} asked for ${verb} nothing, ${where}: ${listed(unknown)}.`;
}

function unmatchedAttributes({ steps, impossible, input }: WarningContext): readonly PlanWarning[] {
  const { filter: { attributes = [] } = {}, conflicts = [], kept = 0 } = input;
  // What stays because others changed it does not say which part that is.
  if (attributes.length === 0 || kept > 0) return [];
  const paths = new Set([
    ...steps.flatMap((step) => [...step.attributes.map(({ path }) => path), ...step.links.map(({ link }) => link)]),
    ...[...impossible, ...conflicts].map(({ path = "" }) => path),
  ]);
  const unmatched = attributes.filter((chosen) => ![...paths].some((path) => namesPath(chosen, path)));
  if (unmatched.length === 0) return [];
  const message = `Of what was chosen, nothing differs in ${listed(unmatched)}. Attributes and links are named as in a report, capital letters included.`;
  return [{ code: "nothing-differs", severity: "caution", message, objects: [] }];
}

/** A name that is written otherwise, or a time in another zone, would look like a tenant in order. */
function nobodyFound({ input: { passedOver: count = 0 } }: WarningContext): readonly PlanWarning[] {
  if (count === 0) return [];
  const objects = count === 1 ? "One object differs" : `${count} objects differ`;
  const message = `${objects}, but no audit record says that any was changed by whom, when or in which operation you asked for, so that nothing is chosen. A report shows what records say of each.`;
  return [{ code: "nobody-found", severity: "caution", message, objects: [] }];
}

function listed(texts: readonly string[]): string {
  const more = texts.length > mostNamed ? ` and ${texts.length - mostNamed} more` : "";
  return `${texts.slice(0, mostNamed).join(", ")}${more}`;
}
