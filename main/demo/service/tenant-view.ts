import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { DeletedObject, DemoState, MutableJsonObject } from "../demo-state.ts";
import { createIdLists } from "./id-lists.ts";
import type { Overlay } from "./recent-changes.ts";
import { overlayOf } from "./recent-changes.ts";

export type LinkName = "members" | "owners" | "sponsors";

/** The tenant as a read sees it: with replication lag it is the tenant of a while ago. */
export interface TenantView {
  /** Changes and audit records up to here are visible; milliseconds. */
  readonly untilMs: number;
  object(type: ObjectType, id: string): MutableJsonObject | undefined;
  /** Live ids in a stable order. */
  ids(type: ObjectType): readonly string[];
  deleted(id: string): DeletedObject | undefined;
  deletedIds(type: ObjectType): readonly string[];
  links(link: LinkName, id: string): readonly string[];
  manager(id: string): string | undefined;
}

/** Makes views of `state` as it was `lagMs` ago. */
export function createTenantViews(state: DemoState): (lagMs: number) => TenantView {
  const lists = createIdLists(state);
  const current: Omit<TenantView, "untilMs"> = {
    object: (type, id) => state.objects[type].get(id),
    ids: lists.live,
    deleted: (id) => state.deleted.get(id),
    deletedIds: lists.deleted,
    links: (link, id) => [...(state.links[link].get(id) ?? [])],
    manager: (id) => state.links.manager.get(id),
  };
  return (lagMs) => {
    const untilMs = state.clockMs - lagMs;
    if (lagMs <= 0) return { ...current, untilMs };
    return { ...behind(current, overlayOf(state, untilMs)), untilMs };
  };
}

type Current = Omit<TenantView, "untilMs">;

/** `current` with what changed lately taken back. */
function behind(current: Current, overlay: Overlay): Current {
  const { objects, targets, managers } = overlay;
  const liveIn = (type: ObjectType) => [...objects].filter(([, past]) => past.type === type);
  return {
    object: (type, id) => {
      const past = objects.get(id);
      return past?.type === type ? past.object : current.object(type, id);
    },
    ids: (type) => {
      const changed = liveIn(type);
      if (changed.length === 0) return current.ids(type);
      const kept = current.ids(type).filter((id) => !objects.has(id) || objects.get(id)?.object !== undefined);
      const known = new Set(kept);
      return [...kept, ...changed.flatMap(([id, { object }]) => (object !== undefined && !known.has(id) ? [id] : []))];
    },
    deleted: (id) =>
      objects.get(id)?.object === undefined ? (objects.get(id)?.deleted ?? current.deleted(id)) : undefined,
    deletedIds: (type) => [
      ...current.deletedIds(type).filter((id) => objects.get(id)?.object === undefined),
      ...liveIn(type).flatMap(([id, { deleted }]) => (deleted === undefined ? [] : [id])),
    ],
    links: (link, id) => {
      const changed = targets.get(`${link} ${id}`);
      if (changed === undefined) return current.links(link, id);
      const kept = current.links(link, id).filter((target) => changed.get(target) !== false);
      const known = new Set(kept);
      return [...kept, ...[...changed].flatMap(([target, was]) => (was && !known.has(target) ? [target] : []))];
    },
    manager: (id) => (managers.has(id) ? managers.get(id) : current.manager(id)),
  };
}
