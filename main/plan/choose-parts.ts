import { createHash } from "node:crypto";
import type { AttributeChange, AttributionEvent, Change, LinkChange } from "../../preload/contract/change.ts";
import type { LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { BetweenEvent, PlanConflict } from "../../preload/contract/plan.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { PartEvents } from "../compare/events-of-part.ts";
import { asksWho, matchesEvent, narrow } from "../compare/matches-filter.ts";
import type { Answers } from "./answers.ts";
import { inseparableAmong } from "./inseparable.ts";

/** What is chosen of one change. */
export interface ChosenParts {
  /** Undefined: nothing of it. */
  readonly change: Change | undefined;
  readonly conflicts: readonly PlanConflict[];
  /** How many parts stay because others than those who were asked for changed them. */
  readonly kept: number;
}

/** A path, and for a link its target, with what happened to it. */
interface Part {
  readonly path: string;
  readonly target?: LinkTarget;
  readonly sides: Pick<PlanConflict, "former" | "now">;
  readonly events: readonly BetweenEvent[];
}

/**
 * The part of a change that a filter by actor or time chooses: what only those who were asked for changed. What only
 * others changed stays. What both did is a conflict, which stays too until a person answers it. `change` is whole.
 */
export function chooseParts(change: Change, filter: ChangeFilter, events: PartEvents, answers: Answers): ChosenParts {
  const narrowed = narrow(change, filter);
  if (narrowed === undefined || !asksWho(filter)) return { change: narrowed, conflicts: [], kept: 0 };
  const sorting = new Sorting(change, filter, answers);
  if (change.kind !== "modified" && sorting.isLeft(wholeOf(change)))
    return { change: undefined, conflicts: sorting.conflicts, kept: sorting.kept };
  const asked = askedAttributes(change, narrowed);
  const attributes = withoutHalves(
    change,
    asked,
    asked.filter((attribute) => !sorting.isLeft(partOf(change, attribute, events))),
  );
  const links = narrowed.links.flatMap((link) => linkParts(change, link, events, sorting));
  const { actor: _, correlation: __, since: ___, until: ____, ...rest } = filter;
  const all = narrow(change, rest);
  const left = pathCount(all) - pathCount({ ...narrowed, attributes: asked });
  const isEmpty = change.kind === "modified" && attributes.length + links.length === 0;
  const chosen = isEmpty ? undefined : { ...narrowed, attributes, links };
  return { change: chosen, conflicts: sorting.conflicts, kept: sorting.kept + left };
}

function inseparableOf({ type, attributes }: Change): ReadonlySet<string> {
  return new Set(
    inseparableAmong(
      type,
      attributes.map(({ path }) => path),
    ),
  );
}

/** What was asked for, and what Graph takes only along with it. */
function askedAttributes(change: Change, { attributes }: Change): readonly AttributeChange[] {
  const together = inseparableOf(change);
  if (!attributes.some(({ path }) => together.has(path))) return attributes;
  return change.attributes.filter((one) => attributes.includes(one) || together.has(one.path));
}

/** Where one of those that Graph takes only together stays, all of them do. */
function withoutHalves(
  change: Change,
  asked: readonly AttributeChange[],
  chosen: readonly AttributeChange[],
): readonly AttributeChange[] {
  const together = inseparableOf(change);
  const isHalf = asked.some((one) => together.has(one.path) && !chosen.includes(one));
  return isHalf ? chosen.filter(({ path }) => !together.has(path)) : chosen;
}

function pathCount(change: Change | undefined): number {
  return (change?.attributes.length ?? 0) + (change?.links.length ?? 0);
}

/** Whether the object is there at all. */
function wholeOf({ attribution }: Change): Part {
  return {
    path: "",
    sides: {},
    events: attribution.events.filter(({ paths }) => paths.length === 0).map(withoutPaths),
  };
}

function partOf(change: Change, attribute: AttributeChange, events: PartEvents): Part {
  const { path, before, after } = attribute;
  const listed = change.attribution.events.filter(({ paths }) => paths.includes(path));
  const isOneHand = listed.every(({ actor }) => actor === listed[0]?.actor);
  return {
    path,
    sides: { ...(before === undefined ? {} : { former: before }), ...(after === undefined ? {} : { now: after }) },
    // Values are looked up where there may be something to decide.
    events: isOneHand ? listed.map(withoutPaths) : events.ofAttribute(change, attribute),
  };
}

/** Each target stands for itself: who took somebody out of a group says nothing of who put another one in. */
function linkParts(change: Change, link: LinkChange, events: PartEvents, sorting: Sorting): readonly LinkChange[] {
  const ofTarget = events.ofLink(change, link);
  const chosen = (isAdded: boolean) => (target: LinkTarget) => {
    const sides = isAdded ? { now: target } : { former: target };
    return !sorting.isLeft({ path: link.link, target, sides, events: ofTarget(target) });
  };
  const added = link.added.filter(chosen(true));
  const removed = link.removed.filter(chosen(false));
  if (added.length + removed.length === 0) return [];
  const isWhole = added.length === link.added.length && removed.length === link.removed.length;
  return [isWhole ? link : { ...link, added, removed }];
}

/** Goes through the parts of one change and keeps what cannot be settled without a person. */
class Sorting {
  readonly conflicts: PlanConflict[] = [];
  kept = 0;
  readonly #change: Change;
  readonly #filter: ChangeFilter;
  readonly #answers: Answers;

  constructor(change: Change, filter: ChangeFilter, answers: Answers) {
    this.#change = change;
    this.#filter = filter;
    this.#answers = answers;
  }

  /** Whether the part stays as it is now. */
  isLeft(part: Part): boolean {
    const mine = part.events.filter((event) => matchesEvent(event, this.#filter));
    const others = part.events.filter((event) => !mine.includes(event));
    if (part.events.length === 0 && !this.#othersNamed(part)) return false;
    if (part.events.length > 0 && others.length === 0) return false;
    if (mine.length === 0 && others.length > 0) {
      this.kept += 1;
      return true;
    }
    return this.#conflict(part, reasonFor(part.events, mine, others)).answer !== "put-back";
  }

  /** A target that no record names, in a link that records say others changed too. */
  #othersNamed({ path, target }: Part): boolean {
    const { events } = this.#change.attribution;
    return (
      target !== undefined && events.some((event) => event.paths.includes(path) && !matchesEvent(event, this.#filter))
    );
  }

  #conflict({ path, target, sides, events }: Part, reason: string): PlanConflict {
    const object: ObjectReference = { type: this.#change.type, id: this.#change.id, name: this.#change.name };
    const key = keyOf(object, path, target);
    const answer = this.#answers.conflict(key);
    const named = target === undefined ? {} : { target };
    const conflict: PlanConflict = { key, object, path, ...named, ...sides, between: events, reason, answer };
    this.conflicts.push(conflict);
    return conflict;
  }
}

function withoutPaths({ paths: _, ...event }: AttributionEvent): BetweenEvent {
  return event;
}

function reasonFor(
  events: readonly BetweenEvent[],
  mine: readonly BetweenEvent[],
  others: readonly BetweenEvent[],
): string {
  const [latest] = events;
  if (latest === undefined) return "Several people changed this, and no audit record says which of them it was here.";
  const [culprit, other] = [mine[0]?.actor ?? "", others[0]?.actor ?? ""];
  if (others.includes(latest))
    return `${other} changed it last, after ${culprit}. Putting it back takes the change of ${other} away.`;
  return `${culprit} changed it last, but ${other} had changed it before. The snapshot is older than both: putting it back takes the change of ${other} away as well.`;
}

/** The same in each plan, whatever else is in it. */
function keyOf({ type, id }: ObjectReference, path: string, target: LinkTarget | undefined): string {
  const rule = definitionOf(type).links[path];
  const end = target === undefined ? "" : rule === undefined ? JSON.stringify(target) : linkKey(rule, target);
  return createHash("sha256").update([type, id.toLowerCase(), path, end].join("\n")).digest("hex").slice(0, 12);
}
