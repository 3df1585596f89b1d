import type { DirectoryObject, LinkTarget, ObjectReference } from "../../preload/contract/directory-object.ts";
import { nameOf } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { ImpossiblePart, PlanStep } from "../../preload/contract/plan.ts";
import { definitionOf } from "../catalogue/catalogue.ts";
import { propertyRule } from "../catalogue/directory-extensions.ts";
import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import type { StepContent } from "./step-requests.ts";
import { requestsOf } from "./step-requests.ts";

/** A step that has no place in the order yet. */
export type StepDraft = Omit<PlanStep, "id" | "dependsOn">;

/** What becomes of one chosen change. */
export interface Outlook {
  readonly drafts: readonly StepDraft[];
  readonly impossible: readonly ImpossiblePart[];
}

const nothing: JsonObject = {};

export function referenceTo(object: DirectoryObject): ObjectReference {
  return { type: object.type, id: object.id, name: nameOf(object) };
}

/** Completes a step with what its requests cost and need (`whole` may need more), and whether it can be undone. */
export function draftOf(
  content: Pick<StepContent, "object" | "action"> & Partial<StepContent>,
  whole?: DirectoryObject,
): StepDraft {
  const step: StepContent = {
    type: content.object.type,
    attributes: [],
    links: [],
    expected: nothing,
    promised: nothing,
    ...content,
  };
  const definition = definitionOf(step.type);
  return {
    ...step,
    permissions: permissionsOf(step, definition, whole),
    // A step that only puts a new id in the place of an old one has nothing to say before that id is known.
    cost: Math.max(1, requestsOf(step).length),
    reversible: isReversible(step, definition),
  };
}

/** A link step of one link. */
export function linkDraft(
  whole: DirectoryObject,
  link: string,
  add: readonly LinkTarget[],
  remove: readonly LinkTarget[],
): StepDraft {
  return draftOf({ object: referenceTo(whole), action: "link", links: [{ link, add, remove }] }, whole);
}

function permissionsOf(
  step: StepContent,
  definition: ObjectTypeDefinition,
  whole: DirectoryObject | undefined,
): readonly string[] {
  const special = whole === undefined ? [] : (definition.permissionsFor?.(whole) ?? []);
  return [...new Set([...ordinaryPermissions(step, definition), ...special])].sort();
}

/** What a step needs because of the object that it writes to (a group that can hold roles), not because of what it writes. */
export function specialPermissions(step: PlanStep): readonly string[] {
  const ordinary = ordinaryPermissions(step, definitionOf(step.type));
  return step.permissions.filter((permission) => !ordinary.includes(permission));
}

function ordinaryPermissions(step: StepContent, definition: ObjectTypeDefinition): readonly string[] {
  if (step.action === "link") {
    return step.links.flatMap(({ link }) => definition.links[link]?.permissions ?? definition.writePermissions);
  }
  if (step.action !== "update") return definition.writePermissions;
  const units = new Set([...Object.keys(step.expected), ...Object.keys(step.promised)]);
  return [...definition.writePermissions, ...[...units].flatMap((unit) => unitPermissions(definition, unit))];
}

function unitPermissions(definition: ObjectTypeDefinition, unit: string): readonly string[] {
  const write = propertyRule(definition, unit)?.write;
  return write !== undefined && "permissions" in write ? (write.permissions ?? []) : [];
}

function isReversible(step: StepContent, definition: ObjectTypeDefinition): boolean {
  if (step.action === "create" || step.action === "restore") return definition.canDelete;
  if (step.action === "delete") {
    return definition.restoreRequest(step.object.id) !== undefined || definition.canCreate;
  }
  return Object.keys(step.promised).every((unit) => {
    const rule = propertyRule(definition, unit);
    return rule?.write.route !== "removal-only" && (Object.hasOwn(step.expected, unit) || rule?.notClearable !== true);
  });
}
