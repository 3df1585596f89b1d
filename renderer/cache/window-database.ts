import type { EntityTable } from "dexie";
import { Dexie } from "dexie";
import type { KeptFilter } from "./kept-filter.ts";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface Preferences {
  readonly id: "window";
  readonly theme: ThemeChoice;
  readonly inlineDiff: boolean;
}

export interface SavedFilter {
  readonly id: number;
  /** The person's own word for it. */
  readonly label: string;
  readonly filter: KeptFilter;
}

/** What a recovery is asked to put back, as it may lie on the disk. */
export interface KeptChoice {
  readonly from: number;
  readonly to: number | "now";
  readonly filter: KeptFilter;
  readonly removeAdded: boolean;
}

/** Where a recovery wizard stands: numbers, ids and choices, never a name out of the tenant. */
export interface KeptDraft {
  readonly id: "recovery";
  readonly tenantId: string;
  /** Null for an undo, whose plan says it all. */
  readonly choice: KeptChoice | null;
  /** The plan under review, null while it is still being chosen. */
  readonly planId: string | null;
}

/** What belongs to the person at the screen. Nothing of the tenant's content is in here: it is not sealed. */
export class WindowDatabase extends Dexie {
  declare readonly preferences: EntityTable<Preferences, "id">;
  declare readonly filters: EntityTable<SavedFilter, "id">;
  declare readonly drafts: EntityTable<KeptDraft, "id">;

  constructor(name = "reinstate-window") {
    super(name);
    this.version(1).stores({ preferences: "id", filters: "++id", drafts: "id" });
  }
}
