import { z } from "zod";

/** Whether a snapshot is taken every day while Reinstate runs, and at which hour of this computer's clock. Kept in the vault. */
export const scheduleSettingsSchema = z.strictObject({ daily: z.boolean(), hour: z.int().min(0).max(23) });

export type ScheduleSettings = z.infer<typeof scheduleSettingsSchema>;

/** What becomes of the daily snapshot. Times are ISO 8601 UTC. */
export interface ScheduleState {
  readonly settings: ScheduleSettings;
  /** When the next one is due; in the past: it is overdue. Null: none is taken. */
  readonly nextAt: string | null;
  /** After a failure: not before this time. */
  readonly retryAt: string | null;
  /** How often the one that is due has failed. */
  readonly failures: number;
  readonly last: ScheduledAttempt | null;
  /** Days without a snapshot that should have had one, newest first, at most 50. */
  readonly absences: readonly Absence[];
}

/** incomplete: a snapshot was taken, but a type could not be read completely. */
export interface ScheduledAttempt {
  readonly at: string;
  readonly outcome: "taken" | "incomplete" | "failed";
  /** A sentence that says what to do; null if all is well. */
  readonly problem: string | null;
  /** What else is worth knowing of a snapshot that was taken, in sentences; absent: nothing. */
  readonly notes?: readonly string[] | undefined;
}

/** From the first to the last time that was missed. */
export interface Absence {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly reason: string;
}
