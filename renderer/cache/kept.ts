import type { ChangeFilter } from "../../preload/contract/filter.ts";
import type { ChangeRow, ReportSummary } from "../../preload/contract/views.ts";
import type { NamingField } from "./without-names.ts";

export interface SavedFilter {
  readonly id: number;
  /** The person's own word for it. */
  readonly label: string;
  readonly filter: ChangeFilter;
}

/** What a recovery is asked to put back. */
export interface KeptChoice {
  readonly from: number;
  readonly to: number | "now";
  readonly filter: ChangeFilter;
  readonly removeAdded: boolean;
  readonly leftOut: readonly NamingField[];
}

/** Where a recovery wizard stands. */
export interface KeptDraft {
  /** Null for an undo, whose plan says it all. */
  readonly choice: KeptChoice | null;
  /** The plan under review, null while it is still being chosen. */
  readonly planId: string | null;
  /** Made in the incident room: the people in it are pseudonyms. */
  readonly incident: boolean;
}

/** Two moments that the person wants to come back to. */
export interface PinnedComparison {
  readonly from: number;
  readonly to: number;
}

/** What the person wrote about an object while reviewing what changed in it. */
export interface ReviewNote {
  /** Its type and id. */
  readonly about: string;
  readonly text: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What a comparison showed when it was last open. */
export interface KeptReport extends Pick<ReportSummary, "from" | "to" | "total"> {
  /** The first of its changes, as long as nobody chose or sorted. */
  readonly rows: readonly ChangeRow[];
}

/** What is kept for each vault, by its place. */
export interface Kept {
  readonly draft: KeptDraft;
  readonly filters: readonly SavedFilter[];
  readonly pins: readonly PinnedComparison[];
  readonly notes: readonly ReviewNote[];
  readonly reports: readonly KeptReport[];
}

export const keptPlaces = ["draft", "filters", "pins", "notes", "reports"] as const satisfies readonly (keyof Kept)[];
