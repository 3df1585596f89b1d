import { app, dialog, powerMonitor } from "electron";
import type { Events, WorkProgress } from "../../../preload/contract/events.ts";
import type { EngineThread } from "../engine-thread.ts";
import type { HandedOver } from "../handed-over.ts";
import { Background } from "./background/background.ts";
import { tellNotices } from "./background/tell-notices.ts";
import { type CleanEnd, endCleanly } from "./end-cleanly.ts";
import type { HostMemoryFile } from "./host-memory.ts";
import type { Updates } from "./updates/updates.ts";
import { installMenus } from "./window/install-menus.ts";
import type { MainWindow } from "./window/main-window.ts";
import type { MenuActions } from "./window/menu-template.ts";

interface DesktopOptions {
  readonly engine: EngineThread;
  readonly window: MainWindow;
  readonly memory: HostMemoryFile;
  readonly iconFolder: string;
  readonly hasTray: boolean;
  readonly startsHidden: boolean;
}

/** The application on the person's desktop: its window, menus, tray and notifications over the engine, until it ends. */
export class Desktop {
  readonly #engine: EngineThread;
  readonly #window: MainWindow;
  readonly #background: Background;
  readonly #actions: MenuActions;
  #work: WorkProgress["work"] | undefined;
  #updates: Updates | undefined;
  readonly #end: CleanEnd;

  constructor({ engine, window, ...options }: DesktopOptions) {
    this.#engine = engine;
    this.#window = window;
    this.#actions = {
      open: (address) => this.show(address),
      capture: () => void this.#capture(),
      lock: () => void engine.handle("session.lock", {}),
      quit: () => app.quit(),
    };
    const { isWorking } = engine;
    this.#background = new Background({ ...options, window, isWorking, actions: this.#actions });
    const work = () => this.#work;
    this.#end = endCleanly({ engine, work, onStay: () => this.#stay() });
    installMenus(this.#actions);
    this.#listen();
    if (options.startsHidden) this.#end.staysWithoutWindow();
  }

  /** What the engine tells, besides to the page. */
  hear(event: string, value: unknown): void {
    if (event === "work.didProgress") this.#work = (value as Events["work.didProgress"]).work;
    if (event === "background.didChange") this.#background.hear(value as Events["background.didChange"]);
    if (event !== "notices.didArise" || this.#window.isFocused()) return;
    // Whoever has the window in front of them sees it there.
    tellNotices((value as Events["notices.didArise"]).notices, this.#actions.open);
  }

  workChanged(isWorking: boolean): void {
    if (isWorking) this.#updates?.workBegins();
    else this.#work = undefined;
    this.#background.refresh();
  }

  /** A download ends when work begins. */
  giveWayTo(updates: Updates): void {
    this.#updates = updates;
  }

  /** Ends work under way and closes the vault. */
  endWork(): Promise<void> {
    return this.#end.endWork();
  }

  show(address = ""): void {
    void this.#window.show(address);
  }

  /** Opens what the system handed over; nothing but the window where that is nothing. */
  open(thing: HandedOver | undefined): void {
    this.show(thing?.kind === "screen" ? thing.address : "");
    if (thing?.kind === "export") this.#engine.offerExport(thing.path);
  }

  #listen(): void {
    app.on("window-all-closed", () => this.#lastWindowClosed());
    app.on("activate", () => this.show());
    // After a sleep a lock that is due, and a snapshot, do not wait for the next look.
    powerMonitor.on("resume", () => this.#engine.look());
    powerMonitor.on("unlock-screen", () => this.#engine.look());
  }

  #lastWindowClosed(): void {
    if (this.#background.stays()) {
      this.#end.staysWithoutWindow();
      void this.#background.explainOnce();
    } else app.quit();
  }

  /** The person would rather not quit: where there is no tray, the window is the only way back. */
  #stay(): void {
    if (!this.#window.isOpen() && !this.#background.stays()) this.show();
  }

  async #capture(): Promise<void> {
    const answer = await this.#engine.handle("timeline.capture", {});
    if (answer.ok || answer.error.code === "CANCELLED") return;
    this.show("#/timeline");
    await dialog.showMessageBox({
      type: "warning",
      title: "Reinstate",
      message: "The snapshot could not be taken",
      detail: answer.error.message,
    });
  }
}
