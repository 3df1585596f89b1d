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

export interface CopyDescription extends CopyPlace, CopyState {}
