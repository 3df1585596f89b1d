import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange, Change, LinkChange } from "../../preload/contract/change.ts";
import type { DirectoryObject, LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { DeadReference, ImpossiblePart } from "../../preload/contract/plan.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import { definitionOf, linkKey } from "../catalogue/catalogue.ts";
import type { LinkRule } from "../catalogue/object-type-definition.ts";
import { sameRecord } from "../compare/compare-links.ts";
import { sameMeaning } from "../compare/meaning-text.ts";
import type { Answers } from "./answers.ts";
import { dropIds } from "./drop-ids.ts";
import type { ExistenceCheck } from "./existence.ts";
import type { PlanInput } from "./plan-input.ts";
import { type IdMap, namesAny, replaceIds } from "./replace-ids.ts";
import { referenceTo } from "./step-draft.ts";

/** What is to become of ids that name nothing any more, in lower case. */
export interface Decided {
  readonly drop: ReadonlySet<string>;
  readonly replace: IdMap;
}

/** A change and the state before it, in the form that is to be put back. */
export interface DecidedChange {
  readonly change: Change;
  readonly before: DirectoryObject | undefined;
}

/** Keeps what names objects that are gone, and what a person decided about each of them. */
export class DeadReferences {
  readonly #found = new Map<string, { readonly places: DeadReference["places"][number][] }>();
  readonly #input: Pick<PlanInput, "lookup">;
  readonly #answers: Answers;

  constructor(input: Pick<PlanInput, "lookup">, answers: Answers) {
    this.#input = input;
    this.#answers = answers;
  }

  /** Notes the parts that cannot be put back because of what they name, and says what is decided about that. */
  decide(impossible: readonly ImpossiblePart[]): Decided {
    const drop = new Set<string>();
    const replace = new Map<string, string>();
    for (const { object, path, gone = [] } of impossible) {
      for (const id of gone) {
        this.#note(id, object, path);
        const decided = this.#answers.reference(id);
        if (decided.answer === "drop") drop.add(id.toLowerCase());
        if (decided.with !== undefined) replace.set(id.toLowerCase(), this.#replacement(id, decided.with).id);
      }
    }
    return { drop, replace };
  }

  list(existence: ExistenceCheck): readonly DeadReference[] {
    return [...this.#found].map(([id, { places }]) => {
      const { answer, with: other } = this.#answers.reference(id);
      const inBin = objectTypes.some((type) => this.#input.lookup.after(type, id) !== undefined);
      const replacement = other === undefined ? {} : { replacement: this.#replacement(id, other) };
      return { id, name: existence.nameOf(id), inBin, places, answer, ...replacement };
    });
  }

  #note(id: string, object: ObjectReference, path: string | undefined): void {
    const key = id.toLowerCase();
    const entry = this.#found.get(key) ?? { places: [] };
    entry.places.push({ object, ...(path === undefined ? {} : { path }) });
    this.#found.set(key, entry);
  }

  /** It has to be there, and of the same type as what it stands in for. */
  #replacement(id: string, other: string): ObjectReference {
    const { lookup } = this.#input;
    const type = objectTypes.find(
      (candidate) => (lookup.before(candidate, id) ?? lookup.after(candidate, id)) !== undefined,
    );
    const types = type === undefined ? objectTypes : [type];
    const found = types.map((candidate) => lookup.after(candidate, other)).find((object) => object !== undefined);
    if (found !== undefined && typeof found.properties.deletedDateTime !== "string") return referenceTo(found);
    const kind = type === undefined ? "an object" : `a ${definitionOf(type).singular}`;
    throw new ReinstateError(
      "USAGE_INVALID",
      `${other} cannot stand in for ${id}: the tenant has no such ${type === undefined ? "object" : definitionOf(type).singular}. Name the id of ${kind} that is there.`,
    );
  }
}

/** Puts the decisions into what is to be put back. Where one cannot be carried out the part stays as it was. */
export function decidedChange({ change, before }: DecidedChange, decided: Decided): DecidedChange {
  const { type } = change;
  return {
    change: {
      ...change,
      attributes: change.attributes.flatMap((attribute) => decidedAttribute(attribute, decided)),
      links: change.links.flatMap((link) => decidedLink(type, link, decided)),
    },
    before: before && {
      ...before,
      properties: decidedProperties(before.properties, decided),
      links: decidedLinks(before, decided),
    },
  };
}

function decidedAttribute(attribute: AttributeChange, decided: Decided): readonly AttributeChange[] {
  const { path, before, after } = attribute;
  // An entry that is about the dead object has its id in its path.
  if (namesAny(path, decided.drop)) return [];
  if (before === undefined || namesAny(path, decided.replace)) return [attribute];
  const value = decidedValue(before, decided, parsePath(path).at(-1));
  return sameMeaning(value, after) ? [] : [{ ...attribute, before: value }];
}

function decidedProperties(properties: JsonObject, decided: Decided): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, decidedValue(value, decided, name)]),
  );
}

/** A value without what was dropped, and with what was replaced by its replacement. */
export function decidedValue(value: JsonValue, { drop, replace }: Decided, name = ""): JsonValue {
  const replaced = namesAny(value, replace) ? withoutTwins(replaceIds(value, replace)) : value;
  return namesAny(replaced, drop) ? (dropIds(replaced, drop, name) ?? replaced) : replaced;
}

/** The replacement may have been in the list already. */
function withoutTwins(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const isText = value.every((item) => typeof item === "string");
    return isText ? [...new Set(value)] : value.map((item: JsonValue) => withoutTwins(item));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutTwins(inner)]));
}

function decidedLink(type: Change["type"], link: LinkChange, decided: Decided): readonly LinkChange[] {
  const removed = decidedTargets(type, link.link, link.removed, decided);
  // Who came since is who should be there: nothing to take away, nothing to add.
  const rule = definitionOf(type).links[link.link];
  const isThere = amongThem(link.added, rule);
  const isWanted = amongThem(removed, rule);
  const [add, added] = [removed.filter((target) => !isThere(target)), link.added.filter((target) => !isWanted(target))];
  return add.length + added.length === 0 ? [] : [{ ...link, removed: add, added }];
}

/** Whether one of them says the same. A record under the same key may say something else: a grant with another scope. */
function amongThem(targets: readonly LinkTarget[], rule: LinkRule | undefined): (target: LinkTarget) => boolean {
  if (rule === undefined) return () => false;
  const byKey = Map.groupBy(targets, (target) => linkKey(rule, target));
  return (target) =>
    byKey
      .get(linkKey(rule, target))
      ?.some((other) => typeof other === "string" || typeof target === "string" || sameRecord(other, target)) === true;
}

function decidedLinks(before: DirectoryObject, decided: Decided): DirectoryObject["links"] {
  return Object.fromEntries(
    Object.entries(before.links).map(([link, targets]) => [link, decidedTargets(before.type, link, targets, decided)]),
  );
}

function decidedTargets(
  type: Change["type"],
  link: string,
  targets: readonly LinkTarget[],
  { drop, replace }: Decided,
): readonly LinkTarget[] {
  const rule = definitionOf(type).links[link];
  const kept = targets.filter((target) => !namesAny(target, drop)).map((target) => replaceIds(target, replace));
  if (rule === undefined || replace.size === 0) return kept;
  return [...new Map(kept.map((target) => [linkKey(rule, target), target])).values()];
}
