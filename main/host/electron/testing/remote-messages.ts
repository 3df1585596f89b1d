import type * as Electron from "electron";

/** What a test asks of the stand-in in the process that runs the main bundle. */
export type Ask =
  | {
      readonly what: "invoke";
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly frame: FrameOf | null;
    }
  | { readonly what: "fetch"; readonly url: string; readonly method: string }
  | {
      readonly what: "emit";
      readonly on: "app" | "window" | "contents" | "power" | "session" | "invisible";
      readonly event: string;
      readonly args: readonly unknown[];
    }
  | { readonly what: "openWindow"; readonly url: string }
  | { readonly what: "permission"; readonly permission: string; readonly frame: FrameOf }
  | { readonly what: "closeWindow" }
  /** Of the whole process, in bytes. */
  | { readonly what: "memory" }
  /** By the labels that lead there. */
  | { readonly what: "choose"; readonly menu: "application" | "tray"; readonly labels: readonly string[] }
  | { readonly what: "clickNotification"; readonly title: string }
  /** The person gives the keyring its password. */
  | { readonly what: "answerKeyring" }
  /** All clocks of the process go on by so much at once, as after a sleep. */
  | { readonly what: "sleep"; readonly milliseconds: number }
  | { readonly what: "quit" };

/** The frame that a message says it comes from. */
export interface FrameOf {
  readonly url: string;
  readonly isTop: boolean;
}

/** And what the stand-in tells: answers, and each thing that the bundle asked Electron for. */
export type Told =
  | { readonly kind: "answer"; readonly ask: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: "record"; readonly what: string; readonly value: unknown };

/** Of the computer that Electron runs on; nothing of it changes while it runs. */
export interface StandInComputer {
  /** What Linux' safeStorage says. */
  readonly keystore: string;
  /** Of the keystore's own; another one does not open what this sealed. */
  readonly keystoreKey: string;
  /** Linux' desktop should have one, but it does not answer: Chromium seals with a key of its source then, and says nothing. */
  readonly keyringIsGone?: boolean;
  /** It asks the person for its password first, and waits. */
  readonly keyringAsks?: boolean;
  /** The one before, which still opens what it sealed. */
  readonly formerKey?: string;
  /** The button that the person presses in every message box. */
  readonly pressed: number;
  /** Whether this desktop shows icons in a tray, as its bus says it. */
  readonly tray: boolean;
  /** What this computer's settings choose for Graph's hosts, as a proxy script answers; all others are reached directly. */
  readonly proxy?: string;
  /** Another system than this one, for a checkout. */
  readonly platform?: "darwin";
  /** The system started the program as the person signed in (macOS, which gives no argument for it). */
  readonly openedAtLogin?: boolean;
  /** The person forbids in the system's settings that it starts so. */
  readonly forbidsAutostart?: boolean;
  /** Electron cannot give the window a proxy of its own. */
  readonly refusesProxy?: boolean;
  /** Whether the person looks at the window. */
  readonly focused: boolean;
  /** The primary one first. */
  readonly displays: readonly { readonly id: number; readonly workArea: Electron.Rectangle }[];
  /** A release that was installed on Windows; otherwise it is a checkout on this computer's own system. */
  readonly release?: StandInRelease;
}

export interface StandInRelease {
  readonly version: string;
  /** Its `resources`, with the update channel's settings. */
  readonly resources: string;
  /** What lies in this folder is what every address on the network answers with, by its last part. */
  readonly network: string;
}
