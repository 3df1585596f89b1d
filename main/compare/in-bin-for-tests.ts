import type { DirectoryObject } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, objectTypes } from "../../preload/contract/directory-object.ts";
import type { CompareContext } from "./compare-objects.ts";

type Objects = ReadonlyMap<string, DirectoryObject>;

/** For tests: what two captures, by "type id", know of the recycle bin. */
export function inBinOf(before: Objects, after: Objects): NonNullable<CompareContext["isInBin"]> {
  return (id, side) => {
    const objects = side === "before" ? before : after;
    return objectTypes.some((type) => {
      const object = objects.get(`${type} ${id}`);
      return object !== undefined && isSoftDeleted(object);
    });
  };
}
