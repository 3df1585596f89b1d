import type { ObjectType } from "./directory-object.ts";

/** How completely one type was read. A type that is not complete is unknown in comparisons, never "all deleted". */
export interface TypeProof {
  /** What Graph's `$count` promised; null where Graph offers no count for the type. */
  readonly promised: number | null;
  readonly read: number;
  readonly pages: number;
  readonly complete: boolean;
  /** Why it is not complete, in a sentence that says what to do; absent when complete. */
  readonly reason?: string;
  /** What had to stay unknown although the type is complete (hidden members, an unreadable recycle bin), in sentences. */
  readonly notes?: readonly string[];
  /** Ids of what exists and Graph does not give (policies with a condition in preview): each is unknown, and none is gone. */
  readonly hidden?: readonly string[];
  /** The top-level properties that were asked for (`$select`). What is not in here is unknown. */
  readonly selected: readonly string[];
  /** The links that were asked for. */
  readonly links: readonly string[];
  readonly mode: "full" | "delta";
  /** Whether deletedItems of this type were read to the end, so that "gone" can be told from "soft-deleted". */
  readonly deletedItemsRead: boolean;
  /** How the reading went. Absent where nobody wrote it down: in older snapshots, and in folders that were imported. */
  readonly reading?: TypeReading;
}

/** Why a request was sent again: the service asked to wait (429), failed (5xx), somebody in between answered, or nobody did. */
export type RetryKind = "throttled" | "serverError" | "unreadable" | "noAnswer";

/** The reading of one type. */
export interface TypeReading {
  /** ISO 8601 UTC. A type that was read before an interruption keeps its own times. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly requests: number;
  /** Requests that were sent again; a kind that did not happen is absent. */
  readonly retries: Readonly<Partial<Record<RetryKind, number>>>;
  /** What did not work and was read in another way, in sentences. */
  readonly recovered?: readonly string[];
  /** Permissions in the token that the reading used. */
  readonly granted: readonly string[];
  /** Permissions that were needed and are not in the token; empty for a complete type. */
  readonly missing: readonly string[];
  /** Read before the capture was interrupted, and taken up by the one that went on. */
  readonly resumed?: true;
}

/** The sealed record of a snapshot. `id` is the SHA-256 (hex) of the record's canonical JSON without id and signature. */
export interface SnapshotRecord {
  readonly id: string;
  readonly number: number;
  readonly tenantId: string;
  readonly tenantName: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Id of the record before in the chain (a snapshot's or an event's), null for the first. */
  readonly previous: string | null;
  /** Merkle root over all objects, hex. */
  readonly root: string;
  /** Hash over the audit records that were captured with it, hex. */
  readonly auditRoot: string;
  /** Why audit records of the time before it are missing, in a sentence; absent if all were read. */
  readonly auditReason?: string;
  readonly counts: Readonly<Partial<Record<ObjectType, number>>>;
  /** Only the types that were asked for; a type that is missing here is unknown. */
  readonly types: Readonly<Partial<Record<ObjectType, TypeProof>>>;
  readonly complete: boolean;
  readonly origin: SnapshotOrigin;
  /** Ed25519 over the id's bytes, base64. */
  readonly signature: string;
}

export interface SnapshotOrigin {
  readonly kind: "capture" | "import" | "checkpoint";
  /** Who was signed in (user principal name or application id), or what was imported. */
  readonly by: string;
  readonly authentication: "delegated" | "application" | "none";
  readonly apiVersion: "v1.0";
  /** For imports: the origin's own record id, kept beside our chain. */
  readonly importedRecord?: string;
}
