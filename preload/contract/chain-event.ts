import type { RetentionPolicy } from "./retention.ts";
import type { SnapshotRecord } from "./snapshot.ts";

/** Something besides a snapshot that is signed into the vault's chain. `id` and `signature` are made as a snapshot's are. */
interface EventBase extends Pick<SnapshotRecord, "id" | "signature" | "tenantId" | "previous"> {
  /** From 1, without gaps, over all events. */
  readonly sequence: number;
  /** Number of the last snapshot before it in the chain; 0: none. */
  readonly after: number;
  /** ISO 8601 UTC, by this machine's clock. */
  readonly at: string;
}

/** Snapshots whose objects were thinned out; their records stay in the chain. */
export interface RemovalRecord extends EventBase {
  readonly kind: "removal";
  /** Numbers, ascending. */
  readonly removed: readonly number[];
  readonly policy: RetentionPolicy;
  readonly floorDays: number;
}

/** From here on records are signed with another key; this one is still signed with the former. */
export interface RekeyRecord extends EventBase {
  readonly kind: "rekey";
  /** SPKI PEM. */
  readonly formerKey: string;
  readonly publicKey: string;
}

export type ChainEvent = RemovalRecord | RekeyRecord;
