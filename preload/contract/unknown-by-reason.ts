import type { ObjectType } from "./directory-object.ts";
import type { UnknownType } from "./views.ts";

/** What is not known for one and the same reason, so that the reason is told once. */
export function unknownByReason(
  unknown: readonly UnknownType[],
): readonly { readonly reason: string; readonly types: readonly ObjectType[] }[] {
  const byReason = Map.groupBy(unknown, ({ reason }) => reason);
  return [...byReason].map(([reason, found]) => ({ reason, types: found.map(({ type }) => type) }));
}
