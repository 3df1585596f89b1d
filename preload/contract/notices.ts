import { z } from "zod";

/**
 * What a person is told without having asked, each of which can be switched off. taken: the daily snapshot, after something
 * had been wrong. failed: it could not be taken, is not complete, or has
 * something to tell. risky: it holds changes to what guards the tenant.
 */
export const noticeKinds = ["failed", "overdue", "risky", "copy", "disk", "signIn", "taken"] as const;

export type NoticeKind = (typeof noticeKinds)[number];

export const noticeSettingsSchema = z.record(z.enum(noticeKinds), z.boolean());

/** Kept in the vault. */
export type NoticeSettings = Readonly<z.infer<typeof noticeSettingsSchema>>;

/** A lock screen may show it: counts and what to do, never a name. */
export interface Notice {
  /** The same as long as the same fact holds. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  /** Of the screen that helps, within the window: `#/settings/schedule`. */
  readonly address: string;
}

export interface NoticeState {
  readonly settings: NoticeSettings;
  /** What needs attention now and was not dismissed. */
  readonly open: readonly Notice[];
}

/** What a host shows of the engine outside the window. */
export interface BackgroundState {
  readonly session: "none" | "locked" | "open";
  /** Whether a snapshot is taken every day, as far as is known: a vault that was never open says nothing. */
  readonly daily: boolean | null;
  /** ISO 8601 UTC; null: unknown or never. */
  readonly nextAt: string | null;
  /** The last capture of everything. */
  readonly last: { readonly endedAt: string; readonly complete: boolean } | null;
  /** How many notices are open. */
  readonly attention: number;
}
