import type { AutostartState } from "../../preload/contract/autostart.ts";
import type { HostDescription } from "../../preload/contract/views.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";

/** press: a button of the host's own dialog. passphrase: the vault's, or a recovery key. word: this word, typed. */
export type PlanProof =
  | { readonly kind: "press" }
  | { readonly kind: "passphrase" }
  | { readonly kind: "word"; readonly word: string };

/** What the person is asked before anything is written to a tenant. */
export interface PlanQuestion {
  /** Plain text, a line a fact; names in it are the tenant's and may hold anything but line breaks. */
  readonly summary: readonly string[];
  readonly proof: PlanProof;
  /** What was wrong with the last answer. */
  readonly complaint?: string;
}

/** What file is wanted: an exported snapshot, an age identity file, or a cloud file. */
export type FileKind = "export" | "identity" | "cloud";

/** Whether the system starts Reinstate, without a window, when the person signs in to it. */
export interface Autostart {
  read(): Promise<AutostartState>;
  /** DISK_DENIED where the system does not let it be written. */
  write(enabled: boolean): Promise<void>;
}

/** What a host can do for the engine besides showing the window. Both hosts implement it; tests have their own. */
export interface HostPorts {
  describe(): HostDescription;
  /** Absent where nothing on this computer protects a key. */
  readonly keyStore?: KeyStore | undefined;
  /** Absent where the system has no such thing, or Reinstate could not be seen there. */
  readonly autostart?: Autostart | undefined;
  /** Opens an address in the system's browser; https only. Asked for those of the cloud's sign-in service alone (HostErrands). */
  openExternal(url: string): Promise<void>;
  /** Where to save; undefined if the person changed their mind. */
  chooseFile(suggestedName: string): Promise<string | undefined>;
  /** Asks the person, outside the page, for a file to read. Its path; undefined: they changed their mind, or `signal` aborted. */
  chooseExistingFile(kind: FileKind, signal: AbortSignal): Promise<string | undefined>;
  /**
   * Asks the person where no script of the page can see, answer or hide the question. What was typed (anything for "press");
   * undefined: refused, closed, or `signal` aborted.
   */
  confirmPlan(question: PlanQuestion, signal: AbortSignal): Promise<string | undefined>;
}
