import type { ObjectReference } from "../../preload/contract/directory-object.ts";

/** Up to five names, quoted. */
export function namesOf(objects: readonly ObjectReference[]): string {
  const named = objects.slice(0, 5).map(({ name }) => `"${name}"`);
  const more = objects.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
