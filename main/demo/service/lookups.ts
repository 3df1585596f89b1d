import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../../preload/contract/json-value.ts";
import type { DemoState, MutableJsonObject } from "../demo-state.ts";

/** Objects by a property's value, without looking at each. */
export interface Lookups {
  /** Ids of live objects whose `property` is this text (letter case does not matter). */
  find(type: ObjectType, property: string, text: string): readonly string[];
  /** App role assignments of a resource or a principal. */
  assignments(side: "resourceId" | "principalId", id: string): readonly MutableJsonObject[];
}

interface Index {
  readonly byText: ReadonlyMap<string, readonly string[]>;
  /** Length of the change log and number of objects when it was made. */
  readonly logged: number;
  readonly size: number;
}

/** Changes that are looked at one by one before an index is made anew. */
const mostPending = 500;

export function createLookups(state: DemoState): Lookups {
  const indexes = new Map<string, Index>();
  const assigned = createAssignmentIndex(state);

  function indexOf(type: ObjectType, property: string): Index {
    const key = `${type} ${property}`;
    const known = indexes.get(key);
    if (known !== undefined && isUsable(state, type, known)) return known;
    const { size } = state.objects[type];
    const index = { byText: byText(state.objects[type], property), logged: state.changes[type].length, size };
    indexes.set(key, index);
    return index;
  }

  return {
    find(type, property, text) {
      const index = indexOf(type, property);
      const pending = state.changes[type].slice(index.logged).map(({ id }) => id);
      const candidates = new Set([...(index.byText.get(text.toLowerCase()) ?? []), ...pending]);
      return [...candidates].filter((id) => hasText(state.objects[type].get(id)?.[property], text.toLowerCase()));
    },
    assignments: assigned,
  };
}

/** Not too much has changed, and all of it is in the log: seeding a folder leaves no trace there. */
function isUsable(state: DemoState, type: ObjectType, { logged, size }: Index): boolean {
  const log = state.changes[type];
  if (log.length < logged || log.length - logged > mostPending) return false;
  let expected = size;
  for (const { what } of log.slice(logged)) {
    if (what === "created" || what === "restored") expected += 1;
    if (what === "soft-deleted") expected -= 1;
  }
  return state.objects[type].size === expected;
}

function byText(objects: ReadonlyMap<string, MutableJsonObject>, property: string) {
  const index = new Map<string, string[]>();
  for (const [id, object] of objects) {
    for (const text of textsIn(object[property])) {
      const ids = index.get(text);
      if (ids === undefined) index.set(text, [id]);
      else ids.push(id);
    }
  }
  return index;
}

function hasText(value: JsonValue | undefined, text: string): boolean {
  return textsIn(value).includes(text);
}

/** A text, or the texts of a list (identifierUris). */
function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === "string") return [value.toLowerCase()];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: JsonValue) => (typeof item === "string" ? [item.toLowerCase()] : []));
}

/**
 * Assignments have no change log. They are only ever added at the end and removed, and no id comes twice, so that their
 * number and the last of them tell whether anything happened. Every write leaves an audit record: only then is it looked.
 */
function createAssignmentIndex(state: DemoState): Lookups["assignments"] {
  const { appRoleAssignments } = state.links;
  let looked = "";
  let made = "";
  let index: ReadonlyMap<string, readonly MutableJsonObject[]> = new Map();
  return (side, id) => {
    const written = `${state.audits.length} ${appRoleAssignments.size}`;
    if (written !== looked) {
      const stamp = `${appRoleAssignments.size} ${lastKey(appRoleAssignments)}`;
      if (stamp !== made) index = bySides(appRoleAssignments);
      [looked, made] = [written, stamp];
    }
    return index.get(`${side} ${id}`) ?? [];
  };
}

function lastKey(records: ReadonlyMap<string, unknown>): string {
  let last = "";
  for (const key of records.keys()) last = key;
  return last;
}

function bySides(assignments: ReadonlyMap<string, MutableJsonObject>) {
  const index = new Map<string, MutableJsonObject[]>();
  for (const assignment of assignments.values()) {
    for (const side of ["resourceId", "principalId"]) {
      const key = `${side} ${assignment[side]}`;
      const list = index.get(key);
      if (list === undefined) index.set(key, [assignment]);
      else list.push(assignment);
    }
  }
  return index;
}
