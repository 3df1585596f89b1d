import { join } from "node:path";
import { app, dialog, Menu, nativeImage, Tray } from "electron";
import type { BackgroundState } from "../../../../preload/contract/notices.ts";
import type { HostMemoryFile } from "../host-memory.ts";
import type { MainWindow } from "../window/main-window.ts";
import type { MenuActions } from "../window/menu-template.ts";
import { type TraySight, trayLines, trayTemplate } from "./tray-template.ts";

const refreshMs = 60_000;

export interface BackgroundOptions {
  readonly hasTray: boolean;
  /** Started to be in the tray from the beginning. */
  readonly startsHidden: boolean;
  readonly iconFolder: string;
  readonly memory: HostMemoryFile;
  readonly window: MainWindow;
  readonly isWorking: () => boolean;
  readonly actions: MenuActions;
}

/** What of Reinstate is seen without its window: the icon in the tray with its menu, and the number on its badge. */
export class Background {
  readonly #options: BackgroundOptions;
  #state: BackgroundState | undefined;
  #tray: Tray | undefined;
  #shown = "";

  constructor(options: BackgroundOptions) {
    this.#options = options;
    // "6 h ago" goes on.
    setInterval(() => this.refresh(), refreshMs).unref();
    this.refresh();
  }

  hear(state: BackgroundState): void {
    this.#state = state;
    if (state.daily !== null) this.#options.memory.keep({ daily: state.daily });
    this.refresh();
    this.#showBadge(state.attention);
  }

  /** Without its last window Reinstate goes on only where it is seen, and only for whoever gave it something to do. */
  stays(): boolean {
    const { hasTray, startsHidden, memory } = this.#options;
    return hasTray && (this.#state?.daily ?? (memory.current.daily || startsHidden));
  }

  /** The first time that the window is closed and Reinstate goes on. Quits if the person would rather have that. */
  async explainOnce(): Promise<void> {
    const { memory, actions } = this.#options;
    if (memory.current.explainedTray) return;
    memory.keep({ explainedTray: true });
    const { response } = await dialog.showMessageBox({
      type: "info",
      title: "Reinstate",
      message: "Reinstate stays in the tray",
      detail:
        "It takes the daily snapshot from there. Open or quit it by its icon. Settings → Schedule switches the daily snapshot off; then closing the window quits.",
      buttons: ["Stay in the tray", "Quit"],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) actions.quit();
  }

  /** Work began or ended, or time passed. A menu that somebody has open is not replaced for nothing. */
  refresh(): void {
    if (this.stays()) this.#showTray();
    else this.#leave();
  }

  #showTray(): void {
    this.#tray ??= this.#makeTray();
    const sight = this.#sight();
    const shown = JSON.stringify([trayLines(sight), sight.isWorking, sight.state?.session]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setImage(this.#trayImage((sight.state?.attention ?? 0) > 0));
    this.#tray.setToolTip(["Reinstate", ...trayLines(sight)].join("\n"));
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(sight, this.#options.actions)));
  }

  /** Without the icon, and without a window, nobody would ever find it again. */
  #leave(): void {
    if (this.#tray === undefined) return;
    this.#tray.destroy();
    this.#tray = undefined;
    this.#shown = "";
    if (!this.#options.window.isOpen()) this.#options.actions.quit();
  }

  #sight(): TraySight {
    return { state: this.#state, isWorking: this.#options.isWorking(), now: Date.now() };
  }

  #makeTray(): Tray {
    const { actions } = this.#options;
    const tray = new Tray(this.#trayImage(false));
    // On macOS a click opens the menu, which begins with the same.
    if (process.platform !== "darwin") tray.on("click", () => actions.open(""));
    return tray;
  }

  #trayImage(needsAttention: boolean): Electron.NativeImage {
    // macOS colours the drawing itself, which it knows by its name.
    const ending = process.platform === "darwin" ? "Template" : "";
    return nativeImage.createFromPath(
      join(this.#options.iconFolder, `tray${needsAttention ? "Attention" : ""}${ending}.png`),
    );
  }

  #showBadge(attention: number): void {
    if (process.platform !== "win32") return void app.setBadgeCount(attention);
    const dot = nativeImage.createFromPath(join(this.#options.iconFolder, "attention.png"));
    this.#options.window.mark(attention > 0 ? dot : null, attention > 0 ? "Something needs attention" : "");
  }
}
