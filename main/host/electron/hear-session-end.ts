import { app, BaseWindow } from "electron";

/**
 * Windows ends the process, and tells windows only, before: `hear` is given each one. While none is open, which is how it stays in the
 * tray, an invisible one without a page hears it from `listen` on.
 */
export function hearSessionEnd(hear: (window: BaseWindow) => void): { listen(): void } {
  let ear: BaseWindow | undefined;
  app.on("browser-window-created", (_event, window) => {
    hear(window);
    // With it there, the last window would never be the last.
    ear?.destroy();
    ear = undefined;
  });
  return {
    listen: () => {
      if (process.platform !== "win32" || ear !== undefined) return;
      ear = new BaseWindow({ show: false, title: "Reinstate" });
      hear(ear);
    },
  };
}
