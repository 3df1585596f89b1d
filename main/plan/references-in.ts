import type { LinkTarget } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import { isJsonObject } from "../../preload/contract/json-value.ts";
import type { LinkRule, PropertyRule, ReferenceKind } from "../catalogue/object-type-definition.ts";

/** An id that a value or a link names, and what it can name. */
export interface Reference {
  readonly id: string;
  readonly kinds: readonly ReferenceKind[];
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** The old trusted addresses of multifactor authentication: an id without an object (fault A7). */
const noObject = "00000000-0000-0000-0000-000000000000";

/** True for what can be an object's id; words such as `All` name no object. */
export function isObjectId(value: JsonValue | undefined): value is string {
  return typeof value === "string" && guid.test(value) && value !== noObject;
}

/** The references inside the value of a property, by its rule. */
export function* referencesIn(value: JsonValue | undefined, rule: PropertyRule | undefined): Generator<Reference> {
  if (value === undefined || value === null || rule === undefined) return;
  if (typeof value !== "object") {
    if (rule.refersTo && isObjectId(value)) yield { id: value, kinds: rule.refersTo };
  } else if (isJsonObject(value)) yield* referencesInObject(value, rule);
  else for (const item of value as readonly JsonValue[]) yield* referencesIn(item, rule);
}

function* referencesInObject(value: JsonValue, rule: PropertyRule): Generator<Reference> {
  if (!isJsonObject(value)) return;
  const identifying = rule.comparison === "reference" ? ["id"] : (rule.key ?? []);
  for (const name of rule.refersTo ? identifying : []) {
    const id = Object.hasOwn(value, name) ? value[name] : undefined;
    if (isObjectId(id)) yield { id, kinds: rule.refersTo ?? [] };
  }
  for (const [name, inside] of Object.entries(rule.inside ?? {})) {
    if (Object.hasOwn(value, name)) yield* referencesIn(value[name], inside);
  }
}

/** The references of one link target: itself, or what a record's properties name besides the record's own id. */
export function* referencesOfTarget(target: LinkTarget, rule: LinkRule | undefined): Generator<Reference> {
  const kinds: readonly ReferenceKind[] = rule?.refersTo ?? ["directoryObject"];
  if (typeof target === "string") {
    if (isObjectId(target)) yield { id: target, kinds };
    return;
  }
  for (const [name, value] of Object.entries(target)) {
    // A record names other things too (roles of an application): only what a snapshot knows as an object can be gone.
    if (name !== "id" && isObjectId(value)) yield { id: value, kinds: [...kinds, "directoryObject"] };
  }
}

const answers = new WeakMap<PropertyRule, boolean>();

/** Whether values under this rule can name objects at all. */
export function canRefer(rule: PropertyRule | undefined): boolean {
  if (rule === undefined) return false;
  const answer = answers.get(rule) ?? (rule.refersTo !== undefined || Object.values(rule.inside ?? {}).some(canRefer));
  answers.set(rule, answer);
  return answer;
}
