import { z } from "zod";
import type { ObjectReference, ObjectType } from "./directory-object.ts";

/** fact: what is known. decision: what was decided. */
export const incidentNoteSchema = z.strictObject({
  kind: z.enum(["fact", "decision"]),
  text: z.string().trim().min(1).max(2000),
});

/** An entry of the incident room's running log. Kept in the vault. */
export interface IncidentNote extends z.infer<typeof incidentNoteSchema> {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Who was signed in; null: nobody. */
  readonly by: string | null;
  /** When it was struck out; absent: it holds. */
  readonly withdrawnAt?: string;
}

/** What the meeting looks at. */
export interface IncidentBoard {
  /** Oldest first. */
  readonly notes: readonly IncidentNote[];
  readonly bin: RecycleBin;
}

/** What lies in deleted items by the newest snapshot that knows, and until when it can be restored. */
export interface RecycleBin {
  /** Null: no snapshot knows. */
  readonly snapshot: { readonly number: number; readonly endedAt: string } | null;
  readonly total: number;
  /** What expires first comes first; at most 200. */
  readonly items: readonly DeletedItem[];
  /** Types whose deleted items the newest snapshot did not read: there may be more. */
  readonly unknown: readonly ObjectType[];
}

export interface DeletedItem extends ObjectReference {
  /** ISO 8601 UTC. */
  readonly deletedAt: string;
  /** 30 days later: then Entra removes it for good. */
  readonly expiresAt: string;
}
