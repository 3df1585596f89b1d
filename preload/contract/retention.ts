import { z } from "zod";
import { retentionLimits } from "./retention-limits.ts";

/** Days within which nothing is ever thinned out; a policy may name more, none can name fewer. */
export const leastFloorDays = retentionLimits.floorDays.least;

/**
 * Which snapshots stay: the best one of each of the last `daily` days, `weekly` weeks and `monthly` months that have any,
 * and everything of the last `floorDays` days. A day counts only if snapshots were taken on it: a clock that jumps ages nothing.
 */
export const retentionPolicySchema = z.strictObject({
  daily: within(retentionLimits.daily),
  weekly: within(retentionLimits.weekly),
  monthly: within(retentionLimits.monthly),
  floorDays: within(retentionLimits.floorDays),
});

function within({ least, most }: { readonly least: number; readonly most: number }): z.ZodInt {
  return z.int().min(least).max(most);
}

export type RetentionPolicy = Readonly<z.infer<typeof retentionPolicySchema>>;

export const defaultRetention: RetentionPolicy = { daily: 90, weekly: 52, monthly: 36, floorDays: leastFloorDays };

/** Why a snapshot stays. */
export const keepReasons = ["newest", "floor", "daily", "weekly", "monthly", "import", "recovery"] as const;
export type KeepReason = (typeof keepReasons)[number];

/** What thinning out would do now. */
export interface RetentionPreview {
  readonly policy: RetentionPolicy;
  /** What binds today: a floor that was lowered goes on for as many days as it had. */
  readonly floorDays: number;
  readonly kept: readonly { readonly number: number; readonly reasons: readonly KeepReason[] }[];
  /** Numbers of snapshots, oldest first. */
  readonly removed: readonly number[];
  /** Where the clock of this machine was put forward or back, in sentences. */
  readonly clock: readonly string[];
}
