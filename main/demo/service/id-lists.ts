import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { DemoState } from "../demo-state.ts";

interface List {
  readonly ids: readonly string[];
  readonly size: number;
  readonly logged: number;
}

/** Arrays of ids per type, made anew only after something came or went: a page must not cost the whole tenant. */
export function createIdLists(state: DemoState) {
  const live = new Map<ObjectType, List>();
  let gone: { readonly byType: ReadonlyMap<ObjectType, readonly string[]>; readonly sequence: number } | undefined;

  return {
    live(type: ObjectType): readonly string[] {
      const known = live.get(type);
      const objects = state.objects[type];
      const log = state.changes[type];
      if (known !== undefined && known.size === objects.size && !cameOrWent(state, type, known.logged)) {
        if (known.logged !== log.length) live.set(type, { ...known, logged: log.length });
        return known.ids;
      }
      const ids = [...objects.keys()];
      live.set(type, { ids, size: objects.size, logged: log.length });
      return ids;
    },
    deleted(type: ObjectType): readonly string[] {
      if (gone === undefined || gone.sequence !== state.sequence) {
        gone = { byType: deletedByType(state), sequence: state.sequence };
      }
      return gone.byType.get(type) ?? [];
    },
  };
}

function deletedByType(state: DemoState): ReadonlyMap<ObjectType, readonly string[]> {
  const byType = new Map<ObjectType, string[]>();
  for (const [id, { type }] of state.deleted) {
    const ids = byType.get(type);
    if (ids === undefined) byType.set(type, [id]);
    else ids.push(id);
  }
  return byType;
}

function cameOrWent(state: DemoState, type: ObjectType, since: number): boolean {
  const log = state.changes[type];
  if (log.length < since) return true;
  for (let place = since; place < log.length; place += 1) {
    const what = log[place]?.what;
    if (what === "created" || what === "restored" || what === "soft-deleted") return true;
  }
  return false;
}
