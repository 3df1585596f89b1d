import type { ObjectReference } from "../../preload/contract/directory-object.ts";

/** Up to five names, quoted. */
export function namesOf(objects: readonly ObjectReference[]): string {
  const named = objects.slice(0, 5).map(({ name }) => `"${name}"`);
  const more = objects.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** Each object once. Plans are small in objects that are named, large in steps. */
export function uniqueObjects(objects: readonly ObjectReference[]): readonly ObjectReference[] {
  return [...new Map(objects.map((object) => [`${object.type} ${object.id}`, object])).values()];
}
