import { EventEmitter } from "node:events";
import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import type * as Electron from "electron";
import type { Ask, FrameOf, StandInComputer, Told } from "./remote-messages.ts";
import { moveClock } from "./stand-in-clock.ts";
import { safeStorageOf } from "./stand-in-keystore.ts";
import { standInLoginItems } from "./stand-in-login-items.ts";
import { standInNet } from "./stand-in-net.ts";

/**
 * Stands in for the `electron` module, as far as the main bundle uses it, in a process that a test started. It does what Electron's
 * documentation says that Electron does, keeps what it was asked for, and lets the test play the person, the page and the system.
 */
const computer = JSON.parse(process.env.STAND_IN_COMPUTER ?? "{}") as StandInComputer;
const { release } = computer;
Object.defineProperty(process, "resourcesPath", {
  value: release?.resources ?? join(import.meta.dirname, "no-resources"),
});
if (release !== undefined)
  Object.defineProperty(process, "execPath", { value: "C:\\Program Files\\Reinstate\\Reinstate.exe" });

const tell = (told: Told) => process.send?.(told);
const record = (what: string, value: unknown = null) => void tell({ kind: "record", what, value });

let isReady = false;
let lock: string | undefined;
const paths = new Map<string, string>();
const windows: StandInWindow[] = [];
let serve: ((request: Request) => Response | Promise<Response>) | undefined;
let grant: Parameters<Electron.Session["setPermissionRequestHandler"]>[0] = null;
let check: Parameters<Electron.Session["setPermissionCheckHandler"]>[0] = null;
const answerers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();

/** Chromium's own, as long as nobody took them back. */
const switches = new Set(process.argv.flatMap((argument) => /^--([a-z-]+)/u.exec(argument)?.[1] ?? []));

class StandInApp extends EventEmitter {
  readonly isPackaged = release !== undefined;
  readonly commandLine = {
    hasSwitch: (name: string) => switches.has(name),
    removeSwitch: (name: string) => void switches.delete(name),
  } satisfies Pick<Electron.CommandLine, "hasSwitch" | "removeSwitch">;
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error("Failed to set path");
    paths.set(name, path);
  }
  getPath(name: string): string {
    return paths.get(name) ?? process.cwd();
  }
  getVersion(): string {
    return release?.version ?? "0.0.0-stand-in";
  }
  async resolveProxy(url: string): Promise<string> {
    return new URL(url).hostname.includes("graph") ? (computer.proxy ?? "DIRECT") : "DIRECT";
  }
  setAppUserModelId(): void {}
  setUserTasks(): boolean {
    return true;
  }
  setBadgeCount(count: number): boolean {
    record("badge", count);
    return true;
  }
  getAppPath(): string {
    return process.argv[1] ?? "";
  }
  enableSandbox(): void {
    if (isReady) throw new Error("app.enableSandbox() can only be called before app is ready");
    record("enableSandbox");
  }
  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath("userData"), "SingletonLock");
    try {
      closeSync(openSync(path, "wx"));
      lock = path;
      return true;
    } catch {
      return false;
    }
  }
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    isReady = true;
    record("switches", [...switches]);
  }
  /** As documented: every window is asked to close first; "window-all-closed" is not emitted on this way. */
  quit(): void {
    const event = preventable();
    this.emit("before-quit", event);
    if (event.defaultPrevented) return;
    for (const window of [...windows]) if (!window.close()) return;
    this.emit("will-quit", preventable());
    this.exit(0);
  }
  exit(code = 0): void {
    if (lock !== undefined) rmSync(lock, { force: true });
    process.send?.({ kind: "record", what: "exit", value: code } satisfies Told, undefined, {}, () =>
      process.exit(code),
    );
  }
  relaunch(): void {
    record("relaunch");
  }
}

class StandInContents extends EventEmitter {
  #zoom = 0;
  getZoomLevel(): number {
    return this.#zoom;
  }
  setZoomLevel(level: number): void {
    record("zoom", level);
    this.#zoom = level;
  }
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: "allow" });
  send(channel: string, ...args: unknown[]): void {
    record("send", [channel, ...args]);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    record("peerPolicy", policy);
  }
  reload(): void {
    record("reload");
  }
  open(url: string): string {
    return this.#openHandler({ url }).action;
  }
}

class StandInWindow extends EventEmitter {
  static getAllWindows(): StandInWindow[] {
    return [...windows];
  }
  readonly webContents = new StandInContents();
  #destroyed = false;
  #maximized = false;
  #bounds: Electron.Rectangle;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    windows.push(this);
    record("BrowserWindow", options);
    app.emit("browser-window-created", {}, this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    record("loadURL", url);
    this.webContents.emit("did-finish-load");
    this.emit("ready-to-show");
  }
  show(): void {
    record("show");
    this.emit("show");
  }
  hide(): void {
    record("hide");
  }
  focus(): void {
    record("focus");
  }
  restore(): void {
    record("restore");
  }
  maximize(): void {
    this.#maximized = true;
    this.show();
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  getBounds(): Electron.Rectangle {
    return this.#bounds;
  }
  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }
  /** As a person moves it. */
  setBounds(bounds: Electron.Rectangle): void {
    this.#bounds = bounds;
  }
  setOverlayIcon(_overlay: unknown, description: string): void {
    record("overlay", description);
  }
  isFocused(): boolean {
    return computer.focused;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** False if the program kept it open. */
  close(): boolean {
    const event = preventable();
    this.emit("close", event);
    if (event.defaultPrevented) return false;
    this.#destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit("closed");
    return true;
  }
}

/** Without a page, as far as it is used: never shown. */
class StandInBaseWindow extends EventEmitter {
  static there: StandInBaseWindow | undefined;
  constructor(options: Electron.BaseWindowConstructorOptions) {
    super();
    StandInBaseWindow.there = this;
    record("BaseWindow", options);
  }
  destroy(): void {
    StandInBaseWindow.there = undefined;
    record("BaseWindowDestroyed");
  }
}
export const BaseWindow = StandInBaseWindow satisfies new (
  options: Electron.BaseWindowConstructorOptions,
) => Pick<Electron.BaseWindow, "destroy"> as unknown as typeof Electron.BaseWindow;

export const app = Object.assign(new StandInApp(), standInLoginItems(computer, record)) satisfies Pick<
  Electron.App,
  | "isPackaged"
  | "setPath"
  | "getPath"
  | "getVersion"
  | "resolveProxy"
  | "setAppUserModelId"
  | "getAppPath"
  | "enableSandbox"
  | "requestSingleInstanceLock"
  | "setUserTasks"
  | "setBadgeCount"
  | "whenReady"
  | "quit"
  | "exit"
  | "relaunch"
  | "getLoginItemSettings"
  | "setLoginItemSettings"
> & { readonly commandLine: Pick<Electron.CommandLine, "hasSwitch" | "removeSwitch"> } as unknown as Electron.App;
type UsedOfWindow = Pick<
  Electron.BrowserWindow,
  | "loadURL"
  | "show"
  | "hide"
  | "focus"
  | "restore"
  | "maximize"
  | "isMaximized"
  | "getBounds"
  | "getNormalBounds"
  | "setOverlayIcon"
  | "isFocused"
  | "isMinimized"
  | "isDestroyed"
  | "close"
> & {
  readonly webContents: Pick<
    Electron.WebContents,
    "getZoomLevel" | "setZoomLevel" | "send" | "setWebRTCIPHandlingPolicy" | "reload"
  >;
};
export const BrowserWindow = StandInWindow satisfies new (
  options: Electron.BrowserWindowConstructorOptions,
) => UsedOfWindow as unknown as typeof Electron.BrowserWindow;

const keyring = Promise.withResolvers<void>();
const keyringAnswers = async () => {
  if (computer.keyringAsks !== true) return;
  record("keyringAsks");
  await keyring.promise;
};
export const safeStorage = safeStorageOf(computer, () => isReady, keyringAnswers) as Electron.SafeStorage;

type Template = readonly Electron.MenuItemConstructorOptions[];

/** Of a menu all that can be told of it; what it does stays here. */
class StandInMenu {
  static applicationMenu: StandInMenu | undefined;
  static buildFromTemplate(template: Template): StandInMenu {
    return new StandInMenu(template);
  }
  static setApplicationMenu(menu: StandInMenu): void {
    StandInMenu.applicationMenu = menu;
    record("applicationMenu", menu.template);
  }
  readonly template: Template;
  constructor(template: Template) {
    this.template = template;
  }
  choose(labels: readonly string[]): void {
    let items = this.template;
    for (const label of labels) {
      const item = items.find((each) => each.label === label);
      if (item === undefined || item.enabled === false) throw new Error(`nobody can choose ${label}`);
      items = (item.submenu as Template | undefined) ?? [];
      if (label === labels.at(-1)) (item.click as (() => void) | undefined)?.();
    }
  }
}

class StandInTray extends EventEmitter {
  static shown: StandInTray | undefined;
  menu: StandInMenu | undefined;
  constructor(image: { readonly path: string }) {
    super();
    StandInTray.shown = this;
    record("Tray", image.path);
  }
  setImage(image: { readonly path: string }): void {
    record("trayImage", image.path);
  }
  setToolTip(text: string): void {
    record("toolTip", text);
  }
  setContextMenu(menu: StandInMenu): void {
    this.menu = menu;
    record("trayMenu", menu.template);
  }
  destroy(): void {
    StandInTray.shown = undefined;
    record("trayDestroyed");
  }
}

class StandInNotification extends EventEmitter {
  static readonly all: StandInNotification[] = [];
  static isSupported(): boolean {
    return true;
  }
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    StandInNotification.all.push(this);
    record("Notification", this.options);
  }
}

export const Menu = StandInMenu as unknown as typeof Electron.Menu;
export const Tray = StandInTray as unknown as typeof Electron.Tray;
export const Notification = StandInNotification satisfies Pick<typeof Electron.Notification, "isSupported"> &
  (new (
    options: Electron.NotificationConstructorOptions,
  ) => Pick<Electron.Notification, "show">) as unknown as typeof Electron.Notification;
export const nativeImage = {
  createFromPath: (path: string) => {
    if (!existsSync(path)) throw new Error(`no picture in ${path}`);
    return { path };
  },
} as unknown as typeof Electron.nativeImage;
export const powerMonitor = new EventEmitter() as Electron.PowerMonitor;
export const screen = {
  getPrimaryDisplay: () => computer.displays[0],
  getAllDisplays: () => computer.displays,
  getDisplayMatching: ({ x, y }: Electron.Rectangle) =>
    computer.displays.find(
      ({ workArea }) =>
        x >= workArea.x && x < workArea.x + workArea.width && y >= workArea.y && y < workArea.y + workArea.height,
    ) ?? computer.displays[0],
} as unknown as Electron.Screen;

export const ipcMain = {
  handle: (channel: string, answer: (event: unknown, ...args: unknown[]) => unknown) =>
    void answerers.set(channel, answer),
} as unknown as Electron.IpcMain;

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    if (isReady) throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    record("schemes", schemes);
  },
  handle: (_scheme: string, handler: NonNullable<typeof serve>) => {
    if (!isReady) throw new Error("protocol.handle needs a ready app");
    serve = handler;
  },
} satisfies Pick<Electron.Protocol, "registerSchemesAsPrivileged" | "handle"> as Electron.Protocol;

export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setProxy: async (settings: Electron.ProxyConfig) => {
      if (computer.refusesProxy === true) throw new TypeError("no proxy can be set");
      record("proxy", settings);
    },
    setPermissionRequestHandler: (handler: typeof grant) => {
      grant = handler;
    },
    setPermissionCheckHandler: (handler: typeof check) => {
      check = handler;
    },
  } satisfies Pick<Electron.Session, "setProxy" | "setPermissionRequestHandler" | "setPermissionCheckHandler">),
  fromPartition: () => ({}),
} as unknown as typeof Electron.session;

export const autoUpdater = new EventEmitter() as Electron.AutoUpdater;
export const net = standInNet(release?.network, record) as unknown as Electron.Net;

export const shell = {
  openExternal: async (url: string) => record("openExternal", url),
} satisfies Pick<Electron.Shell, "openExternal"> as Electron.Shell;

export const systemPreferences = { getUserDefault: () => "" } as Pick<
  Electron.SystemPreferences,
  "getUserDefault"
> as Electron.SystemPreferences;

export const dialog = {
  showSaveDialog: async (options: Electron.SaveDialogOptions) => {
    record("showSaveDialog", options);
    return { canceled: computer.pressed === 0, filePath: options.defaultPath ?? "" };
  },
  showOpenDialog: async (...args: readonly unknown[]) => {
    record("showOpenDialog", args.at(-1));
    return { canceled: true, filePaths: [] };
  },
  showMessageBox: async (...args: readonly unknown[]) => {
    const { signal: _signal, ...options } = args.at(-1) as Electron.MessageBoxOptions;
    record("showMessageBox", options);
    return { response: computer.pressed, checkboxChecked: false };
  },
  showErrorBox: (_title: string, content: string) => record("showErrorBox", content),
} satisfies Pick<
  Electron.Dialog,
  "showSaveDialog" | "showOpenDialog" | "showMessageBox" | "showErrorBox"
> as unknown as Electron.Dialog;

function preventable() {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

function eventOf(frame: FrameOf | null) {
  return { senderFrame: frame === null ? null : { url: frame.url, parent: frame.isTop ? null : {} } };
}

/** Without a handler Electron grants everything. */
async function permissionOf({ permission, frame }: Extract<Ask, { what: "permission" }>) {
  const [contents, name] = [{} as Electron.WebContents, permission as "unknown"];
  const details = { requestingUrl: frame.url, isMainFrame: frame.isTop };
  const asked = await new Promise<boolean>((resolve) =>
    grant === null ? resolve(true) : grant(contents, name, resolve, details),
  );
  return { asked, checked: check?.(contents, name, frame.url, details as never) ?? true };
}

async function carryOut(ask: Ask): Promise<unknown> {
  const [window] = windows;
  switch (ask.what) {
    case "invoke":
      return answerers.get(ask.channel)?.(eventOf(ask.frame), ...ask.args);
    case "fetch": {
      const response = await serve?.({ url: ask.url, method: ask.method } as Request);
      if (response === undefined) throw new Error("nothing serves the page");
      const body = Buffer.from(await response.arrayBuffer()).toString("base64");
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    }
    case "emit": {
      const target = {
        app: app as unknown as EventEmitter,
        window,
        contents: window?.webContents,
        power: powerMonitor,
        session: session.defaultSession,
        invisible: StandInBaseWindow.there,
      }[ask.on];
      // What an event tells is a part of it by now, and stood behind it once.
      const event = Object.assign(preventable(), ask.args[0]);
      target?.emit(ask.event, event, ...ask.args);
      return event.defaultPrevented;
    }
    case "openWindow":
      return window?.webContents.open(ask.url);
    case "permission":
      return permissionOf(ask);
    case "memory":
      return process.memoryUsage().rss;
    case "quit":
      return app.quit();
    case "choose":
      return (ask.menu === "tray" ? StandInTray.shown?.menu : StandInMenu.applicationMenu)?.choose(ask.labels);
    case "clickNotification":
      return StandInNotification.all.find(({ options }) => options.title === ask.title)?.emit("click");
    case "answerKeyring":
      return keyring.resolve();
    case "sleep":
      powerMonitor.emit("suspend");
      moveClock(ask.milliseconds);
      return powerMonitor.emit("resume");
    case "closeWindow":
      if (window?.close() === true && windows.length === 0 && StandInBaseWindow.there === undefined)
        app.emit("window-all-closed");
      return windows.length;
  }
}

process.on("message", ({ ask, message }: { readonly ask: number; readonly message: Ask }) => {
  carryOut(message).then(
    (value) => tell({ kind: "answer", ask, ok: true, value: value ?? null }),
    (error: unknown) => tell({ kind: "answer", ask, ok: false, value: String(error) }),
  );
});
