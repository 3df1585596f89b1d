import type { PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf, typesInWriteOrder } from "../catalogue/catalogue.ts";
import { canDecideLinks } from "./links-only-with.ts";
import { idsNamedIn } from "./replace-ids.ts";
import type { StepDraft } from "./step-draft.ts";

/** Policies come last: what they name has to be complete before they are enforced again. */
const firstPolicy = typesInWriteOrder.indexOf("conditionalAccessPolicy");

/**
 * Puts steps into the order in which they can be carried out: objects before their attributes, attributes before links,
 * all of that before policies; what goes, goes last and in the opposite order. Each step names the steps without which
 * it cannot work.
 */
export function orderSteps(drafts: readonly StepDraft[]): readonly PlanStep[] {
  const ordered = drafts
    .map((draft) => ({ draft, rank: rankOf(draft) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ draft }, index) => ({ ...draft, id: `s${index + 1}` }));
  const returning = returningIn(ordered);
  const awaited = awaitedByPolicies(ordered);
  const ruled = endingRules(ordered);
  return ordered.map((step) => ({
    ...step,
    dependsOn: [...new Set([...dependenciesOf(step, returning), ...(awaited.get(step.id) ?? []), ...ruled(step)])],
  }));
}

/**
 * A policy that the same plan makes again and switches on waits for whoever is put into the groups that it names: without them
 * it would stop people whom it spares.
 */
function awaitedByPolicies(steps: readonly Placed[]): ReadonlyMap<string, readonly string[]> {
  const made = new Map(steps.filter(({ action }) => action === "create").map((step) => [step.object.id, step]));
  const waiting = steps.filter(({ type, action, object }) => {
    return type === "conditionalAccessPolicy" && action === "update" && made.has(object.id);
  });
  if (waiting.length === 0) return new Map();
  const joining = steps.filter(({ action, links }) => action === "link" && links.some(({ add }) => add.length > 0));
  return new Map(
    waiting.map(({ id, object }) => {
      const named = new Set(idsNamedIn([made.get(object.id)?.promised ?? null]));
      return [id, joining.filter((step) => named.has(step.object.id.toLowerCase())).map((step) => step.id)];
    }),
  );
}

/**
 * People put members into a group only where no rule does: such a link waits for the update that ends the rule, or whom the rule
 * still takes in would pass for put back.
 */
export function endingRules(steps: readonly Placed[]): (step: Placed) => readonly string[] {
  const placeOf = ({ type, object }: Placed) => `${type} ${object.id}`;
  const updates = new Map(
    steps
      .filter(({ type, action, promised }) => action === "update" && canDecideLinks(type, Object.keys(promised)))
      .map((step) => [placeOf(step), step.id]),
  );
  return (step) => {
    const isRuled = step.links.some(({ link }) => definitionOf(step.type).links[link]?.decidedBy !== undefined);
    const update = isRuled && step.action === "link" ? updates.get(placeOf(step)) : undefined;
    return update === undefined ? [] : [update];
  };
}

function rankOf({ type, action }: StepDraft): number {
  const place = typesInWriteOrder.indexOf(type);
  if (action === "delete") return 10_000 - place;
  const stage = place >= firstPolicy ? 1000 : 0;
  const turn = action === "update" ? 100 : action === "link" ? 200 : 0;
  return stage + turn + place;
}

export type Placed = StepDraft & Pick<PlanStep, "id">;

/** What comes back, by id (and client id of an application), in lower case → the step that brings it. */
export function returningIn(steps: readonly Placed[]): ReadonlyMap<string, string> {
  return new Map(steps.flatMap(returnedBy));
}

function returnedBy({ id, type, action, object, promised }: Placed): readonly (readonly [string, string])[] {
  if (action !== "restore" && action !== "create") return [];
  const appId = type === "application" && typeof promised.appId === "string" ? [promised.appId] : [];
  return [object.id, ...appId].map((old) => [old.toLowerCase(), id] as const);
}

/** The steps that bring back what this one is about or names. */
export function dependenciesOf(step: Placed, returning: ReadonlyMap<string, string>): readonly string[] {
  if (returning.size === 0 || step.action === "delete") return [];
  const named = idsNamedIn([step.promised, ...step.links.flatMap(({ add }) => add)]);
  const ids = [step.object.id.toLowerCase(), ...named];
  const steps = ids.map((id) => returning.get(id)).filter((id) => id !== undefined && id !== step.id);
  return [...new Set(steps as readonly string[])];
}
