import { parsePath } from "../../preload/contract/attribute-path.ts";
import type { AttributeChange } from "../../preload/contract/change.ts";
import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import type { JsonObject, JsonValue } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart, StepAttribute } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition, PropertyRule } from "../catalogue/object-type-definition.ts";
import { ruleFor } from "../catalogue/rule-for.ts";
import { deadLine } from "./dead-line.ts";
import type { ExistenceCheck } from "./existence.ts";
import { mergeAttributes } from "./merge-attributes.ts";
import { canRefer, referencesIn } from "./references-in.ts";
import type { Outlook, StepDraft } from "./step-draft.ts";
import { draftOf, referenceTo } from "./step-draft.ts";
import { besideTheDead, stillNamed } from "./still-named.ts";

/**
 * The update steps that put chosen attributes of `target` into `found`. What Graph takes in one PATCH is one step; what
 * goes by itself is a step of its own, so that its refusal stops nothing else (fault C28).
 */
export function updateDrafts(
  found: DirectoryObject,
  target: JsonObject,
  attributes: readonly AttributeChange[],
  existence: ExistenceCheck,
): Outlook {
  const definition = definitionOf(found.type);
  const { kept, impossible } = withoutDeadReferences(found, target, attributes, definition, existence);
  const drafts = [...byRequest(kept, definition).values()].map((group) =>
    updateDraft(found, target, group, definition),
  );
  return { drafts, impossible };
}

function byRequest(
  attributes: readonly AttributeChange[],
  definition: ObjectTypeDefinition,
): ReadonlyMap<string, readonly AttributeChange[]> {
  return Map.groupBy(attributes, ({ path }) => {
    const unit = unitOf(path);
    const rule = ruleOfUnit(definition, unit);
    return rule?.write.route === "patch" && rule.ownStep !== true ? "" : unit;
  });
}

function updateDraft(
  found: DirectoryObject,
  target: JsonObject,
  attributes: readonly AttributeChange[],
  definition: ObjectTypeDefinition,
): StepDraft {
  const merged = merge(found, target, attributes, definition);
  const units = new Set(attributes.map(({ path }) => unitOf(path)));
  const beside = [...units].flatMap((unit) => ruleOfUnit(definition, unit)?.needs ?? []);
  const needed = beside.filter((name) => !units.has(name));
  const content = {
    object: referenceTo(found),
    action: "update" as const,
    attributes: attributes.map(reversed),
    expected: { ...merged.expected, ...pick(found.properties, needed) },
    promised: { ...merged.promised, ...neededThen(found.properties, target, needed, definition) },
  };
  return draftOf(content, found);
}

/** What the writer only looks at is as it was; what it would write as well, had it changed, stays as it is. */
function neededThen(
  found: JsonObject,
  target: JsonObject,
  names: readonly string[],
  definition: ObjectTypeDefinition,
): JsonObject {
  const isWritten = (name: string) => ruleOfUnit(definition, name)?.write.route !== "never";
  return {
    ...pick(found, names.filter(isWritten)),
    ...pick(
      target,
      names.filter((name) => !isWritten(name)),
    ),
  };
}

/** An attribute whose former value names what no longer exists is left as it is, whole: never a shorter list (fault C2). */
function withoutDeadReferences(
  found: DirectoryObject,
  target: JsonObject,
  attributes: readonly AttributeChange[],
  definition: ObjectTypeDefinition,
  existence: ExistenceCheck,
): { readonly kept: readonly AttributeChange[]; readonly impossible: readonly ImpossiblePart[] } {
  const mayRefer = attributes.some(({ path }) => canRefer(ruleOfUnit(definition, unitOf(path))));
  if (!mayRefer) return { kept: attributes, impossible: [] };
  const dead = deadReferences(merge(found, target, attributes, definition).promised, definition, existence);
  const impossible: ImpossiblePart[] = [];
  const lists = new Set<string>();
  const nameable = attributes.filter((attribute) => {
    const named = dead.filter((id) => namesAnew(attribute, id));
    if (named.length === 0) return true;
    impossible.push(deadReference(found, attribute.path, named, existence));
    lists.add(listAround(attribute.path, definition) ?? "");
    return false;
  });
  const kept = nameable.filter((attribute) => {
    const isLeft = attribute.before === undefined && lists.has(listAround(attribute.path, definition) ?? "no list");
    if (isLeft) impossible.push(leftInItsList(found, attribute.path));
    return !isLeft;
  });
  const stale = stillNamed(found, merge(found, target, kept, definition).promised, existence);
  if (stale.size === 0) return { kept, impossible };
  const beside = kept.flatMap(({ path }) => {
    const ids = stale.get(unitOf(path));
    return ids === undefined ? [] : [besideTheDead(found, path, ids, existence)];
  });
  return { kept: kept.filter(({ path }) => !stale.has(unitOf(path))), impossible: [...impossible, ...beside] };
}

/** The keyed list of which the path names an element. */
function listAround(path: string, definition: ObjectTypeDefinition): string | undefined {
  const segments = parsePath(path).slice(0, -1);
  if (segments.length === 0 || ruleFor(definition, segments).comparison !== "keyed") return undefined;
  return JSON.stringify(segments);
}

/** What came into a list since then stays there if what it replaced is gone: taking it out alone makes the list shorter. */
function leftInItsList(object: DirectoryObject, path: string): ImpossiblePart {
  return {
    object: referenceTo(object),
    path,
    reason:
      "It stays in its list, because what stood there then no longer exists: a shorter list could shut people out.",
    manual: "Decide by hand who belongs in the list, then take this entry out.",
  };
}

/** Ids in the units as they would be written that name nothing any more. */
function deadReferences(
  promised: JsonObject,
  definition: ObjectTypeDefinition,
  existence: ExistenceCheck,
): readonly string[] {
  const dead = Object.keys(promised).flatMap((unit) =>
    [...referencesIn(promised[unit], ruleOfUnit(definition, unit))]
      .filter(({ id, kinds }) => existence.isDead(id, kinds))
      .map(({ id }) => id.toLowerCase()),
  );
  return [...new Set(dead)];
}

/** Whether putting the attribute back names this id where it is not named now. */
function namesAnew({ path, before, after }: AttributeChange, id: string): boolean {
  const mentions = (value: JsonValue | undefined) =>
    JSON.stringify(value ?? null)
      .toLowerCase()
      .includes(id);
  return (mentions(before) || path.toLowerCase().includes(id)) && !mentions(after);
}

/** The line for a part that names objects which are no longer there. */
export function deadReference(
  object: DirectoryObject,
  path: string,
  ids: readonly string[],
  existence: ExistenceCheck,
): ImpossiblePart {
  return deadLine(
    { object, path, ids },
    existence,
    (names) => `It names ${names}, which no longer exists or is in the recycle bin.`,
    "Choose that object's recovery as well, decide below that it is left out or replaced, or set the value by hand.",
  );
}

function merge(
  found: DirectoryObject,
  target: JsonObject,
  attributes: readonly AttributeChange[],
  definition: ObjectTypeDefinition,
) {
  const chosen = attributes.map(({ path, before }) => ({ path, value: before }));
  return mergeAttributes(found.properties, target, chosen, definition);
}

/** A change goes from then to now, a step from now to then. */
function reversed({ path, before, after }: AttributeChange): StepAttribute {
  return { path, ...optional("before", after), ...optional("after", before) };
}

function optional(name: "before" | "after", value: JsonValue | undefined): Partial<StepAttribute> {
  return value === undefined ? {} : { [name]: value };
}

function unitOf(path: string): string {
  return parsePath(path)[0] ?? "";
}

function ruleOfUnit(definition: ObjectTypeDefinition, unit: string): PropertyRule | undefined {
  return propertyRule(definition, unit);
}

function pick(properties: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, properties[name] ?? null]),
  );
}
