import { join } from "node:path";
import { app, BrowserWindow, session } from "electron";
import { pageOrigin } from "./serve-page.ts";

/** The application's window: sandboxed, isolated, without Node; it goes nowhere and opens nothing. */
export async function openWindow(preloadFolder: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: "Reinstate",
    webPreferences: {
      preload: join(preloadFolder, "index.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  await window.loadURL(`${pageOrigin}/`);
  return window;
}

/** For every page there will ever be: no navigation, no new window, no webview, no permission. */
export function denyWandering(): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => event.preventDefault());
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, grant) => grant(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
