import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import { isCalled } from "./is-called.ts";
import type { NameIndex } from "./name-index.ts";

/** Objects with the text in a name, user principal name, app id or id, letter case ignored; by type, then by name. */
export function findObjects(
  names: NameIndex,
  read: (type: DirectoryObject["type"], id: string) => DirectoryObject | undefined,
  snapshot: number,
  text: string,
  limit: number,
): readonly DirectoryObject[] {
  const wanted = text.toLowerCase();
  const found: DirectoryObject[] = [];
  for (const type of objectTypes) {
    for (const named of toEnd(names.list(snapshot, type))) {
      if (found.length >= limit) return found;
      const object = isCalled(named, wanted) ? read(type, named.id) : undefined;
      if (object !== undefined) found.push(object);
    }
  }
  return found;
}

function toEnd<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
