import { join } from "node:path";
import { app, BrowserWindow, session } from "electron";
import { nobodysProxy, peerPolicy } from "../no-network.ts";
import { isOurAddress, pageOrigin } from "./serve-page.ts";
import { leastSize, type Rectangle } from "./window/place-window.ts";

export interface WindowToOpen {
  readonly preloadFolder: string;
  /** Within the page: `#/report/3/now`, or empty. */
  readonly address: string;
  readonly bounds: Rectangle;
  readonly maximized: boolean;
  readonly zoom: number;
}

/** The application's window: sandboxed, isolated, without Node; it goes nowhere and opens nothing. `use` has it before its page loads. */
export async function openWindow(
  { preloadFolder, address, bounds, maximized, zoom }: WindowToOpen,
  use: (window: BrowserWindow) => void,
): Promise<void> {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: "Reinstate",
    webPreferences: {
      preload: join(preloadFolder, "index.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // alert() and its like are the system's own boxes, which a page could make look like our questions.
      disableDialogs: true,
      // In a checkout they are there for whoever works on Reinstate.
      devTools: !app.isPackaged,
    },
  });
  use(window);
  // Once: the page loads anew when it is locked, and keeps what the person chose since.
  window.webContents.once("did-finish-load", () => window.webContents.setZoomLevel(zoom));
  window.once("ready-to-show", () => (maximized ? window.maximize() : window.show()));
  await window.loadURL(`${pageOrigin}/${address}`);
}

/** For every page there will ever be: no navigation, no new window, no webview, no download, and of all permissions one. */
export function denyWandering(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", stay);
    contents.on("will-frame-navigate", stay);
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    // A page's wish to stay (beforeunload) would keep the window, and with it the program, from ending.
    contents.on("will-prevent-unload", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.setWebRTCIPHandlingPolicy(peerPolicy);
  });
  // What is saved goes through the host's own dialog, by the engine.
  session.defaultSession.on("will-download", (event) => event.preventDefault());
  session.defaultSession.setPermissionRequestHandler((_contents, permission, grant, { requestingUrl, isMainFrame }) =>
    grant(mayDo(permission, requestingUrl, isMainFrame)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame }) =>
    mayDo(permission, origin, isMainFrame),
  );
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** When it is locked the page asks for itself anew, so that nothing of before is left in it; to Electron that is a navigation. */
function stay(navigation: Electron.Event<Navigation>): void {
  const { url, isMainFrame } = navigation;
  const isOwnPageAnew = isMainFrame && isOurAddress(url) && new URL(url).pathname === "/";
  if (!isOwnPageAnew) navigation.preventDefault();
}

/** Before the first page. What looks for updates has a session of its own. */
export function cutOffNetwork(): Promise<void> {
  const { rules, bypass } = nobodysProxy;
  return session.defaultSession.setProxy({ mode: "fixed_servers", proxyRules: rules, proxyBypassRules: bypass });
}

/** Our own page puts text on the clipboard where somebody presses Copy. Nothing reads it, and nobody else writes to it. */
function mayDo(permission: string, address: string, isMainFrame: boolean): boolean {
  return permission === "clipboard-sanitized-write" && isMainFrame && isOurAddress(address);
}
