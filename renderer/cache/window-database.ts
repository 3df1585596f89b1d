import type { EntityTable } from "dexie";
import { Dexie } from "dexie";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export interface Preferences {
  readonly id: "window";
  readonly theme: ThemeChoice;
  readonly inlineDiff: boolean;
  /** Ids stand below the names that they were resolved to. */
  readonly showIds: boolean;
  /** Keys of the columns in a report's list. */
  readonly reportColumns: readonly string[];
  /** Ids of the product's own commands that the person chose in the command palette, latest first. */
  readonly recentCommands: readonly string[];
  /** Off for who speaks to the computer, or whose screen reader needs the letters: then no single character does anything. */
  readonly characterKeys: boolean;
}

/** What was kept for a vault, for nobody to read without that vault's key. */
export interface SealedRow {
  /** Says neither which vault it is of nor, without the key, what it is. */
  readonly id: string;
  readonly nonce: Uint8Array;
  readonly content: Uint8Array;
}

/** All that the window keeps on this computer: the person's preferences, and what is sealed. Nothing else may come in here. */
export class WindowDatabase extends Dexie {
  declare readonly preferences: EntityTable<Preferences, "id">;
  declare readonly sealed: EntityTable<SealedRow, "id">;

  constructor(name = "reinstate-window") {
    super(name);
    this.version(1).stores({ preferences: "id", filters: "++id", drafts: "id" });
    // Drafts and filters of the first version were not sealed, and no key is at hand while the database is opened: they go.
    this.version(2).stores({ preferences: "id", filters: null, drafts: null, sealed: "id" });
  }
}
