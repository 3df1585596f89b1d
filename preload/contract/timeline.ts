import { z } from "zod";
import type { ObjectType } from "./directory-object.ts";
import type { ChangeCounts, UnknownType } from "./views.ts";

const snapshotNumber = z.int().positive();

/** Two snapshots, the earlier one first: what changed on the days from the one to the other. */
export const countedRangeSchema = z.strictObject({ from: snapshotNumber, to: snapshotNumber });
export type CountedRange = z.infer<typeof countedRangeSchema>;

/** So many are counted in one call: the first of them are on the screen before the last are counted. */
export const mostCountedRanges = 20;

/** What changed from one snapshot to another, counted. A type is in one of the two lists. */
export interface RangeChanges extends CountedRange {
  readonly counts: readonly TypeChanges[];
  /** Types that `to` or everything before it does not hold completely. Their changes count at the next snapshot that does. */
  readonly unknown: readonly UnknownType[];
}

export interface TypeChanges {
  readonly type: ObjectType;
  /** Number of the snapshot that was compared with: `from`, or the last one before it that holds the type completely. */
  readonly since: number;
  readonly kinds: ChangeCounts;
}

/** What somebody who looks at a timeline wants to know of, out of all that the audit log holds. */
export const notedKinds = ["policy", "authenticationMethod", "role", "credential"] as const;
export type NotedKind = (typeof notedKinds)[number];

/** One of them. */
export interface NotedEvent {
  readonly kind: NotedKind;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly activity: string;
  readonly actor: string;
  /** What it was done to: at most three. */
  readonly targets: readonly { readonly id: string; readonly name: string }[];
}

/** Newest first; `more` earlier ones of the time are left out. */
export interface NotedEvents {
  readonly events: readonly NotedEvent[];
  readonly more: number;
}
