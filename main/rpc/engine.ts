import type { AutostartState } from "../../preload/contract/autostart.ts";
import type { Connection } from "../../preload/contract/connection.ts";
import type { EventName, Events, WorkProgress } from "../../preload/contract/events.ts";
import type { InputOf } from "../../preload/contract/methods.ts";
import { ReinstateError } from "../../preload/contract/reinstate-error.ts";
import type { HostDescription, SessionState } from "../../preload/contract/views.ts";
import type { Scenario } from "../demo/demo-tenant.ts";
import type { ExportOpener } from "../exchange/export-key.ts";
import type { Report } from "../flows/report.ts";
import type { TenantSession, WorkControl } from "../flows/tenant-session.ts";
import type { Account } from "../graph/graph.ts";
import type { FileKind } from "../host/ports.ts";
import type { Log } from "../log/log.ts";
import type { KeyStore } from "../vault/keys/key-store.ts";
import { EngineNotices } from "./engine-notices.ts";
import { IncidentRoom } from "./incident-room.ts";
import { OfferedFiles } from "./offered-files.ts";
import type { PlanConfirmationOptions } from "./plan-confirmation.ts";
import { PlanConfirmation } from "./plan-confirmation.ts";

/** A new tenant, step by step; nothing is kept before the last. */
export interface ConnectDoor {
  /** The tenant that was named, or the path of a cloud file. Errors: USAGE_INVALID, USAGE_NOT_FOUND. */
  begin(choice: InputOf<"connect.begin"> | string): Promise<Connection>;
  signIn(byCode: boolean, control: WorkControl): Promise<Account>;
  protect(name: string, passphrase: string): Promise<void>;
  abandon(): void;
}

/** How a composition root opens and closes what the window works on. */
export interface SessionDoor {
  describe(): SessionState;
  /**
   * Opens what can be opened without the person: the demo's vault, or the keystore's once. `makeRoom` ends what `alone` does, which is
   * waited for.
   */
  ready(makeRoom?: () => void): Promise<void>;
  current(): TenantSession | undefined;
  /** Waits for the end of what `alone` does. */
  unlock(passphrase: string): Promise<void>;
  /**
   * Runs `use` over the locked vault, opened by this computer's keystore and closed again: to the window it stays locked. Does
   * nothing where the keystore is no way in.
   */
  alone?(use: (session: TenantSession) => Promise<void>): Promise<void>;
  /** Absent where no tenant can be connected. */
  readonly connecting?: ConnectDoor;
  /** True while exports are only looked at. Absent: they never are. */
  isReview?(): boolean;
  /** Opens an export to be looked at, beside those that are; the vault that was open is closed. */
  review(path: string, opener: ExportOpener, control: WorkControl): Promise<void>;
  lock(): Promise<void>;
  startDemo(choice: { readonly scenario: Scenario; readonly users: number }, control: WorkControl): Promise<void>;
  /** Keeps the demo tenant's state beside the vault after each piece of work. */
  keep(): Promise<void>;
}

export interface EngineOptions {
  readonly door: SessionDoor;
  readonly host: HostDescription;
  readonly emit: <Name extends EventName>(event: Name, value: Events[Name]) => void;
  /** Where a saved report or plan goes; the host may ask the person. Undefined: they changed their mind. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>;
  /** The path of a file to read, which the host asks the person for. Absent: this host cannot. */
  readonly chooseExistingFile?: (kind: FileKind, signal: AbortSignal) => Promise<string | undefined>;
  /** The person's answer from outside the page; see PlanConfirmation. */
  readonly confirmPlan: PlanConfirmationOptions["ask"];
  /** Reads or changes whether the system starts Reinstate, and gives the state after it; undefined: the host cannot. */
  readonly autostart?: (wanted: "read" | "on" | "off") => Promise<AutostartState | undefined>;
  /** Absent where nothing on this computer protects a key. */
  readonly keyStore?: KeyStore | undefined;
  readonly now: () => number;
  readonly log?: Log | undefined;
  /** Where the log lies; absent: there is none. */
  readonly logFolder?: string | undefined;
  /** Long work begins, or the last of it has ended. */
  readonly onWork?: (working: boolean) => void;
}

/** A report that is open in the window. The oldest goes when there are more than a few. */
const openReports = 4;
const progressEveryMs = 100;
const chooseWithinMs = 30 * 60_000;

/** What the handlers share: the open session, open reports and the long work under way. */
export class Engine {
  readonly options: EngineOptions;
  readonly confirmation: PlanConfirmation;
  /** Whether, and how, people are shown by pseudonyms. */
  readonly room: IncidentRoom;
  readonly files = new OfferedFiles();
  readonly notices: EngineNotices;
  readonly #reports = new Map<string, Report>();
  readonly #running = new Map<AbortController, Promise<unknown>>();
  #locking: Promise<void> | undefined;
  #isChoosing = false;
  #lastProgress = 0;
  readonly #toldNotes = new Set<string>();
  #nextReport = 1;

  constructor(options: EngineOptions) {
    const { confirmPlan, door, host, now } = options;
    this.room = new IncidentRoom(() => door.current()?.vault);
    this.notices = new EngineNotices(this);
    this.options = { ...options, emit: (event, value) => options.emit(event, this.room.shown(value)) };
    const ask: EngineOptions["confirmPlan"] = (question, signal) =>
      confirmPlan({ ...question, summary: this.room.shown(question.summary) }, signal);
    this.confirmation = new PlanConfirmation({ ask, nativeDialogs: host.capabilities.nativeDialogs, now });
  }

  /** VAULT_LOCKED while no vault is open. */
  session(): TenantSession {
    const session = this.options.door.current();
    if (session === undefined) throw new ReinstateError("VAULT_LOCKED", "Unlock the vault first.");
    return session;
  }

  /** The system handed over an exported snapshot to be opened; the person decides in the window. */
  offerExport(path: string): void {
    this.files.handOver(path);
    this.options.emit("review.didOffer", {});
  }

  /** Undefined: the person changed their mind. USAGE_INVALID while another question for a file is open; HOST_UNAVAILABLE. */
  async chooseExistingFile(kind: FileKind): Promise<string | undefined> {
    const choose = this.options.chooseExistingFile;
    if (choose === undefined) throw new ReinstateError("HOST_UNAVAILABLE", "No file can be chosen here.");
    if (this.#isChoosing) throw new ReinstateError("USAGE_INVALID", "Another window waits for you to choose a file.");
    this.#isChoosing = true;
    try {
      return await choose(kind, AbortSignal.timeout(chooseWithinMs));
    } finally {
      this.#isChoosing = false;
    }
  }

  keepReport(report: Report): string {
    const id = `report-${this.#nextReport++}`;
    this.#reports.set(id, report);
    const oldest = this.#reports.keys().next().value;
    if (this.#reports.size > openReports && oldest !== undefined) this.#reports.delete(oldest);
    return id;
  }

  report(id: string): Report {
    const report = this.#reports.get(id);
    if (report === undefined)
      throw new ReinstateError("USAGE_NOT_FOUND", "This report is not open any more. Open it again from the timeline.");
    return this.room.report(report);
  }

  /** What the window is shown is of another session from now on. */
  changed(): SessionState {
    this.#reports.clear();
    const state = this.options.door.describe();
    this.options.emit("session.didChange", { state: state.state });
    return state;
  }

  /** Cancels the work under way, waits until it has ended cleanly, then closes the vault and forgets what came out of it. */
  lock(): Promise<void> {
    this.#locking ??= this.#endAndLock().finally(() => {
      this.#locking = undefined;
    });
    return this.#locking;
  }

  async #endAndLock(): Promise<void> {
    try {
      await this.#endAndClose();
    } finally {
      this.changed();
    }
  }

  async #endAndClose(): Promise<void> {
    this.cancelWork();
    await this.#idle();
    await this.options.door.lock();
  }

  /** Ends the work under way and closes the vault for `work`; it is opened again with `secret`, however that went. */
  async whileClosed(secret: string, work: () => Promise<void>): Promise<void> {
    const { door } = this.options;
    const closed = this.#endAndClose().then(work);
    const again = closed.finally(() => door.unlock(secret)).finally(() => this.changed());
    this.#locking = again
      .catch(() => undefined)
      .finally(() => {
        this.#locking = undefined;
      });
    await again;
  }

  get isWorking(): boolean {
    return this.#running.size > 0;
  }

  /** Runs long work that can be cancelled and tells of its progress, and keeps the demo tenant's state after it. */
  work<Value>(run: (control: WorkControl) => Promise<Value>): Promise<Value> {
    return this.#work((control) => this.#runAndKeep(() => run(control)));
  }

  /** The same for what only reads the vault, and is not told of. */
  readVault<Value>(run: (control: WorkControl) => Promise<Value>): Promise<Value> {
    return this.#work(({ signal }) => run(signal === undefined ? {} : { signal }));
  }

  async #work<Value>(run: (control: WorkControl) => Promise<Value>): Promise<Value> {
    // What begins while the vault is being closed finds it locked.
    if (this.#locking !== undefined) await this.#locking;
    const abort = new AbortController();
    const running = run({ signal: abort.signal, onProgress: (progress) => this.#tell(progress) });
    this.#running.set(abort, running);
    this.options.onWork?.(true);
    return running.finally(() => {
      this.#running.delete(abort);
      if (!this.isWorking) this.options.onWork?.(false);
    });
  }

  async #runAndKeep<Value>(run: () => Promise<Value>): Promise<Value> {
    try {
      return await run();
    } finally {
      await this.options.door.keep();
    }
  }

  cancelWork(): boolean {
    for (const abort of this.#running.keys()) abort.abort();
    return this.#running.size > 0;
  }

  /** What is to be said beside work that went well; of it `lasting` once while the program runs: it would be said every time. */
  tellNotes(notes: readonly string[], lasting: readonly string[] = []): void {
    const news = notes.filter((note) => !this.#toldNotes.has(note));
    for (const note of lasting) this.#toldNotes.add(note);
    if (news.length > 0) this.options.emit("work.didNote", { notes: news });
  }

  /** Settles when all work under way has ended, however it ended. */
  async #idle(): Promise<void> {
    await Promise.allSettled(this.#running.values());
  }

  #tell(progress: WorkProgress): void {
    const now = this.options.now();
    // A page that is told thousands of times a second only repaints.
    if (now - this.#lastProgress < progressEveryMs && progress.done !== progress.total) return;
    this.#lastProgress = now;
    this.options.emit("work.didProgress", progress);
  }
}
