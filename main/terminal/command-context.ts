import type { DemoChoice, DemoWalk } from "../flows/demo-walk.ts";
import type { TenantSession, WorkControl } from "../flows/tenant-session.ts";
import type { Terminal } from "./terminal.ts";

/** Options that every command has. */
export interface GlobalOptions {
  readonly vault?: string;
  readonly passphraseFile?: string;
  readonly cloud?: string;
  readonly acceptHead?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Nobody is there: no browser is opened, and nothing waits for one. */
  readonly unattended?: boolean;
}

export interface OpenedSession extends TenantSession {
  /** Keeps the demo tenant's state beside the vault; closes the vault. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Make a vault that is not there yet. */
  readonly create: boolean;
  /** Beside others that read, and beside the one that writes. */
  readonly readOnly?: boolean;
  /** Somebody asked for the browser, whether or not this is a terminal. */
  readonly person?: boolean;
  /** For imports: whose snapshot it is, when no cloud says so. */
  readonly tenant?: { readonly id: string; readonly name: string };
}

/** What commands get from the composition root. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly control: Required<WorkControl>;
  /** Opens the vault, and the tenant behind it. */
  open(options: OpenOptions): Promise<OpenedSession>;
  /** A fresh demo tenant in the vault folder (or a temporary one), at "yesterday", with its incident still to come. */
  openDemo(choice: DemoChoice): Promise<DemoWalk>;
  readonly version: string;
  /** Where this program logs; undefined: nowhere. */
  readonly logFolder?: string | undefined;
  /** The vault's folder. */
  readonly folder: string;
  /** The passphrase or recovery key that the vault is opened with; asked for once. */
  secret(): Promise<string>;
  /** Another one for the vault: out of `file`, else typed twice. */
  newPassphrase(file: string | undefined): Promise<string>;
  /** Of an exported file: out of `file`, else the vault's, else typed; never from arguments or the environment. */
  exportPassphrase(file: string | undefined, isNew: boolean): Promise<string>;
}
