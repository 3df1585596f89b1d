import type { ObjectType } from "../../../preload/contract/directory-object.ts";
import { objectTypes } from "../../../preload/contract/directory-object.ts";
import type { ChangeEntry, DeletedObject, DemoState, MutableJsonObject } from "../demo-state.ts";

/** What the tenant looked like before its latest changes, as far as it was different. */
export interface Overlay {
  /** Objects by id; `object` undefined: not there (yet, or still deleted). */
  readonly objects: Map<string, PastObject>;
  /** "members <group id>" → target → whether it was linked. */
  readonly targets: Map<string, Map<string, boolean>>;
  readonly managers: Map<string, string | undefined>;
}

interface PastObject {
  readonly type: ObjectType;
  readonly object: MutableJsonObject | undefined;
  readonly deleted?: DeletedObject | undefined;
}

/** Takes back every change later than `untilMs`, newest first. */
export function overlayOf(state: DemoState, untilMs: number): Overlay {
  const overlay: Overlay = { objects: new Map(), targets: new Map(), managers: new Map() };
  for (const type of objectTypes) {
    const log = state.changes[type];
    for (let place = log.length - 1; place >= 0; place -= 1) {
      const entry = log[place];
      if (entry === undefined || entry.atMs <= untilMs) break;
      takeBack(state, overlay, type, entry);
    }
  }
  return overlay;
}

function takeBack(state: DemoState, overlay: Overlay, type: ObjectType, entry: ChangeEntry): void {
  const { id, what, target, before } = entry;
  const past = (object: MutableJsonObject | undefined, deleted?: DeletedObject) =>
    overlay.objects.set(id, { type, object, deleted });
  switch (what) {
    case "created":
      past(undefined);
      return;
    case "restored":
      past(undefined, deletedOnce(state, type, id, overlay));
      return;
    case "object":
    case "soft-deleted":
      if (typeof before === "object") past(before);
      return;
    case "manager":
      overlay.managers.set(id, typeof before === "string" ? before : undefined);
      return;
    case "hard-deleted":
      return;
    default:
      takeBackLink(overlay, id, what, target ?? "");
  }
}

const linkWords = { member: "members", owner: "owners", sponsor: "sponsors" } as const;

function takeBackLink(overlay: Overlay, id: string, what: string, target: string): void {
  const [word = "", verb] = what.split("-");
  const key = `${linkWords[word as keyof typeof linkWords]} ${id}`;
  const changed = overlay.targets.get(key) ?? new Map<string, boolean>();
  overlay.targets.set(key, changed.set(target, verb === "removed"));
}

function deletedOnce(state: DemoState, type: ObjectType, id: string, overlay: Overlay): DeletedObject | undefined {
  const object = overlay.objects.get(id)?.object ?? state.objects[type].get(id) ?? state.deleted.get(id)?.object;
  if (object === undefined) return undefined;
  return {
    type,
    object: { ...object, deletedDateTime: new Date(state.clockMs).toISOString() },
    deletedAtMs: state.clockMs,
  };
}
