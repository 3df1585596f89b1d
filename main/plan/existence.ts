import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { isSoftDeleted, nameOf, objectTypes } from "../../preload/contract/directory-object.ts";
import type { ReferenceKind } from "../catalogue/object-type-definition.ts";
import type { PlanInput } from "./plan-input.ts";

export interface ExistenceCheck {
  /**
   * Whether an id that a value or link names is gone or in the recycle bin once the plan has run: nothing can be written with it. What
   * no snapshot can say is not.
   */
  isDead(id: string, kinds: readonly ReferenceKind[]): boolean;
  /** What people call it, from either state; else the id. */
  nameOf(id: string): string;
}

/** What a bare directory object can be among the captured types; devices and contacts are not captured. */
const directoryTypes: readonly ObjectType[] = ["user", "group", "servicePrincipal", "application"];

/** Answers whether ids still name something. `returning` holds, in lower case, what the plan brings back. */
export function createExistenceCheck(
  { lookup, allFound, unreadNow = [] }: Pick<PlanInput, "lookup" | "allFound" | "unreadNow">,
  returning: ReadonlySet<string>,
): ExistenceCheck {
  const captured = new Map<ObjectType, boolean>();
  const known = new Map<string, boolean>();

  function isCaptured(type: ObjectType): boolean {
    const answer = captured.get(type) ?? Iterator.from(allFound(type)).some(() => true);
    captured.set(type, answer);
    return answer;
  }

  function judge(id: string, kinds: readonly ReferenceKind[]): boolean {
    const types = objectTypesOf(kinds);
    const found = types.map((type) => lookup.after(type, id)).find((object) => object !== undefined);
    if (found !== undefined) return isSoftDeleted(found);
    if (types.some((type) => unreadNow.includes(type))) return false;
    if (types.some((type) => lookup.before(type, id) !== undefined)) return true;
    const mayBeOther = kinds.some((kind) => !(objectTypes as readonly string[]).includes(kind));
    return !mayBeOther && types.every(isCaptured);
  }

  return {
    isDead(id, kinds) {
      if (returning.has(id.toLowerCase())) return false;
      const key = `${id} ${kinds.join(" ")}`;
      const answer = known.get(key) ?? judge(id, kinds);
      known.set(key, answer);
      return answer;
    },
    nameOf(id) {
      for (const type of objectTypes) {
        const object = lookup.before(type, id) ?? lookup.after(type, id);
        if (object !== undefined) return nameOf(object);
      }
      return id;
    },
  };
}

function objectTypesOf(kinds: readonly ReferenceKind[]): readonly ObjectType[] {
  const named = objectTypes.filter((type) => kinds.includes(type));
  return kinds.includes("directoryObject") ? [...new Set([...named, ...directoryTypes])] : named;
}
