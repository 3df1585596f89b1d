import type { BackgroundState, Notice } from "./notices.ts";
import type { ScheduledAttempt } from "./schedule.ts";

/** Pushed from the engine to the window. Events announce state; they never drive it. */
export interface Events {
  "work.didProgress": WorkProgress;
  /** Sentences about work that is done: what beside it did not work, such as a copy of the vault. */
  "work.didNote": { readonly notes: readonly string[] };
  "timeline.didChange": { readonly snapshotNumber: number };
  /** A daily snapshot was taken, or could not be. */
  "schedule.didAttempt": ScheduledAttempt;
  /** The system handed over an exported snapshot to be opened; see review.offered. */
  "review.didOffer": Readonly<Record<string, never>>;
  /** To be told now, outside the window where the host can. */
  "notices.didArise": { readonly notices: readonly Notice[] };
  /** What needs attention is another now. */
  "notices.didChange": { readonly open: readonly Notice[] };
  /** For what a host shows outside the window. */
  "background.didChange": BackgroundState;
  /** The person followed a link, a notice or a menu of the system to a screen: its address within the window. */
  "place.wasChosen": { readonly address: string };
  "session.didChange": { readonly state: "none" | "locked" | "open" };
}

export type EventName = keyof Events;

export interface WorkProgress {
  readonly work:
    | "demo"
    | "capture"
    | "sign-in"
    | "report"
    | "plan"
    | "apply"
    | "verify"
    | "check"
    | "export"
    | "import"
    | "prune"
    | "rekey"
    | "copy"
    | "rebuild";
  /** A short sentence: "Reading groups". */
  readonly message: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}
