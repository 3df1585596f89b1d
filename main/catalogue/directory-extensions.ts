import type { ObjectType } from "../../preload/contract/directory-object.ts";
import type { JsonObject } from "../../preload/contract/json-value.ts";
import type { ObjectTypeDefinition, PropertyRule } from "./object-type-definition.ts";
import { type Rules, ruleOf, value } from "./property-rules.ts";

/** By itself: a value whose registration is gone meanwhile is refused, and must not take the others along. */
const single: PropertyRule = value({ write: { route: "patch-alone" } });
/** Some hold several values, in no order; to compare, this serves those with one as well. */
const extension: PropertyRule = { ...single, comparison: "set" };

/**
 * `extension_<client id without dashes>_<name>`: a property that an application has registered in this tenant
 * (https://learn.microsoft.com/graph/extensibility-overview). Which there are is found out when the tenant is read.
 */
export function isExtensionName(name: string): boolean {
  return /^extension_[0-9a-f]{32}_\w+$/i.test(name);
}

/** Graph's word for what a directory extension can be on. */
const targets: Readonly<Partial<Record<ObjectType, string>>> = { user: "User", group: "Group" };

/** What an extension has to be meant for so that objects of this type can have it; undefined: they have none. */
export function extensionTarget(type: ObjectType): string | undefined {
  return targets[type];
}

/** The rule of a top-level property: the catalogue's own, or that of any directory extension. */
export function propertyRule(
  { type, properties }: Pick<ObjectTypeDefinition, "type" | "properties">,
  name: string,
): PropertyRule | undefined {
  return ruleOf(properties, name) ?? (isExtensionOf(type, name) ? extension : undefined);
}

function isExtensionOf(type: ObjectType, name: string): boolean {
  return extensionTarget(type) !== undefined && isExtensionName(name);
}

/** The rules to write with, besides those of the directory extensions that either state holds. */
export function withExtensionRules(rules: Rules, ...states: readonly JsonObject[]): Rules {
  const names = states.flatMap((state) => Object.keys(state)).filter(isExtensionName);
  if (names.length === 0) return rules;
  const hasSeveral = (name: string) => states.some((state) => Array.isArray(state[name]));
  return { ...rules, ...Object.fromEntries(names.map((name) => [name, hasSeveral(name) ? extension : single])) };
}

/** The type as this tenant has it: these extensions are asked for with the rest. */
export function withExtensions(definition: ObjectTypeDefinition, names: readonly string[]): ObjectTypeDefinition {
  if (names.length === 0) return definition;
  const added = Object.fromEntries(names.map((name) => [name, extension]));
  return { ...definition, properties: { ...definition.properties, ...added } };
}
