import type { DirectoryObject, LinkTarget, ObjectType } from "../../preload/contract/directory-object.ts";
import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { PlanInput } from "./plan-input.ts";

/** One state of the tenant, as far as snapshots know it. */
export interface TenantState {
  object(type: ObjectType, id: string): DirectoryObject | undefined;
  objects(type: ObjectType): Iterable<DirectoryObject>;
  /** Undefined: not captured, or it follows from a rule. */
  members(groupId: string): readonly LinkTarget[] | undefined;
}

/** The tenant as it was found. */
export function foundState({ lookup, allFound }: Pick<PlanInput, "lookup" | "allFound">): TenantState {
  return {
    object: (type, id) => lookup.after(type, id),
    objects: allFound,
    members: (id) => lookup.after("group", id)?.links.members,
  };
}

/** The tenant as it will be once the steps have been carried out. */
export function plannedState(
  steps: readonly PlanStep[],
  input: Pick<PlanInput, "lookup" | "allFound">,
  types: ReadonlySet<ObjectType>,
): TenantState {
  const touched = steps.filter((step) => types.has(step.type));
  const byObject = Map.groupBy(touched, (step) => keyOf(step.type, step.object.id));
  const object = (type: ObjectType, id: string) => {
    const own = byObject.get(keyOf(type, id));
    return own === undefined ? input.lookup.after(type, id) : afterSteps(type, id, own, input);
  };
  return {
    object,
    *objects(type) {
      const seen = new Set<string>();
      for (const { id } of input.allFound(type)) {
        seen.add(keyOf(type, id));
        const planned = object(type, id);
        if (planned !== undefined) yield planned;
      }
      for (const [key, [first]] of byObject) {
        if (first === undefined || first.type !== type || seen.has(key)) continue;
        const planned = object(type, first.object.id);
        if (planned !== undefined) yield planned;
      }
    },
    members: (id) => object("group", id)?.links.members,
  };
}

function keyOf(type: ObjectType, id: string): string {
  return `${type} ${id.toLowerCase()}`;
}

function afterSteps(
  type: ObjectType,
  id: string,
  steps: readonly PlanStep[],
  { lookup }: Pick<PlanInput, "lookup">,
): DirectoryObject | undefined {
  let object = lookup.after(type, id);
  for (const step of steps) {
    if (step.action === "delete") return undefined;
    if (step.action === "restore") object = restored(lookup.before(type, id), object);
    if (step.action === "create") object = created(type, id, step);
    if (object === undefined || step.action === "create") continue;
    object = { ...object, properties: { ...object.properties, ...step.promised }, links: linksAfter(object, step) };
  }
  return object;
}

/** As it lies in the recycle bin, which may show less than there is: somebody may have changed it before deleting it. */
function restored(before: DirectoryObject | undefined, inBin: DirectoryObject | undefined) {
  if (before === undefined || inBin === undefined) return before ?? inBin;
  const { deletedDateTime: _, ...properties } = { ...before.properties, ...inBin.properties };
  return { ...before, properties, links: { ...before.links, ...inBin.links } };
}

/** As the catalogue makes it: a policy that was enforced comes back as report-only. */
function created(type: ObjectType, id: string, { promised }: PlanStep): DirectoryObject {
  const body = definitionOf(type).createRequest({ type, id, properties: promised, links: {} })?.body ?? {};
  const links = Object.fromEntries(Object.keys(definitionOf(type).links).map((link) => [link, []]));
  return { type, id, properties: { ...promised, ...body }, links };
}

function linksAfter(object: DirectoryObject, { links }: PlanStep): DirectoryObject["links"] {
  const { links: rules } = definitionOf(object.type);
  const changed = links.flatMap(({ link, add, remove }) => {
    const [rule, now] = [rules[link], object.links[link]];
    if (rule === undefined || now === undefined) return [];
    const gone = new Set([...remove, ...add].map((target) => linkKey(rule, target)));
    return [[link, [...now.filter((target) => !gone.has(linkKey(rule, target))), ...add]] as const];
  });
  return { ...object.links, ...Object.fromEntries(changed) };
}
