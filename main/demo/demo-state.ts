import type { ObjectType } from "../../preload/contract/directory-object.ts";
import { objectTypes } from "../../preload/contract/directory-object.ts";
import type { JsonValue } from "../../preload/contract/json-value.ts";
import type { AuditEntry } from "./audit-entry.ts";

/**
 * A JSON object whose own properties can be set. What is inside a property is never changed in place, only replaced,
 * so that states, change log and audit entries can share it.
 */
export interface MutableJsonObject {
  [key: string]: JsonValue;
}

/** A soft-deleted object. Its links stay where they are, so that restoring it brings them back. */
export interface DeletedObject {
  readonly type: ObjectType;
  /** With `deletedDateTime` set. */
  readonly object: MutableJsonObject;
  readonly deletedAtMs: number;
}

export interface DemoLinks {
  readonly members: Map<string, Set<string>>;
  /** Owners of groups, applications and service principals. */
  readonly owners: Map<string, Set<string>>;
  readonly manager: Map<string, string>;
  readonly sponsors: Map<string, Set<string>>;
  /** By the assignment's id; `resourceId` names the service principal whose role it is. */
  readonly appRoleAssignments: Map<string, MutableJsonObject>;
  /** Delegated grants by their id. */
  readonly grants: Map<string, MutableJsonObject>;
  /** By the application's object id. */
  readonly federatedCredentials: Map<string, readonly MutableJsonObject[]>;
  /** Directory roles' assignments by their id. */
  readonly roleAssignments: Map<string, MutableJsonObject>;
  /** Who could activate a directory role, by the eligibility's id. */
  readonly roleEligibilities: Map<string, MutableJsonObject>;
  /** Directory extensions by the application's object id. */
  readonly extensionProperties: Map<string, readonly MutableJsonObject[]>;
}

/** What a change log entry is about. `restored` and `created` carry the whole object, links included. */
export type ChangeWhat =
  | "created"
  | "object"
  | "soft-deleted"
  | "restored"
  | "hard-deleted"
  | "member-added"
  | "member-removed"
  | "owner-added"
  | "owner-removed"
  | "sponsor-added"
  | "sponsor-removed"
  | "manager";

export interface ChangeEntry {
  /** Of the whole state, rising. */
  readonly sequence: number;
  readonly atMs: number;
  readonly id: string;
  readonly what: ChangeWhat;
  /** The other end of a link; for `manager` the new one, absent for none. */
  readonly target?: string;
  /** For `object`: the object as it stood before; for `manager`: the one before. Not kept by saving. */
  readonly before?: MutableJsonObject | string;
}

export type ChangeLogName = ObjectType | "oauth2PermissionGrant";

/** The simulated tenant. Plain data: maps by id and a log of changes. */
export interface DemoState {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly domain: string;
  /** The tenant's now, in milliseconds since 1970. */
  clockMs: number;
  /** State of the seeded generator. */
  random: number;
  /** Full Graph properties including `id`. Patching replaces the object in the map. Singletons have one entry. */
  readonly objects: Readonly<Record<ObjectType, Map<string, MutableJsonObject>>>;
  readonly deleted: Map<string, DeletedObject>;
  readonly links: DemoLinks;
  /** Oldest first. `toDirectoryAudit` makes Graph's form of one. */
  readonly audits: AuditEntry[];
  readonly changes: Readonly<Record<ChangeLogName, ChangeEntry[]>>;
  sequence: number;
}

export interface TenantName {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly domain: string;
}

/** A tenant with nothing in it. */
export function emptyState(name: TenantName, seedNumber: number, clockMs: number): DemoState {
  const perType = <Value>(make: () => Value) =>
    Object.fromEntries(objectTypes.map((type) => [type, make()])) as Record<ObjectType, Value>;
  return {
    ...name,
    clockMs,
    random: seedNumber | 0,
    objects: perType(() => new Map<string, MutableJsonObject>()),
    deleted: new Map(),
    links: {
      members: new Map(),
      owners: new Map(),
      manager: new Map(),
      sponsors: new Map(),
      appRoleAssignments: new Map(),
      grants: new Map(),
      federatedCredentials: new Map(),
      roleAssignments: new Map(),
      roleEligibilities: new Map(),
      extensionProperties: new Map(),
    },
    audits: [],
    changes: { ...perType((): ChangeEntry[] => []), oauth2PermissionGrant: [] },
    sequence: 0,
  };
}

/** Next number of the seeded generator (mulberry32), 0 to 2^32 - 1. */
export function nextInteger(state: { random: number }): number {
  state.random = (state.random + 0x6d2b79f5) | 0;
  let value = Math.imul(state.random ^ (state.random >>> 15), 1 | state.random);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return (value ^ (value >>> 14)) >>> 0;
}

const hex = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, "0"));

/** A new GUID (version 4 form), the same every time for the same state. */
export function newId(state: { random: number }): string {
  const [one, two, three, four] = [nextInteger(state), nextInteger(state), nextInteger(state), nextInteger(state)];
  const version = hex[0x4000 | (two & 0x0fff)];
  const variant = hex[0x8000 | (three >>> 18)];
  return `${hex[one >>> 16]}${hex[one & 0xffff]}-${hex[two >>> 16]}-${version}-${variant}-${hex[three & 0xffff]}${hex[four >>> 16]}${hex[four & 0xffff]}`;
}

/** The tenant's now as Graph writes it: without fractions of a second. */
export function nowIso(state: { readonly clockMs: number }): string {
  return graphTime(state.clockMs);
}

export function graphTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Logs a change, for delta rounds and for replication lag. */
export function touch(
  state: DemoState,
  log: ChangeLogName,
  id: string,
  what: ChangeWhat,
  more: { readonly target?: string; readonly before?: MutableJsonObject | string } = {},
): void {
  state.sequence += 1;
  state.changes[log].push({ sequence: state.sequence, atMs: state.clockMs, id, what, ...more });
}
