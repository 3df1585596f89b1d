import type { SignInFacts } from "./audit-record.ts";
import type { LinkTarget, ObjectType } from "./directory-object.ts";
import type { JsonValue } from "./json-value.ts";

export const changeKinds = ["added", "removed", "modified", "soft-deleted", "restored"] as const;

/**
 * added: not there before, there now. removed: there before, gone now (and not restorable, or that is unknown).
 * soft-deleted: in the recycle bin now. restored: was in the recycle bin, is active now. modified: the rest.
 */
export type ChangeKind = (typeof changeKinds)[number];

/**
 * One attribute's difference. `path` names it from the object's properties: `department`,
 * `conditions.users.excludeGroups`, `authenticationMethodConfigurations[Fido2].state`, `appRoles[<id>].isEnabled`.
 * An absent side means "not set at all" (different from null for people who write it back).
 */
export interface AttributeChange {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One link's difference. A record that changed in content appears in both lists under the same key. */
export interface LinkChange {
  readonly link: string;
  readonly added: readonly LinkTarget[];
  readonly removed: readonly LinkTarget[];
}

/**
 * One object's difference. Kinds other than modified carry no attribute list for the appearance itself; soft-deleted
 * and restored may carry attributes that changed besides. Added and removed carry none: the object says it all.
 */
export interface Change {
  readonly type: ObjectType;
  readonly id: string;
  readonly name: string;
  readonly kind: ChangeKind;
  /** removed only: the recycle bin was not read, so that it may lie in there and be restored. */
  readonly binUnread?: true;
  readonly attributes: readonly AttributeChange[];
  readonly links: readonly LinkChange[];
  readonly attribution: Attribution;
}

/** Of a change with `binUnread`. */
export const binUnreadWords = "It is gone; it may lie in the recycle bin, which was not read.";

export interface Attribution {
  /** known: one actor explains it. several: more than one did. unknown: no record does; `reason` says why. */
  readonly status: "known" | "several" | "unknown";
  /** Latest first. */
  readonly events: readonly AttributionEvent[];
  readonly reason?: string;
}

export interface EventSignIn extends SignInFacts {
  /** ISO 8601 UTC. */
  readonly at: string;
}

export interface AttributionEvent {
  readonly actor: string;
  readonly at: string;
  readonly activity: string;
  readonly address?: string;
  readonly correlationId?: string;
  /** The service that did it for the actor: "MS-PIM", where an eligible role was activated. */
  readonly through?: string;
  /** The program or browser, where the record tells it. */
  readonly client?: string;
  /** The actor's last sign-in before it from the same address, if the sign-in log was read and has one. */
  readonly signIn?: EventSignIn;
  /** The attribute paths or link names of the change that this record explains; empty: the object as a whole. */
  readonly paths: readonly string[];
}
