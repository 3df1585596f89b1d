import type { ObjectTypeDefinition } from "../catalogue/object-type-definition.ts";
import { selectOf } from "../catalogue/select-of.ts";
import { GraphRefusal } from "./graph-refusal.ts";

/**
 * The type without the property that Graph does not know here, and its name; undefined where the error is of something else.
 * National clouds get properties later than the global one, and one that is not there yet fails the whole request.
 */
export function withoutUnknownProperty(
  definition: ObjectTypeDefinition,
  error: unknown,
): { readonly definition: ObjectTypeDefinition; readonly name: string } | undefined {
  const name = error instanceof GraphRefusal ? error.unknownProperty : undefined;
  if (name === undefined || name === "id" || !selectOf(definition).includes(name)) return undefined;
  const { [name]: _unknown, ...properties } = definition.properties;
  return { definition: { ...definition, properties }, name };
}
