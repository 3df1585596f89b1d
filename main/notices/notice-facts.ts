import type { ScheduleState } from "../../preload/contract/schedule.ts";
import type { Risk } from "./risk-of-changes.ts";

/** What notices are made of; no name of the tenant's is in here. */
export interface NoticeFacts {
  /** Of the tenant's clock, in milliseconds. */
  readonly now: number;
  readonly isLocked: boolean;
  /** Something runs in the engine: what is due may be under way. */
  readonly isWorking: boolean;
  readonly schedule: ScheduleState;
  /** The last attempt of this run of Reinstate failed because somebody has to sign in. */
  readonly needsSignIn: boolean;
  /** When the certificate of an unattended sign-in ends, in milliseconds; undefined: there is none, or it cannot be read. */
  readonly certificateEndsAt?: number | undefined;
  /** Snapshots whose changes nobody has seen yet, oldest first. */
  readonly risks: readonly SnapshotRisk[];
  readonly copies: { readonly total: number; readonly failing: readonly string[] };
  /** Free bytes of the disk that the vault lies on; undefined: unknown. */
  readonly freeBytes?: number | undefined;
}

/** What became risky from one snapshot to the next. */
export interface SnapshotRisk extends Risk {
  readonly from: number;
  readonly to: number;
}
