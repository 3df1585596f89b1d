import type { AuditEntryProperty, DemoActor } from "./audit-entry.ts";
import { auditTargetById } from "./audit-target.ts";
import type { ChangeWhat, DemoState } from "./demo-state.ts";
import { touch } from "./demo-state.ts";
import type { WriteNote } from "./object-writes.ts";
import { liveObject } from "./object-writes.ts";
import { recordAudit } from "./record-audit.ts";

export type OwnedType = "group" | "application" | "servicePrincipal";

/** Links that are sets of ids, with the type of the object that has them. */
export type SetLink =
  | { readonly link: "members"; readonly type: "group"; readonly id: string }
  | { readonly link: "owners"; readonly type: OwnedType; readonly id: string }
  | { readonly link: "sponsors"; readonly type: "user"; readonly id: string };

const words = {
  members: ["member", "member-added", "member-removed"],
  owners: ["owner", "owner-added", "owner-removed"],
  sponsors: ["sponsor", "sponsor-added", "sponsor-removed"],
} as const satisfies Record<SetLink["link"], readonly [string, ChangeWhat, ChangeWhat]>;

const places = {
  user: { noun: "user", prefix: "User", category: "UserManagement" },
  group: { noun: "group", prefix: "Group", category: "GroupManagement" },
  application: { noun: "application", prefix: "Application", category: "ApplicationManagement" },
  servicePrincipal: { noun: "service principal", prefix: "ServicePrincipal", category: "ApplicationManagement" },
} as const;

/** Adds `target`; false if it was there already. */
export function addLink(state: DemoState, actor: DemoActor, where: SetLink, target: string, note: WriteNote = {}) {
  const ids = state.links[where.link].get(where.id) ?? new Set<string>();
  if (ids.has(target)) return false;
  state.links[where.link].set(where.id, ids.add(target));
  const [word, added] = words[where.link];
  touch(state, where.type, where.id, added, { target });
  record(state, actor, where, target, `Add ${word} to ${places[where.type].noun}`, "after", note);
  return true;
}

/** Removes `target`; false if it was not there. */
export function removeLink(state: DemoState, actor: DemoActor, where: SetLink, target: string, note: WriteNote = {}) {
  if (state.links[where.link].get(where.id)?.delete(target) !== true) return false;
  const [word, , removed] = words[where.link];
  touch(state, where.type, where.id, removed, { target });
  record(state, actor, where, target, `Remove ${word} from ${places[where.type].noun}`, "before", note);
  return true;
}

/** The other end comes first; the object itself is in its modified properties and second (facts, section 15). */
function record(
  state: DemoState,
  actor: DemoActor,
  where: SetLink,
  target: string,
  activity: string,
  side: "before" | "after",
  note: WriteNote,
): void {
  const object = liveObject(state, where.type, where.id);
  const { prefix, category } = places[where.type];
  const modified: readonly AuditEntryProperty[] = [
    { name: `${prefix}.ObjectID`, [side]: where.id },
    { name: `${prefix}.DisplayName`, [side]: object.displayName ?? null },
  ];
  const targets = [auditTargetById(state, target, modified), auditTargetById(state, where.id)];
  const operation = side === "after" ? "Assign" : "Unassign";
  recordAudit(state, { activity, category, service: "Core Directory", operation, actor, targets, ...note });
}

/** Puts `manager` in place of the one before; undefined takes the manager away. False if nothing changes. */
export function setManager(
  state: DemoState,
  actor: DemoActor,
  userId: string,
  manager: string | undefined,
  note: WriteNote = {},
): boolean {
  const before = state.links.manager.get(userId);
  if (before === manager) return false;
  if (manager === undefined) state.links.manager.delete(userId);
  else state.links.manager.set(userId, manager);
  touch(state, "user", userId, "manager", {
    ...(manager === undefined ? {} : { target: manager }),
    ...(before === undefined ? {} : { before }),
  });
  const modified = [{ name: "Manager", before: listOf(before), after: listOf(manager) }];
  const ends = [manager ?? before].filter((id) => id !== undefined).map((id) => auditTargetById(state, id));
  recordAudit(state, {
    activity: manager === undefined ? "Remove user manager" : "Set user manager",
    category: "UserManagement",
    service: "Core Directory",
    operation: manager === undefined ? "Unassign" : "Assign",
    actor,
    targets: [auditTargetById(state, userId, modified), ...ends],
    ...note,
  });
  return true;
}

function listOf(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id];
}
