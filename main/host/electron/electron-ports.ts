import { join } from "node:path";
import { app, dialog, shell } from "electron";
import { ReinstateError } from "../../../preload/contract/reinstate-error.ts";
import type { HostPorts } from "../ports.ts";

/** What Electron can do for the engine. The keystore, tray, autostart and updates come with the hardening of this host. */
export function electronPorts(): HostPorts {
  return {
    describe: () => ({
      capabilities: { osKeyring: false, tray: false, autostart: false, nativeDialogs: true, selfUpdate: false },
      version: app.getVersion(),
      platform: process.platform,
    }),
    openExternal: async (url) => {
      if (new URL(url).protocol !== "https:")
        throw new ReinstateError("USAGE_INVALID", "Only https addresses are opened in the browser.");
      await shell.openExternal(url);
    },
    chooseFile: async (suggestedName) => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath("downloads"), suggestedName),
      });
      return canceled ? undefined : filePath;
    },
  };
}
