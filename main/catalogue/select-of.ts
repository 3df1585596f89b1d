import type { ObjectTypeDefinition } from "./object-type-definition.ts";

/**
 * The names to ask for with the list, `id` first; without secrets and without what a list does not give. For types that
 * take no `$select` it is what their answers are expected to hold.
 */
export function selectOf(definition: ObjectTypeDefinition): readonly string[] {
  const asked = Object.entries(definition.properties).filter(
    ([name, rule]) => !rule.secret && !rule.notOnList && rule.apart === undefined && !name.startsWith("@"),
  );
  return ["id", ...asked.map(([name]) => name)];
}
