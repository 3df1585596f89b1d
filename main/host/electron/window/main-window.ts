import { type BrowserWindow, screen } from "electron";
import type { HostMemoryFile } from "../host-memory.ts";
import { openWindow } from "../open-window.ts";
import { placeWindow, rememberPlace } from "./place-window.ts";
import { revivePage } from "./revive-page.ts";

/** The one window: opened, brought to the front, led to a screen, and remembered where it stood. It may be closed and opened again. */
export class MainWindow {
  readonly #preloadFolder: string;
  readonly #memory: HostMemoryFile;
  #window: BrowserWindow | undefined;
  #opening: Promise<void> | undefined;
  #overlay: readonly [Electron.NativeImage | null, description: string] | undefined;

  constructor(preloadFolder: string, memory: HostMemoryFile) {
    this.#preloadFolder = preloadFolder;
    this.#memory = memory;
  }

  isOpen(): boolean {
    return this.#window !== undefined || this.#opening !== undefined;
  }

  isFocused(): boolean {
    return this.#window?.isFocused() === true;
  }

  /** To the page, if there is one. */
  send(event: string, value: unknown): void {
    this.#window?.webContents.send("reinstate:event", event, value);
  }

  /** Opens it or brings it to the front, at the screen with this address within the page; empty: where it is. */
  async show(address: string): Promise<void> {
    if (this.#window !== undefined) this.#bringToFront(address);
    else
      this.#opening ??= this.#open(address).finally(() => {
        this.#opening = undefined;
      });
    await this.#opening;
  }

  /** A red dot on the taskbar's button, where there is no number (Windows). A window that is opened later has it too. */
  mark(overlay: Electron.NativeImage | null, description: string): void {
    this.#overlay = [overlay, description];
    this.#showOverlay();
  }

  #showOverlay(): void {
    if (this.#overlay !== undefined) this.#window?.setOverlayIcon(...this.#overlay);
  }

  #bringToFront(address: string): void {
    if (this.#window?.isMinimized() === true) this.#window.restore();
    this.#window?.show();
    this.#window?.focus();
    if (address !== "") this.send("place.wasChosen", { address });
  }

  async #open(address: string): Promise<void> {
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const { window: kept } = this.#memory.current;
    const placement = placeWindow(kept, [primary, ...others]);
    const opened = openWindow(
      { preloadFolder: this.#preloadFolder, address, ...placement, zoom: kept.zoom },
      (window) => {
        this.#window = window;
        revivePage(window);
        // Before it is shown there is no button in the taskbar.
        window.on("show", () => this.#showOverlay());
        window.on("close", () => this.#remember(window));
        window.on("closed", () => {
          this.#window = undefined;
        });
      },
    );
    await opened;
  }

  #remember(window: BrowserWindow): void {
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    const kept = rememberPlace(this.#memory.current.window, screen.getDisplayMatching(window.getBounds()), place);
    this.#memory.keep({ window: { ...kept, zoom: window.webContents.getZoomLevel() } });
  }
}
