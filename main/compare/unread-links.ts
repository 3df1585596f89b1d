import type { ObjectType } from "../../preload/contract/directory-object.ts";

export type Side = "before" | "after";

export interface UnreadLink {
  readonly link: string;
  /** Of so many objects. */
  readonly count: number;
}

/** Counts the links that one side of a comparison knows and the other does not, which only comparing the objects shows. */
export class UnreadLinks {
  readonly #counts = new Map<string, Map<string, number>>();

  add(type: ObjectType, side: Side, link: string): void {
    const key = `${type} ${side}`;
    const counts = this.#counts.get(key) ?? new Map<string, number>();
    this.#counts.set(key, counts);
    counts.set(link, (counts.get(link) ?? 0) + 1);
  }

  /** Links that this side does not know and the other does. */
  of(type: ObjectType, side: Side): readonly UnreadLink[] {
    return [...(this.#counts.get(`${type} ${side}`) ?? [])].map(([link, count]) => ({ link, count }));
  }
}
