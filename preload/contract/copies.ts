import { z } from "zod";

export const copyPlaceSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  /** Absolute path. */
  folder: z.string().min(1).max(4096),
});

/** Where a copy of the vault lies. */
export type CopyPlace = Readonly<z.infer<typeof copyPlaceSchema>>;

/** How a copy is, as its last run left it. */
export interface CopyState {
  /** ISO 8601 UTC; null: never. */
  readonly succeededAt: string | null;
  readonly triedAt: string | null;
  /** Why the last run failed, in a sentence; null: it did not. */
  readonly problem: string | null;
  /** What the copy ends with: "snapshot 7". */
  readonly holds: string | null;
  /** That the last good run wrote. */
  readonly bytesWritten: number;
}

/** What reading a copy back found. */
export interface CopyCheck {
  /** The copy is whole, and so are all lists that it holds. */
  readonly ok: boolean;
  /** What the copy ends with, and when that was copied (ISO 8601 UTC). */
  readonly holds: number;
  readonly at: string;
  /** In words; undefined: nothing is wrong with the vault that was made of it. */
  readonly problem?: string;
  /** Why newer lists of it could not be used. */
  readonly passedOver: readonly string[];
}

export interface CopyDescription extends CopyPlace, CopyState {}
